"""The kinds of things that are found: each under its tab, all counted by one request."""

import datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities.models import Collectivity
from home.models import ArticlePage, EventPage, ResourcePage
from initiatives.models import InitiativePage
from portal.searchable import Kind
from search import documents
from search.elastic.feed import feed
from search.facade import SearchPage, search
from search.kinds import TABS
from search.models import Document
from search.request import SearchRequest
from search.tasks import index_collectivities
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    EventPageFactory,
    InitiativePageFactory,
    ResourcePageFactory,
    theme,
)
from tests.search.indexing import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def request(language: str = "fr", **parameters: str) -> SearchRequest:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return SearchRequest.from_query(query, language)


def titles(result: SearchPage) -> list[str]:
    return [hit.page.searched_title for hit in result.hits]


def counts(result: SearchPage, name: str) -> dict[str, int]:
    facet = next(counted for counted in result.facets if counted.facet.name == name)
    return {value.value: value.count for value in facet.values}


def index_all_collectivities() -> None:
    documents.write_collectivities()
    if settings.ELASTICSEARCH_URL:
        feed()


@pytest.fixture
def world() -> dict[str, Any]:
    """A thing of each kind about a lantern, and a commune of that name."""
    commune = CollectivityFactory(code="22210", name="La Lanterne", postal_codes="22999", population=3_200)
    made = {
        "sheet": InitiativePageFactory(title="Une lanterne au café", themes=[theme("acces-public")]),
        "article": ArticlePageFactory(title="La lanterne primée", themes=[theme("acces-public")]),
        "event": EventPageFactory(title="Fête de la lanterne", place="Ploubazlanec"),
        "resource": ResourcePageFactory(title="Monter une lanterne", published_on=datetime.date(2006, 5, 1)),
    }
    index(*made.values())
    index_all_collectivities()
    return made | {"commune": commune}


@pytest.mark.parametrize(
    ("nature", "title"),
    [
        ("", "Une lanterne au café"),
        ("collectivites", "La Lanterne"),
        ("actualites", "La lanterne primée"),
        ("agenda", "Fête de la lanterne"),
        ("ressources", "Monter une lanterne"),
    ],
)
def test_each_kind_has_its_tab_and_all_are_counted(nature: str, title: str, world: dict[str, Any]) -> None:
    result = search(request(q="lanternes", nature=nature))

    assert titles(result) == [title]
    assert result.total == result.whole == 1
    assert result.kinds == dict.fromkeys(Kind, 1)


def test_what_is_called_as_was_typed_comes_before_what_bears_its_name(world: dict[str, Any]) -> None:
    CollectivityFactory(code="35012", name="Bain-de-Bretagne", population=7_000)
    CollectivityFactory(code="35322", name="Le Sel-de-Bretagne", population=1_200)
    index_all_collectivities()
    assert titles(search(request(q="bretagne", nature="collectivites")))[0] == "Bretagne"


def test_without_words_every_kind_is_counted_and_listed(world: dict[str, Any]) -> None:
    result = search(request(nature="collectivites"))

    communes = Collectivity.objects.count()
    assert result.kinds == {Kind.COLLECTIVITY: communes} | dict.fromkeys(set(Kind) - {Kind.COLLECTIVITY}, 1)
    assert result.total == communes
    assert titles(result) == sorted(titles(result), key=lambda name: Collectivity(name=name).name.removeprefix("La "))


def test_the_whole_list_is_counted_anew_when_something_appears_or_goes(committed: Any) -> None:
    first, second = InitiativePageFactory(), InitiativePageFactory(stage="trial")
    committed(lambda: index(first))
    assert (search(request()).total, counts(search(request()), "stage")) == (1, {"en-service": 1})

    committed(lambda: index(second))
    both = search(request())
    assert (both.total, counts(both, "stage")) == (2, {"en-service": 1, "experimentation": 1})

    committed(lambda: documents.remove([first.pk]))
    if settings.ELASTICSEARCH_URL:
        committed(feed)
    assert (search(request()).total, counts(search(request()), "stage")) == (1, {"experimentation": 1})


def test_filters_leave_the_counts_of_the_tabs_as_they_are(world: dict[str, Any]) -> None:
    result = search(request(q="lanterne", theme="education-et-formation"))

    assert result.total == 0
    assert result.kinds == dict.fromkeys(Kind, 1)


