"""The doors by which what is searched leaves the portal, as data: each tells how much of the things it shows."""

import datetime
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import mail
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from portal.searchable import Kind
from search import similar
from search.alerts.models import SearchAlert
from search.facade import SearchPage, search
from search.kinds import BY_KIND
from search.models import DataFile
from search.open_data.datasets import BY_NAME
from search.open_data.producing import produce
from search.request import SearchRequest
from tests.factories import UserFactory
from tests.search.hidden import (
    COMMUNE,
    IN_TEXT,
    MARK,
    PROMOTED,
    REGISTERED,
    SHARED,
    THEME,
    WORD,
    World,
    committed,
)

FOUND = (Kind.INITIATIVE, Kind.ARTICLE, Kind.EVENT, Kind.RESOURCE)
"""The kinds whose documents are pages: those of collectivités hold nothing of theirs."""
MISTYPED = f"{WORD[:-1]}m"


@dataclass(frozen=True, slots=True)
class Door:
    """``shown`` gives how often the door shows each thing it may show. ``opens`` are the addresses, operations and
    commands that it stands for. In ``told`` are the visibilities that hide nothing from this door, and why.
    """

    shown: Callable[[World], list[int]]
    opens: tuple[str, ...] = ()
    told: Mapping[str, str] = field(default_factory=dict)


LIVE = {"changed draft": "the page itself is public"}
ANY_LANGUAGE = {"other locale": "it answers for every language"}


def found(world: World, query: str = f"q={WORD}") -> SearchPage:
    return search(SearchRequest.from_query(QueryDict(query), world.language))


def text(world: World, name: str, client: Client | None = None, **asked: Any) -> str:
    """What the page of this name answers, in the language of the readers."""
    with override(world.language):
        address = reverse(name)
    return content(address, client, **asked)


def content(address: str, client: Client | None = None, **asked: Any) -> str:
    response: Any = (client or Client()).get(address, asked)
    assert response.status_code == 200, address
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode()


def api(world: World, path: str, **asked: Any) -> Any:
    return json.loads(content(f"/api/v1/{path}", None, langue=world.language, **asked))


def hits(world: World) -> list[int]:
    return [text(world, "search", q=WORD, nature=BY_KIND[kind].address).count(MARK) for kind in FOUND]


def totals(world: World) -> list[int]:
    return [
        *(found(world, f"q={WORD}&nature={BY_KIND[kind].address}").total for kind in FOUND),
        found(world).communes,
        found(world, f"theme={THEME}").total,
    ]


def tabs(world: World) -> list[int]:
    counted = found(world, f"q={WORD}&nature=collectivites").kinds
    return [counted.get(kind, 0) for kind in FOUND]


def facets(world: World) -> list[int]:
    """Of a search, every facet; of the whole list, that of the theme."""
    return [
        *(sum(value.count for value in counts.values) for counts in found(world).facets),
        sum(value.count for counts in found(world, "").facets for value in counts.values if value.value == THEME),
    ]


def ways_out(world: World) -> list[int]:
    return [found(world, f"q={WORD}&etape=arretee").without["stage"]]


def excerpts(world: World) -> list[int]:
    hits = found(world, f"q={IN_TEXT}").hits
    return [sum(hit.excerpt.count(f"<mark>{IN_TEXT}</mark>") for hit in hits)]


def highlights(world: World) -> list[int]:
    hits = found(world).hits
    return [sum(f"<mark>{WORD}</mark>" in getattr(hit, name) for hit in hits) for name in ("title", "summary")]


def corrections(world: World) -> list[int]:
    """Alone, and beside a word of the sheet that everybody reads."""
    return [found(world, f"q={words}").corrected.count(WORD) for words in (MISTYPED, f"{MISTYPED} {SHARED}")]


def spots(world: World) -> list[int]:
    return [
        sum(spot.count for spot in found(world, f"{query}&vue=carte").spots)
        for query in (f"q={WORD}", f"theme={THEME}")
    ]


def the_map(world: World) -> list[int]:
    drawn = text(world, "search", q=WORD, vue="carte")
    return [drawn.count("departement=22&amp;vue=carte")]


def around(world: World) -> list[int]:
    return [found(world, f"q={WORD}&pres={COMMUNE}&rayon=20").total]


def feed(world: World) -> list[int]:
    return [text(world, "search_feed", q=WORD).count(MARK)]


