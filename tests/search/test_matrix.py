"""Every query of the matrix finds exactly its documents, on every engine."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction

from search.facade import search
from search.models import Synonyms
from search.request import SearchRequest
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.elastic import elasticsearch_alone
from tests.search.indexing import index
from tests.search.matrix import DOCUMENTS, QUERIES

SOME_WORDS = {"cantine xylophone", "title:bonjour", "NOT bonjour"}


ENGINES = [
    pytest.param(engine, marks=pytest.mark.xdist_group(f"matrix {engine}")) for engine in ("database", "elasticsearch")
]


@pytest.fixture(scope="module", params=ENGINES)
def documents(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[dict[int, str]]:
    """The documents of the matrix, indexed once for the module and engine."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            # What editors say is the same is another matter than French.
            Synonyms.objects.all().delete()
            parent = CollectivityPageFactory(collectivity__code="22999", collectivity__name="Treguiden")
            pages = [
                InitiativePageFactory(parent=parent, title=title, slug=key, summary="")
                for key, title in DOCUMENTS.items()
            ]
            index(*pages)
            with elasticsearch_alone("matrix") if request.param == "elasticsearch" else nullcontext():
                yield {page.pk: page.slug for page in pages}
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


def found(query: str, documents: dict[int, str]) -> set[str]:
    result = search(SearchRequest(query=query, per_page=100, is_exact=True))
    keys = {documents[hit.page.pk] for hit in result.hits}
    assert result.total == len(keys)
    return keys


def test_the_matrix_is_large_enough() -> None:
    assert len(QUERIES) >= 240


@pytest.mark.django_db
@pytest.mark.parametrize("query", [query for query in QUERIES if query not in SOME_WORDS])
def test_a_query_finds_exactly_its_documents(query: str, documents: dict[int, str]) -> None:
    assert found(query, documents) == QUERIES[query]


@pytest.mark.django_db
def test_a_stop_word_alone_is_searched_for_itself(documents: dict[int, str]) -> None:
    assert "fibres" in found("les", documents)
    assert "cantine" not in found("les", documents)


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "expected"), [("cantine xylophone", {"cantine"}), ("title:bonjour", {"guillemets"})])
def test_without_a_document_with_all_words_those_with_most_are_shown(
    query: str, expected: set[str], documents: dict[int, str]
) -> None:
    result = search(SearchRequest(query=query, is_exact=True))
    assert result.tier == "most"
    assert {documents[hit.page.pk] for hit in result.hits} == expected