def test_each_kind_has_the_filters_that_make_sense(world: dict[str, Any]) -> None:
    articles = search(request(q="lanterne", nature="actualites", theme="acces-public", etape="projet"))
    resources = search(request(q="lanterne", nature="ressources", annee="2006"))

    assert articles.total == resources.total == 1
    assert counts(articles, "theme") == {"acces-public": 1}
    assert counts(articles, "year") == {"2007": 1}
    assert [counted.facet.name for counted in resources.facets] == ["theme", "year"]
    assert search(request(q="lanterne", nature="ressources", annee="2007")).total == 0


def test_sheets_are_counted_by_intercommunality_confirmation_and_year() -> None:
    around = CollectivityFactory(intercommunal=True)
    home = CollectivityPageFactory(collectivity__intercommunality=around)
    today = datetime.datetime.now(tz=datetime.UTC)
    for number, (confirmed_on, stage) in enumerate([(today.date(), "running"), (None, "running"), (None, "stopped")]):
        page = InitiativePageFactory(
            title=f"Une lanterne {number}",
            parent=home,
            stage=stage,
            first_published_at=today,
        )
        InitiativePage.objects.filter(pk=page.pk).update(confirmed_on=confirmed_on)
        index(InitiativePage.objects.get(pk=page.pk))

    result = search(request(q="lanterne"))

    assert counts(result, "intercommunality") == {around.code: 3}
    assert counts(result, "confirmed") == {"oui": 1, "a-confirmer": 1}
    assert counts(result, "year") == {str(today.year): 3}
    assert titles(search(request(q="lanterne", confirmee="oui"))) == ["Une lanterne 0"]


@pytest.mark.parametrize("words", ["lanterne", "la lanterne", "22999", "22210", "lanterne bretagne", "lantrne"])
def test_a_commune_is_found_by_its_name_its_codes_and_where_it_is(words: str, world: dict[str, Any]) -> None:
    assert titles(search(request(q=words, nature="collectivites"))) == ["La Lanterne"]


@pytest.mark.parametrize("language", ["en", "br"])
def test_collectivites_are_found_in_every_language(language: str, world: dict[str, Any]) -> None:
    assert titles(search(request(language, q="lanterne", nature="collectivites"))) == ["La Lanterne"]
    assert search(request(language, q="lanterne")).kinds[Kind.COLLECTIVITY] == 1


def test_territories_are_within_themselves(world: dict[str, Any]) -> None:
    result = search(request(nature="collectivites", region="53"))

    assert "Bretagne" in titles(result)
    assert result.total == Collectivity.objects.filter(region__code="53").count() + 1


def test_a_page_hidden_without_a_word_to_the_search_is_not_shown(world: dict[str, Any]) -> None:
    for model in (ArticlePage, EventPage, ResourcePage):
        model.objects.update(live=False)

    for tab in TABS:
        if tab.kind in (Kind.ARTICLE, Kind.EVENT, Kind.RESOURCE):
            assert search(SearchRequest("lanterne", tab.kind)).hits == ()


def test_a_renamed_commune_is_found_by_its_new_name_alone(world: dict[str, Any]) -> None:
    commune = world["commune"]
    commune.name = "Le Réverbère"
    commune.save()
    index_collectivities.call([commune.pk])
    if settings.ELASTICSEARCH_URL:
        feed()

    assert titles(search(request(q="réverbère", nature="collectivites"))) == ["Le Réverbère"]
    assert search(request(q="lanterne", nature="collectivites", exact="1")).total == 0


def test_a_collectivite_that_is_gone_is_not_found(world: dict[str, Any]) -> None:
    key = world["commune"].pk
    Collectivity.objects.filter(pk=key).delete()
    index_collectivities.call([key])

    assert not Document.objects.filter(kind=Kind.COLLECTIVITY, collectivity_id=key).exists()


def test_few_documents_with_every_word_are_followed_by_others_of_the_kind_alone(world: dict[str, Any]) -> None:
    index(ArticlePageFactory(title="Le phare éteint"))

    result = search(request(q="lanterne phare", nature="actualites"))

    assert result.tier == "most"
    assert set(titles(result)) == {"La lanterne primée", "Le phare éteint"}
    assert result.kinds == {}


def test_the_open_tab_has_the_number_that_is_shown(client: Client, world: dict[str, Any]) -> None:
    index(ArticlePageFactory(title="Le phare éteint"))

    content = client.get("/recherche/", {"q": "lanterne phare", "nature": "actualites"}).content.decode()

    assert 'aria-current="page">Actualités <span class="n">2</span>' in content