def table(world: World) -> list[int]:
    return [text(world, "search_table", q=WORD).count(MARK), text(world, "search_table", theme=THEME).count(MARK)]


def calendar(world: World) -> list[int]:
    return [text(world, "search_calendar", nature="agenda", q=WORD).count(MARK)]


def alerts(world: World) -> list[int]:
    past = timezone.now() - datetime.timedelta(days=2)
    asked = {"email": "anne@mairie.example", "frequency": "daily", "state": "active", "consent": "Oui", "source": "/"}
    SearchAlert.objects.create(
        query=f"q={WORD}", language=world.language, consented_at=past, requested_at=past, **asked
    )
    with committed():
        call_command("send_alerts", stdout=io.StringIO())
    return [sum(str(message.message()).count(MARK) for message in mail.outbox)]


def api_list(world: World) -> list[int]:
    answer = api(world, "initiatives", q=WORD)
    filtered = api(world, "initiatives", theme=THEME)
    return [answer["total"], str(answer["resultats"]).count(MARK), filtered["total"]]


def api_facets(world: World) -> list[int]:
    given = api(world, "initiatives", q=WORD)["facettes"]
    return [sum(value["nombre"] for facet in given for value in facet["valeurs"])]


def explain_screen(world: World) -> list[int]:
    client = Client()
    client.force_login(UserFactory(association=True))
    return [
        text(world, "search_explain:index", client, q=WORD, kind=kind, language=world.language).count(MARK)
        for kind in (Kind.INITIATIVE, Kind.ARTICLE)
    ]


def command(world: World) -> list[int]:
    def told(kind: Kind) -> str:
        out = io.StringIO()
        call_command("search", WORD, "--explain", "--kind", kind, "--language", world.language, stdout=out)
        return out.getvalue()

    return [told(kind).count(MARK) for kind in FOUND]


def suggestions(world: World) -> list[int]:
    return [text(world, "search_suggestions", q=words).count(MARK) for words in (WORD[:4], WORD)]


def similar_before(world: World) -> list[int]:
    return [content(world.other.url).count(MARK)]


def similar_since(world: World) -> list[int]:
    similar.find([world.other.pk])
    return similar_before(world)


def promotions(world: World) -> list[int]:
    return [text(world, "search", q=PROMOTED).count(MARK)]


def registered(world: World) -> list[int]:
    """Whether the page of a collectivité is told of with its hit."""
    (hit,) = found(world, "q=hennebont&nature=collectivites").hits
    return [int(hit.page.registered)]


def api_sheet(world: World) -> list[int]:
    answers = [Client().get(f"/api/v1/initiatives/{key}").content.decode() for key in world.keys[Kind.INITIATIVE]]
    return ["".join(answers).count(MARK)]


def api_collectivity(world: World) -> list[int]:
    return [content(f"/api/v1/collectivites/{REGISTERED}").count(MARK)]


def api_registered(world: World) -> list[int]:
    listed = json.loads(content("/api/v1/collectivites", None, inscrites="true", q="hennebont"))
    told, of_sheet = (json.loads(content(f"/api/v1/collectivites/{code}")) for code in (REGISTERED, COMMUNE))
    return [listed["total"], int(told["inscrite"]), of_sheet["initiatives"]]


def api_themes(world: World) -> list[int]:
    return [row["initiatives"] for row in api(world, "themes")["resultats"] if row["slug"] == THEME]


def api_examples(world: World) -> list[int]:
    """The examples of the documentation name the latest sheet."""
    told = content("/api/v1/")
    return [sum(len(re.findall(rf"initiatives/{key}\b", told)) for key in world.keys[Kind.INITIATIVE])]


def produced(name: str, extension: str) -> str:
    with committed():
        produce(BY_NAME[name])
    return content(f"/donnees/{name}.{extension}")


def files(name: str) -> Callable[[World], list[int]]:
    return lambda world: [produced(name, extension).count(MARK) for extension in ("csv", "jsonl")]


def lines(world: World) -> list[int]:
    """Of the files, as the page of the data counts them: those of the sheet that everybody reads left out."""
    produced("initiatives", "csv")
    given = DataFile.objects.of("initiatives", "csv").get()
    assert f"<dd>{given.rows}</dd>" in text(world, "open_data")
    return [given.rows - 1, produced("collectivites", "csv").count(REGISTERED)]


