"""What Elasticsearch is asked, and that it answers what the database does."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from elasticsearch import BadRequestError

from portal.searchable import Kind
from search import engines
from search.elastic.client import alias, client
from search.engines.base import Answer, Question
from search.facade import search
from search.models import Document
from search.query import Group, Query, read
from search.request import SearchRequest
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    theme,
)
from tests.search.elastic import elasticsearch_alone
from tests.search.indexing import index

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

WORDS = ("lanterne", "école", "forêt", "cantine", "espace", "public", "numérique", "epn", "vélo")
SORTS = ("pertinence", "date", "nouveautes", "nom")


@pytest.fixture
def alone(db: None) -> Iterator[None]:
    with elasticsearch_alone("each"):
        yield


@pytest.fixture
def sheets() -> None:
    """Thirty sheets of few words, in two départements, of two types, each with one or two themes."""
    chance = random.Random(7)
    parents = [
        CollectivityPageFactory(
            collectivity=CollectivityFactory(
                departement=CollectivityFactory(is_departement=True, code=code, name=f"Département {code}"),
                population=population,
            )
        )
        for code, population in (("22", 400), ("22", 12_000), ("35", 400))
    ]
    index(
        *(
            chance.choice((InitiativePageFactory, EducationPageFactory))(
                parent=chance.choice(parents),
                title=" ".join(chance.choices(WORDS, k=3)),
                summary=" ".join(chance.choices(WORDS, k=2)),
                stage=chance.choice(("running", "trial")),
                themes=chance.sample([theme(), theme("education-et-formation")], chance.randint(1, 2)),
            )
            for _number in range(30)
        )
    )


def both(question: Question) -> tuple[Answer, Answer]:
    """What Elasticsearch answers, and the database: they rank by measures of their own, so ranked hits are a set."""
    answers = (engines.usual().answer(question), engines.DATABASES[connection.vendor].answer(question))
    for answer in answers:
        answer.engine = ""
        answer.facets = {name: counts for name, counts in answer.facets.items() if counts}
        if question.is_ranked:
            answer.keys.sort()
    return answers


def questions(count: int) -> Iterator[Question]:
    chance = random.Random(11)
    rows = list(Document.objects.order_by("pk"))
    for number in range(count):
        text = " ".join(chance.sample([*WORDS, "introuvable"], chance.randint(0, 4)))
        row = chance.choice(rows)
        filters: dict[str, tuple[Any, ...]] = {
            "theme": (int(row.themes.strip(",").split(",")[0]),),
            "departement": (row.departement_id,),
            "stage": (row.stage, "project"),
            "type": (row.type_id,),
            "size": (row.size_class,),
            "label": (row.label,),
        }
        kept = chance.sample(sorted(filters), chance.choice((0, 0, 1, 2)))
        sort = SORTS[number % len(SORTS)]
        first = 0 if sort == "pertinence" else chance.choice((0, 5))
        query = replace(read(text, "fr"), is_question=chance.random() < 0.3)
        yield Question(Kind.INITIATIVE, "fr", query, {name: filters[name] for name in kept}, sort, first, 40)


def test_it_answers_what_the_database_answers(sheets: None) -> None:
    tiers = set()
    for question in questions(150):
        ours, theirs = both(question)
        assert ours == theirs, question
        tiers.add((ours.whole > 0, ours.whole < ours.found))
    assert tiers == {(True, False), (False, True), (True, True), (False, False)}


def test_a_word_may_be_several_one_after_the_other(sheets: None) -> None:
    parent = CollectivityPageFactory()
    found, apart = (
        InitiativePageFactory(parent=parent, title=title, summary="")
        for title in ("Un espace public numérique", "Un espace numérique public")
    )
    index(found, apart)
    stems = tuple(group.stem for group in read("espace public numérique", "fr").groups)
    ours, theirs = both(Question(Kind.INITIATIVE, "fr", Query((Group("epn", (("epn",), stems)),)), {}, "date", 0, 100))
    assert ours == theirs
    assert found.pk in ours.keys
    assert apart.pk not in ours.keys


def test_a_search_is_one_request(sheets: None, requests: list[str]) -> None:
    result = search(SearchRequest(query="lanterne école"))
    assert (result.tier, result.engine) == ("all", "elasticsearch")
    assert len(requests) == 1


def test_most_of_the_words_are_three_requests(sheets: None, requests: list[str]) -> None:
    result = search(SearchRequest(query="lanterne école introuvable"))
    assert (result.tier, result.engine) == ("most", "elasticsearch")
    assert len(requests) == 3


def test_a_word_that_stands_nowhere_is_one_request(sheets: None, requests: list[str]) -> None:
    assert search(SearchRequest(query="introuvable")).total == 0
    assert len(requests) == 1


def test_a_facet_has_as_many_values_as_there_are() -> None:
    parents = [
        CollectivityPageFactory(
            collectivity=CollectivityFactory(
                departement=CollectivityFactory(is_departement=True, code=f"X{number:02}", name=f"Département {number}")
            )
        )
        for number in range(30)
    ]
    index(*[InitiativePageFactory(parent=parent) for parent in parents])
    facet = next(counts for counts in search(SearchRequest()).facets if counts.facet.name == "departement")
    assert len(facet.values) == 30


def test_what_was_hidden_is_not_shown_though_it_was_not_sent(sheets: None) -> None:
    page = InitiativePageFactory(title="Une girouette")
    index(page)
    assert search(SearchRequest(query="girouette")).total == 1
    page.unpublish()
    assert search(SearchRequest(query="girouette")).total == 0
    assert search(SearchRequest()).total == 30


def test_the_index_takes_no_field_that_it_does_not_know() -> None:
    with pytest.raises(BadRequestError, match="strict"):
        client().index(index=alias(), id="1", document={"nom": "Plouézec"})