@pytest.mark.parametrize("kind", Kind)
def test_a_page_of_hits_costs_the_same_whatever_their_number(kind: Kind) -> None:
    makers = {
        Kind.INITIATIVE: InitiativePageFactory,
        Kind.COLLECTIVITY: CollectivityFactory,
        Kind.ARTICLE: ArticlePageFactory,
        Kind.EVENT: EventPageFactory,
        Kind.RESOURCE: ResourcePageFactory,
    }

    def made(count: int) -> None:
        things = [makers[kind]() for _number in range(count)]
        if kind == Kind.COLLECTIVITY:
            index_all_collectivities()
        else:
            index(*things)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            for hit in search(SearchRequest(kind=kind)).hits:
                assert hit.page.public_address
        return len(captured)

    made(2)
    queries()
    few = queries()
    made(10)
    queries()

    assert queries() == few


def test_the_page_shows_the_tabs_and_keeps_the_one_that_is_open(client: Client, world: dict[str, Any]) -> None:
    content = client.get("/recherche/", {"q": "lanterne", "nature": "agenda"}).content.decode()

    assert '<a href="?q=lanterne&amp;nature=agenda" aria-current="page">Agenda <span class="n">1</span></a>' in content
    assert '<a href="?q=lanterne&amp;nature=collectivites">Collectivités <span class="n">1</span></a>' in content
    assert content.count('name="nature" value="agenda"') == 3
    assert "Fête de la <mark>lanterne</mark>" in content


def test_tabs_with_nothing_are_not_shown_and_the_others_are_a_way_out(client: Client, world: dict[str, Any]) -> None:
    content = client.get("/recherche/", {"q": "ploubazlanec", "nature": "ressources"}).content.decode()

    assert "Aucun résultat ici pour «\u00a0ploubazlanec\u00a0», mais\u00a0:" in content
    assert ">Actualités <" not in content
    assert (
        '<li><a href="?q=ploubazlanec&amp;nature=agenda">Agenda</a><span class="muted">1 résultat</span></li>'
        in content
    )


def test_a_commune_without_a_sheet_is_shown_first(client: Client) -> None:
    commune = CollectivityFactory(code="22214", name="Plouézec", population=3_200)
    index_all_collectivities()

    content = client.get("/recherche/", {"q": "plouezec"}).content.decode()

    title = content.index("Aucune initiative pour «\u00a0plouezec\u00a0», mais\u00a0:")
    card = content.index(f'<h3><a href="{commune.get_absolute_url()}">Plouézec (Côtes-d’Armor)</a></h3>')
    tab = content.index('<li><a href="?q=plouezec&amp;nature=collectivites">Collectivités</a><span class="muted">1 rés')
    assert title < card < tab
    assert "Le nom d’une commune" not in content
    assert 'class="chip"' not in content


def test_filters_that_hide_sheets_are_not_said_to_be_the_lack_of_them(client: Client, world: dict[str, Any]) -> None:
    content = client.get("/recherche/", {"q": "lanterne", "theme": "education-et-formation"}).content.decode()

    assert "Aucun résultat pour «\u00a0lanterne\u00a0»" in content
    assert "mais\u00a0:" not in content
    assert "Chercher sans le filtre" in content


def test_communes_of_a_name_without_a_sheet_cost_the_same_whatever_their_number(client: Client) -> None:
    def queries() -> int:
        index_all_collectivities()
        client.get("/recherche/", {"q": "plouezec"})
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/recherche/", {"q": "plouezec"}).status_code == 200
        return len(captured)

    CollectivityFactory(name="Plouézec")
    few = queries()
    CollectivityFactory.create_batch(2, name="Plouézec")
    assert queries() == few <= 12


def test_a_commune_is_shown_with_where_it_is(client: Client, world: dict[str, Any]) -> None:
    content = client.get("/recherche/", {"q": "lanterne", "nature": "collectivites"}).content.decode()

    assert "<mark>Lanterne</mark> (Côtes-d’Armor)" in content
    assert "3\u00a0200 habitants" in content
    assert 'href="/communes/22210-la-lanterne/"' in content


def test_an_unknown_kind_is_the_first(client: Client, world: dict[str, Any]) -> None:
    assert (
        "Une <mark>lanterne</mark> au café"
        in client.get("/recherche/", {"q": "lanterne", "nature": "x"}).content.decode()
    )


@pytest.mark.parametrize("address", ["/recherche/flux/", "/recherche/tableau/"])
def test_feeds_and_tables_are_of_sheets(address: str, client: Client, world: dict[str, Any]) -> None:
    assert address not in client.get("/recherche/", {"nature": "agenda"}).content.decode()
    assert client.get(address, {"nature": "agenda"}).status_code == 404
    assert address in client.get("/recherche/").content.decode()