def catalogue(world: World) -> list[int]:
    """It says what a file weighs: here, beyond its names of columns and the sheet that everybody reads."""
    rows = produced("initiatives", "csv").splitlines(keepends=True)
    known = sum(len(row.encode()) for row in rows if row.startswith("id,") or "/autre/" in row)
    told = json.loads(content("/donnees/catalogue.jsonld"))["dcat:dataset"][0]["dcat:distribution"][0]
    assert told["@id"].endswith("/initiatives.csv")
    return [int(told["dcat:byteSize"]["@value"]) - known]


def theme_data(world: World) -> list[int]:
    rows = map(json.loads, produced("themes", "jsonl").splitlines())
    return [row["initiatives"] for row in rows if row["slug"] == THEME]


def sitemap(world: World) -> list[int]:
    told = content("/sitemap-pages-1.xml")
    return [told.count(f"{path}/{MARK}/") for path in ("22046-le-mene", "actualites", "agenda", "ressources")]


def theme_page(world: World) -> list[int]:
    with override(world.language):
        return [content(reverse("theme", args=(THEME,))).count(MARK)]


def project_page(world: World) -> list[int]:
    with override(world.language):
        return [content(reverse("theme_project", args=(THEME,))).count(MARK)]


ENGINE_DOORS = {
    "hits": Door(hits, ("search",)),
    "totals": Door(totals),
    "numbers of the tabs": Door(tabs),
    "facets": Door(facets),
    "ways out": Door(ways_out),
    "excerpts": Door(excerpts),
    "highlights": Door(highlights),
    "spots of the map": Door(spots),
    "map": Door(the_map),
    "around a commune": Door(around),
    "feed": Door(feed, ("search_feed",)),
    "table": Door(table, ("search_table",)),
    "calendar": Door(calendar, ("search_calendar",)),
    "alerts": Door(alerts, ("manage.py send_alerts",)),
    "API: list": Door(api_list, ("chercher_initiatives",)),
    "API: facets": Door(api_facets),
    "explain screen": Door(explain_screen, ("search_explain:index",)),
    "explain command": Door(command, ("manage.py search",)),
    "corrections": Door(corrections),
    "registered": Door(registered, told={**LIVE, "other locale": "it is registered in another language"}),
}
"""The doors that ask the engine in use."""
DATABASE_DOORS = {
    "suggestions": Door(suggestions, ("search_suggestions",)),
    "similar, compared before": Door(similar_before),
    "similar, compared since": Door(similar_since, ("manage.py find_similar",)),
    "promotions": Door(promotions),
    "API: sheet": Door(api_sheet, ("lire_initiative",), ANY_LANGUAGE),
    "API: collectivité": Door(api_collectivity, ("lire_collectivite",)),
    "API: registered": Door(api_registered, ("lister_collectivites",), LIVE),
    "API: themes": Door(api_themes, ("lister_themes",), ANY_LANGUAGE),
    "API: examples": Door(api_examples, ("api_documentation",), LIVE),
    "open data: sheets": Door(files("initiatives"), ("open_data_file", "manage.py produce_open_data")),
    "open data: collectivités": Door(files("collectivites")),
    "open data: lines": Door(lines, ("open_data",), LIVE),
    "open data: themes": Door(theme_data, told=ANY_LANGUAGE),
    "open data: catalogue": Door(catalogue, ("open_data_catalogue",), LIVE),
    "sitemap": Door(sitemap, told=ANY_LANGUAGE),
    "page of the theme": Door(theme_page),
    "project on the theme": Door(project_page),
}
"""The doors that the database answers, whatever engine searches."""
NO_DOORS = {
    "lister_labels": "awards, which are no pages: their doors are in tests/labels/doors.py",
    "manage.py publish_palmares": "it has the file of awards produced: tests/labels/doors.py",
    "search_communes": "places of the reference data, whatever pages there are",
    "search_alert": "a form: it says what its reader asked for",
    "search_alert_asked": "a sentence",
    "search_alert_stopped": "a sentence",
    "search_alert_manage": "the searches of the reader, without what they find",
    "search_alert_confirm": "the search of the reader, without what it finds",
    "search_alert_stop": "the search of the reader, without what it finds",
    "open_data_schema": "names of columns",
    "manage.py search_rebuild": "it tells how many documents, to who runs the portal",
    "manage.py search_status": "it tells numbers and keys, to who runs the portal",
}
"""What the search answers without anything of a page in it, and why."""


def opened() -> Iterator[str]:
    for door in (*ENGINE_DOORS.values(), *DATABASE_DOORS.values()):
        yield from door.opens
