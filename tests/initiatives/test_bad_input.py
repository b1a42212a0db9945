"""Whatever the form of a sheet receives: a message in French beside the field, and nothing typed is lost."""

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text, streamfield

from initiatives.models import InitiativePage, PublicAccessPage
from tests.factories import CustomDocumentFactory, CustomImageFactory, InitiativePageFactory, theme

pytestmark = pytest.mark.django_db

LONG = "Une phrase de mairie, assez longue. " * 2_900
RLO = "\u202e"


def filled(**changes: Any) -> dict[str, str]:
    """What the browser sends for a place filled from top to bottom."""
    values: dict[str, Any] = {
        "title": "Le bus des écrans", "slug": "le-bus-des-ecrans", "summary": "Un bus et huit ordinateurs.",
        "themes": str(theme().pk), "stage": "running", "image_alt": "Un bus devant une mairie.",
        "place_name": "Cybercommune", "address": "3, place des Halles", "workstations": "8", "support": "Le mardi.",
        "latitude": "48.1", "longitude": "-2.5", "cost_first_year": "12000", "cost_yearly": "800",
        "cost_detail": "L’essence.", "staff_time": "Une agente.", "setup_months": "6", "transposable": "Oui.",
        "results": rich_text("<p>Deux cents voyageurs.</p>"), "difficulties": rich_text("<p>Le verglas.</p>"),
        "success_conditions": rich_text("<p>Un chauffeur.</p>"), "keywords": "bus, hameaux",
        "started_on": "14/09/2006", "ended_on": "", "website": "https://www.mairie.example/bus",
        "contact_role": "La secrétaire", "image": "", "inspired_by": "",
        "body": streamfield([("paragraph", rich_text("<p>Il roule le mardi.</p>"))]),
        "opening_periods": inline_formset([{"weekday": "2", "opens": "09:00", "closes": "12:00"}]),
        "documents": inline_formset([]), "comments": inline_formset([]),
    }  # fmt: skip
    return nested_form_data({**values, **changes})


def story(block: str, value: Any) -> dict[str, Any]:
    return streamfield([("paragraph", rich_text("<p>Il roule le mardi.</p>")), (block, value)])


