"""Words that no document holds are put right, and the page says so."""

import pytest
from django.test import Client

from search.facade import search
from search.models import Word
from search.request import SearchRequest
from search.spelling import closest
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets() -> None:
    parent = CollectivityPageFactory()
    index(
        InitiativePageFactory(parent=parent, title="La médiathèque numérique", summary="Un covoiturage de livres"),
        InitiativePageFactory(parent=parent, title="Le cadastre en ligne", summary="Des plans pour tous"),
    )


def known(**documents: int) -> None:
    Word.objects.all().delete()
    Word.objects.bulk_create(
        Word(language="fr", word=word, stem=word, length=len(word), documents=count)
        for word, count in documents.items()
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mediatheqe", "médiathèque"),
        ("meditaheque", "médiathèque"),
        ("médiathèqque", "médiathèque"),
        ("mediadheque", "médiathèque"),
        ("covoiturge", "covoiturage"),
        ("cadasstre", "cadastre"),
        ("dmediatheque", "médiathèque"),
    ],
)
def test_one_wrong_letter_is_put_right_and_told(typed: str, meant: str, sheets: None) -> None:
    result = search(SearchRequest(query=typed))
    assert (result.tier, result.corrected, result.total) == ("corrected", meant, 1)


def test_only_the_wrong_word_is_put_right(sheets: None) -> None:
    result = search(SearchRequest(query="mediatheque numerqiue"))
    assert (result.corrected, result.total) == ("médiathèque numérique", 1)


def test_a_correction_that_finds_nothing_whole_gives_way_to_what_was_typed(sheets: None) -> None:
    """No sheet holds « cadastre » with « livres »: it may not be what was meant."""
    result = search(SearchRequest(query="cadasstre livres"))
    assert (result.tier, result.corrected) == ("most", "")
    assert [hit.page.title for hit in result.hits] == ["La médiathèque numérique"]


def test_without_anything_as_typed_a_correction_is_shown_all_the_same(sheets: None) -> None:
    result = search(SearchRequest(query="cadasstre covoiturge"))
    assert (result.tier, result.total) == ("corrected", 2)


@pytest.mark.parametrize("typed", ["médiathèque", "livre", "plans", "zzz", "xylophone", "h5n1", "mdia"])
def test_what_is_known_short_or_like_nothing_is_left_as_it_is(typed: str, sheets: None) -> None:
    assert search(SearchRequest(query=typed)).tier != "corrected"


def test_the_words_as_typed_can_be_asked_for(sheets: None, client: Client) -> None:
    page = client.get("/recherche/", {"q": "mediatheqe"}).content.decode()
    assert "Voici les résultats pour «\u00a0médiathèque\u00a0»" in page
    assert '<a href="?q=mediatheqe&amp;exact=1">Chercher plutôt «\u00a0mediatheqe\u00a0»</a>' in page

    assert search(SearchRequest(query="mediatheqe", is_exact=True)).total == 0
    assert (
        "Voici les résultats pour" not in client.get("/recherche/", {"q": "mediatheqe", "exact": "1"}).content.decode()
    )


def test_the_closest_word_is_meant_then_the_one_that_begins_alike_then_the_most_frequent() -> None:
    known(cantine=1, cantique=50, tantine=90)
    assert closest("cantinne", "fr")[0] == "cantine"
    assert closest("cantire", "fr")[0] == "cantine"
    known(cantine=1, cantile=9, tantire=90)
    assert closest("cantire", "fr") == ["cantile", "cantine", "tantire"]
    assert closest("cantire", "en") == []


def test_a_word_of_a_hidden_page_is_never_shown(sheets: None) -> None:
    """The words are counted by a task: one may outlive the page it stood in."""
    Word.objects.create(language="fr", word="secretissime", stem="secretissim", length=12, documents=1)
    for query in ("secretisime", "secretisime cadastre"):
        assert search(SearchRequest(query=query)).corrected == ""


def test_a_word_of_a_hidden_page_stands_in_the_way_of_no_other(sheets: None) -> None:
    Word.objects.create(language="fr", word="cadasstra", stem="cadasstra", length=9, documents=90)
    assert search(SearchRequest(query="cadasstre")).corrected == "cadastre"
