"""Who types an expression also finds those that mean the same, from the moment the editors say so."""

import pytest

from initiatives.models import InitiativePage
from search import french
from search.facade import search
from search.models import Synonyms
from search.request import SearchRequest
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def sheet(title: str) -> InitiativePage:
    page = InitiativePageFactory(parent=CollectivityPageFactory(), title=title, summary="Autre chose")
    index(page)
    return page


def found(query: str) -> list[str]:
    return [hit.page.title for hit in search(SearchRequest(query=query, is_exact=True)).hits]


def test_an_acronym_finds_what_it_stands_for_and_back() -> None:
    sheet("L’EPN du foyer")
    sheet("Un espace public numérique au foyer")
    sheet("Un espace numérique et un jardin public")
    both = {"L’EPN du foyer", "Un espace public numérique au foyer"}

    assert set(found("EPN")) == both
    assert set(found("e.p.n.")) == both
    assert both < set(found("espaces publics numériques"))
    assert set(found("EPN foyer")) == both


def test_what_was_typed_comes_before_its_synonyms() -> None:
    sheet("Un espace public numérique au foyer")
    sheet("L’EPN du foyer de la commune")
    assert found("EPN")[0] == "L’EPN du foyer de la commune"


def test_small_words_of_an_expression_stand_where_they_stand() -> None:
    sheet("Le centre communal d'action sociale prête des tablettes")
    sheet("Une action sociale au centre, communale")
    assert found("CCAS") == ["Le centre communal d'action sociale prête des tablettes"]


def test_synonyms_are_effective_as_soon_as_they_are_saved(django_capture_on_commit_callbacks) -> None:
    sheet("Le bus des écrans")
    assert found("autocar") == []
    with django_capture_on_commit_callbacks(execute=True):
        row = Synonyms.objects.create(expressions="Autocar\n\nbus\ncar scolaire")
    assert found("autocars") == ["Le bus des écrans"]
    assert found("car scolaire") == ["Le bus des écrans"]
    with django_capture_on_commit_callbacks(execute=True):
        row.delete()
    assert found("autocar") == []


def test_a_line_alone_or_empty_changes_nothing(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for text in ("", "seul", "pareil\nPAREIL", "« »\n!!"):
            Synonyms.objects.create(expressions=text)
    sheet("Le bus des écrans")
    assert found("bus") == ["Le bus des écrans"]


def test_an_acronym_that_no_text_spells_out_in_one_go_finds_those_with_its_words() -> None:
    Synonyms.objects.create(expressions="EPNX\nespace public numérique")
    parent = CollectivityPageFactory()
    scattered = InitiativePageFactory(
        parent=parent, title="Un espace ouvert au public", summary="Le numérique pour tous."
    )
    index(scattered, InitiativePageFactory(parent=parent, title="Le cadastre"))
    result = search(SearchRequest(query="EPNX"))
    assert [hit.page.pk for hit in result.hits] == [scattered.pk]
    assert search(SearchRequest(query="EPNX", is_exact=True)).total == 1


def test_an_acronym_that_is_found_is_not_spelled_out() -> None:
    Synonyms.objects.create(expressions="EPNX\nespace public numérique")
    parent = CollectivityPageFactory()
    named = InitiativePageFactory(parent=parent, title="L’EPNX du bourg")
    index(named, InitiativePageFactory(parent=parent, title="Un espace ouvert au public", summary="Du numérique."))
    assert [hit.page.pk for hit in search(SearchRequest(query="epnx")).hits] == [named.pk]


def test_elders_are_not_the_departement_of_the_ain() -> None:
    assert french.stem("aines") == french.stem("aine") != french.stem("ain")