def paragraph(text: str) -> str:
    """What the editor sends for one paragraph, whatever characters it holds."""
    block = {"key": "a", "type": "unstyled", "depth": 0, "text": text, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


def hours(*spans: tuple[str, str, str]) -> dict[str, str]:
    return inline_formset([{"weekday": day, "opens": opens, "closes": closes} for day, opens, closes in spans])


@dataclass(frozen=True)
class Case:
    """``name`` is the field that must complain with ``message``, after these changes to the form."""

    changes: dict[str, Any]
    name: str
    message: str


TOO_LONG = r"au plus [\d\s]+ caractères"
UNSEEN = "caractère invisible"
MARKUP = "texte seul"
PLAIN = ("title", "summary", "image_alt", "place_name", "address", "cost_detail", "transposable", "contact_role")
RICH = ("results", "difficulties", "success_conditions")

CASES = {
    **{f"100 kB: {name}": Case({name: LONG}, name, TOO_LONG) for name in PLAIN},
    **{f"100 kB: {name}": Case({name: paragraph(LONG)}, name, TOO_LONG) for name in RICH},
    "100 kB: slug": Case({"slug": "a" * 100_000}, "slug", TOO_LONG),
    "100 kB: website": Case({"website": f"https://a.example/{'a' * 100_000}"}, "website", TOO_LONG),
    "100 kB: keyword": Case({"keywords": "a" * 100_000}, "keywords", "caractères"),
    "100 kB: story": Case({"body": story("paragraph", paragraph(LONG))}, "body", TOO_LONG),
    "100 kB: quotation": Case({"body": story("quote", {"text": LONG, "attribution": ""})}, "body", TOO_LONG),
    **{f"NUL: {name}": Case({name: "Un\x00bus"}, name, "caractère nul") for name in (*PLAIN, "keywords")},
    "NUL: story": Case({"body": story("paragraph", paragraph("Un\x00bus"))}, "body", "caractère nul"),
    "NUL: results": Case({"results": paragraph("Un\x00bus")}, "results", "caractère nul"),
    "NUL: cost": Case({"cost_first_year": "1\x002"}, "cost_first_year", "nombre entier"),
    "NUL: date": Case({"started_on": "14/09\x00/2006"}, "started_on", "date valide"),
    "NUL: website": Case({"website": "https://a.example/\x00"}, "website", "caractère nul|URL valide"),
    **{f"control: {name}": Case({name: "Un bus\x07"}, name, UNSEEN) for name in (*PLAIN, "keywords")},
    "control: story": Case({"body": story("paragraph", paragraph("Un bus\x1b[2J"))}, "body", UNSEEN),
    "control: heading": Case({"body": story("heading", {"text": "\x08bus", "level": "2"})}, "body", UNSEEN),
    "control: results": Case({"results": paragraph("Un bus\x85")}, "results", UNSEEN),
    **{f"direction: {name}": Case({name: f"Un {RLO}sub"}, name, UNSEEN) for name in PLAIN},
    "direction: story": Case({"body": story("quote", {"text": f"Un {RLO}sub", "attribution": ""})}, "body", UNSEEN),
    "direction: results": Case({"results": paragraph(f"Un {RLO}sub")}, "results", UNSEEN),
    **{f"HTML: {name}": Case({name: "<script>alert(1)</script>"}, name, MARKUP) for name in PLAIN},
    "HTML: heading": Case({"body": story("heading", {"text": "<b>Le bus</b>", "level": "2"})}, "body", MARKUP),
    "a script as an address": Case({"website": "javascript:alert(1)"}, "website", "URL valide"),
    "year 0": Case({"started_on": "01/01/0000"}, "started_on", "date valide"),
    "year 1": Case({"started_on": "01/01/0001"}, "started_on", "trop ancienne"),
    "year 9999": Case({"ended_on": "31/12/9999"}, "ended_on", "trop lointaine"),
    "no such day": Case({"started_on": "31/02/2007"}, "started_on", "date valide"),
    "ended before": Case({"ended_on": "14/09/2001"}, NON_FIELD_ERRORS, "avant d’avoir commencé"),
    "10^30 euros": Case({"cost_first_year": "1" + "0" * 30}, "cost_first_year", "montant en euros"),
    "5 000 digits": Case({"cost_yearly": "9" * 5_000}, "cost_yearly", "nombre entier"),
    "cents": Case({"cost_yearly": "12,50"}, "cost_yearly", "nombre entier"),
    "negative cost": Case({"cost_first_year": "-1"}, "cost_first_year", "supérieure ou égale à 0"),
    "negative months": Case({"setup_months": "-6"}, "setup_months", "supérieure ou égale à 0"),
    "endless months": Case({"setup_months": "99999"}, "setup_months", "inférieure ou égale à 240"),
    "negative stations": Case({"workstations": "-8"}, "workstations", "supérieure ou égale à 0"),
    "off the earth": Case({"latitude": "91"}, "latitude", "inférieure ou égale à 90"),
    "infinite": Case({"longitude": "inf"}, "longitude", "nombre"),
    "10^400 degrees": Case({"longitude": "1" + "0" * 400}, "longitude", "nombre|inférieure"),
    "half a position": Case({"longitude": ""}, NON_FIELD_ERRORS, "aucune des deux"),
    "no such stage": Case({"stage": "perdue"}, "stage", "choix valide"),
    "no such theme": Case({"themes": "999999999999999999999"}, "themes", "valide|autorisé"),
    "a theme in letters": Case({"themes": "bus"}, "themes", "valide|autorisé"),
    "no title": Case({"title": ""}, "title", "requis"),
    "no such image": Case({"image": "999999999"}, "image", "valide|choix"),
    "an image in letters": Case({"image": "bus"}, "image", "valide|choix"),
    "past midnight": Case({"opening_periods": hours(("2", "22:00", "02:00"))}, "opening_periods", "vient après"),
    "inverted": Case({"opening_periods": hours(("2", "12:00", "09:00"))}, "opening_periods", "vient après"),
    "of no length": Case({"opening_periods": hours(("2", "12:00", "12:00"))}, "opening_periods", "vient après"),
    "24 o’clock": Case({"opening_periods": hours(("2", "09:00", "24:00"))}, "opening_periods", "heure valide"),
    "overlapping": Case(
        {"opening_periods": hours(("2", "09:00", "12:00"), ("2", "11:00", "14:00"))}, "opening_periods", "avant la fin"
    ),
}


SHOWN_OTHERWISE = ("body", "comments", "opening_periods-0-ORDER", "opening_periods-1-ORDER")
"""Set up by the browser's scripts, or counted from 1 when they come back."""
NOT_SHOWN = {"stage", "themes", "image"}
"""A choice that does not exist cannot be shown chosen. Nor can NUL stand in a page."""


@pytest.fixture
def address(member: Any) -> str:
    return reverse("wagtailadmin_pages:add", args=["initiatives", "publicaccesspage", member.page.pk])


@pytest.fixture
def send(member_client: Client, address: str) -> Callable[..., Any]:
    def post(**changes: Any) -> Any:
        return member_client.post(address, {**filled(**changes), "action-submit": "1"})

    return post


def messages(answer: Any, name: str) -> str:
    """All that is said about a field, however deep in blocks or rows."""
    form = answer.context["form"]
    if name in form.formsets:
        formset = form.formsets[name]
        return " ".join([*map(str, formset.non_form_errors()), *(str(row.errors) for row in formset.forms)])
    return " ".join(_flat(form.errors.as_data().get(name, [])))


def _flat(errors: Any) -> Iterator[str]:
    for error in errors.values() if isinstance(errors, dict) else errors:
        if getattr(error, "block_errors", None):
            yield from _flat(error.block_errors)
        yield from error.messages


def kept(answer: Any) -> dict[str, str]:
    """What the browser would send again: the fields of the form, read back from the page."""
    data = querydict_from_html(answer.content.decode(), form_id="page-edit-form")
    # A browser drops the first end of line of an area of text.
    return {name: data[name].removeprefix("\n") for name in data}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_it_is_refused_beside_the_field_and_kept(case: Case, send: Callable[..., Any]) -> None:
    answer = send(**case.changes)

    assert answer.status_code == 200
    found = messages(answer, case.name)
    assert re.search(case.message, found.replace("\xa0", " ")), found
    assert not re.search(r"\b(the|this|value|valid|field)\b", found, re.IGNORECASE), found
    assert not PublicAccessPage.objects.exists()
    typed = filled(**case.changes)
    again = kept(answer)
    compared = {name for name in typed if name in again and not name.startswith(SHOWN_OTHERWISE) and name not in RICH}
    compared -= {name for name in compared if "\x00" in typed[name]} | (NOT_SHOWN & set(case.changes))
    assert {"title", "summary", "cost_first_year", "keywords", "opening_periods-0-opens"} <= compared | set(
        case.changes
    )
    assert {name: again[name] for name in compared} == {name: typed[name] for name in compared}
    assert "Il roule le mardi." in html.unescape(answer.content.decode())


@pytest.mark.parametrize("name", RICH)
def test_a_refused_rich_text_comes_back_whole(name: str, send: Callable[..., Any]) -> None:
    answer = send(**{name: paragraph(LONG)})
    assert LONG.strip() in json.loads(kept(answer)[name])["blocks"][0]["text"]


def test_a_refused_story_comes_back_whole(send: Callable[..., Any]) -> None:
    answer = send(body=story("quote", {"text": LONG, "attribution": ""}))
    assert LONG.strip() in html.unescape(answer.content.decode())


def test_the_form_is_otherwise_good(send: Callable[..., Any], member: Any) -> None:
    """What the cases change one thing of is accepted: it is that thing that is refused."""
    answer = send()
    assert answer.status_code == 302, answer.context["form"].errors
    page = PublicAccessPage.objects.get()
    assert page.workflow_in_progress
    assert page.collectivity == member.membership.collectivity
    assert page.latest_revision.as_object().opening_periods.count() == 1


def test_a_slug_that_exists_is_said_and_nothing_is_lost(send: Callable[..., Any], member: Any) -> None:
    InitiativePageFactory(parent=member.page, slug="le-bus-des-ecrans")
    answer = send()
    assert "déjà" in messages(answer, "slug")
    assert kept(answer)["summary"] == "Un bus et huit ordinateurs."
    assert not PublicAccessPage.objects.exists()


def test_what_the_editor_cannot_have_sent_is_kept_as_text(send: Callable[..., Any]) -> None:
    """A browser without its scripts, a robot: the words are there, the tags are words too."""
    answer = send(
        results="Deux cents <b>voyageurs</b>",
        body=story("paragraph", '{"blocks": 3}'),
        difficulties='{"entityMap": []}',
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = PublicAccessPage.objects.get().get_latest_revision_as_object()
    assert "Deux cents &lt;b&gt;voyageurs&lt;/b&gt;" in page.results


@pytest.mark.parametrize("text", ["Accents : é è œ ŷ ñ", "Emoji 🚌", "5 < 6 et 7 > 3", "a\tb", "« l’apostrophe »"])
def test_ordinary_texts_pass(text: str, send: Callable[..., Any]) -> None:
    answer = send(title=text, summary=f"{text}\r\nUne autre ligne.")
    assert answer.status_code == 302, answer.context["form"].errors


class TestWhatBelongsToOthers:
    """Numbers of another commune, wherever the form may hold one."""

    @pytest.fixture
    def foreign(self, other_member: Any) -> dict[str, int]:
        commune = other_member.membership.collectivity
        draft = InitiativePageFactory(parent=other_member.page, live=False)
        image, document = CustomImageFactory(collectivity=commune), CustomDocumentFactory(collectivity=commune)
        return {"image": image.pk, "document": document.pk, "page": draft.pk}

    def refused(self, answer: Any, name: str) -> None:
        assert answer.status_code == 200
        assert "appartient à une autre commune" in messages(answer, name)
        assert kept(answer)["summary"] == "Un bus et huit ordinateurs."
        assert not PublicAccessPage.objects.exists()

    def test_in_the_photo(self, foreign: dict[str, int], send: Callable[..., Any]) -> None:
        self.refused(send(image=str(foreign["image"])), "image")

    def test_in_the_origin(self, foreign: dict[str, int], send: Callable[..., Any]) -> None:
        self.refused(send(inspired_by=str(foreign["page"])), "inspired_by")

    def test_in_an_image_of_the_story(self, foreign: dict[str, int], send: Callable[..., Any]) -> None:
        value = {"image": str(foreign["image"]), "alt_text": "Un bus", "caption": "", "credit": ""}
        self.refused(send(body=story("image", value)), "body")

    @pytest.mark.parametrize(("kind", "entity"), [("page", "LINK"), ("document", "DOCUMENT")])
    @pytest.mark.parametrize("name", ["results", "body"])
    def test_in_a_link(
        self, kind: str, entity: str, name: str, foreign: dict[str, int], send: Callable[..., Any]
    ) -> None:
        if (kind, name) == ("document", "results"):
            pytest.skip("Lessons have no links to documents")
        data = (
            {"id": foreign[kind], "url": "/x/", "parentId": 1}
            if kind == "page"
            else {"id": foreign[kind], "url": "/x/"}
        )
        block = {
            "key": "a", "type": "unstyled", "depth": 0, "text": "voir ici", "inlineStyleRanges": [],
            "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
        }  # fmt: skip
        entities = {"0": {"type": entity, "mutability": "MUTABLE", "data": data}}
        linked = json.dumps({"blocks": [block], "entityMap": entities})
        self.refused(send(**{name: linked if name == "results" else story("paragraph", linked)}), name)


def test_the_same_form_sent_twice_makes_one_page(send: Callable[..., Any]) -> None:
    first, second = send(), send()
    assert first.status_code == 302
    assert InitiativePage.objects.count() == 1
    assert second.status_code == 200
    assert kept(second)["title"] == "Le bus des écrans"
