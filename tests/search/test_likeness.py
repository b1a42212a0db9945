"""Questions: what resembles the best hits comes before what holds as many of the words by chance."""

from typing import Any

import pytest

from search import ranking
from search.explaining import explain
from search.facade import SearchPage, search
from search.likeness import likeness
from search.models import Word
from search.query import read
from search.request import SearchRequest
from search.words import recount
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

QUESTION = "comment refaire une carte perdue"
SHEETS = {
    "best": ("Refaire une carte d’identité", "La photo et l’empreinte, au guichet de l’état civil."),
    "alike": ("Une carte au guichet de la mairie", "Pour l’état civil : la photo, l’empreinte et un justificatif."),
    "chance": ("La carte", "Quatre promenades dans la forêt, à pied ou à cheval."),
}


@pytest.fixture(autouse=True)
def portal(db: None) -> None:
    parent = CollectivityPageFactory()
    others = {f"sheet-{number}": (f"Le dossier numéro {number}", "Autre chose.") for number in range(12)}
    pages = [
        InitiativePageFactory(parent=parent, slug=slug, title=title, summary=summary)
        for slug, (title, summary) in {**others, **SHEETS}.items()
    ]
    index(*pages)
    recount()


def asked(query: str) -> SearchPage:
    return search(SearchRequest(query=query))


def slugs(found: SearchPage) -> list[str]:
    return [hit.page.slug for hit in found.hits]


def likenesses(found: SearchPage) -> dict[str, float]:
    return {hit.page.slug: found.scores[hit.key].likeness for hit in found.hits}


def test_what_resembles_the_best_answer_comes_before_what_holds_a_word_by_chance() -> None:
    assert slugs(asked("carte")) != ["best", "alike", "chance"], "the question must change something"
    assert slugs(asked(QUESTION)) == ["best", "alike", "chance"]


def test_what_holds_every_word_comes_first_and_owes_nothing_to_likeness() -> None:
    parent = CollectivityPageFactory()
    whole = InitiativePageFactory(
        parent=parent, slug="whole", title="Un guide", summary="…", body=[("paragraph", f"<p>{QUESTION}</p>")]
    )
    index(whole)
    recount()
    found = asked(QUESTION)
    assert slugs(found)[0] == "whole"
    assert likenesses(found)["whole"] == 0 < likenesses(found)["best"]


@pytest.mark.usefixtures("engine")
def test_what_holds_every_word_is_among_the_first_that_are_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = [("paragraph", f"<p>{'Le dossier et ses pièces. ' * 60}{QUESTION}.</p>")]
    whole = InitiativePageFactory(slug="whole", title="Un guide", summary="…", body=text)
    index(whole)
    recount()
    monkeypatch.setattr(ranking, "WINDOW", 1)
    found = search(SearchRequest(query=QUESTION, per_page=1))
    assert slugs(found) == ["whole"]
    assert found.total > 1


@pytest.mark.parametrize("query", ["carte", "carte guichet", "refaire carte perdue"])
def test_only_a_question_is_answered_by_likeness(query: str) -> None:
    assert not any(likenesses(asked(query)).values())


def test_the_explanation_tells_it() -> None:
    found = asked(QUESTION)
    score = explain(found)[found.hits[1].key].score
    assert 0 < score.likeness < score.total
    assert not score.is_whole


def test_the_most_alike_is_worth_one_and_the_commune_says_nothing() -> None:
    texts = {
        1: {"title_stems": "lantern", "summary_stems": "port", "body_stems": "phar", "context_stems": "plouezec"},
        2: {"title_stems": "phar", "summary_stems": "lantern", "body_stems": "port", "context_stems": "paimpol"},
        3: {"title_stems": "sentier", "summary_stems": "foret", "body_stems": "cheval", "context_stems": "plouezec"},
    }
    assert likeness(texts, {1: 1.0}, "fr") == {1: 0.0, 2: 0.0, 3: 0.0}, "none of these words is known"
    index(InitiativePageFactory(title="Lanterne du port", summary="Un phare, des sentiers."))
    recount()
    found = likeness(texts, {1: 1.0}, "fr")
    assert found[1] == found[2] == 1
    assert found[3] == 0


def test_it_asks_for_the_rarity_of_words_once(django_assert_num_queries: Any) -> None:
    keys, query = [hit.key for hit in asked("carte").hits], read(QUESTION, "fr")
    for some in (keys[:2], keys):
        with django_assert_num_queries(2):
            ranking.rank(some, query)


def test_words_that_nobody_counted_yet_rank_nothing() -> None:
    Word.objects.all().delete()
    assert not any(likenesses(asked(QUESTION)).values())
