"""What French becomes: the same words whatever the keyboard, and never an error."""

import unicodedata
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import french
from search.facade import search
from search.highlight import mark
from search.request import SearchRequest

LETTERS = "abcdefghijlmnopqrstuvxyzàâäéèêëîïôöùûüÿçñœæABCDEÉÈÀÇŒÆ0123456789"
TYPED = st.text(alphabet=LETTERS + " '’.-/·()&°«»\u00a0\u202f", max_size=60)


@given(TYPED)
def test_case_makes_no_difference(text: str) -> None:
    assert french.terms(text.upper()) == french.terms(text.lower()) == french.terms(text)


@given(TYPED)
def test_the_form_of_accents_makes_no_difference(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert french.terms(composed) == french.terms(decomposed)


@given(TYPED)
def test_missing_accents_make_no_difference(text: str) -> None:
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    assert french.terms(bare) == french.terms(text)


@given(TYPED, st.sampled_from("’‘ʼ′`´"))
def test_the_kind_of_apostrophe_makes_no_difference(text: str, apostrophe: str) -> None:
    assert french.terms(text.replace("'", apostrophe)) == french.terms(text)


@given(TYPED)
def test_a_text_is_found_by_itself(text: str) -> None:
    assert set(french.terms(text)) <= set(french.indexed(text).split())


@given(st.text(max_size=300))
def test_no_text_is_an_error(text: str) -> None:
    """The engines put terms between quotation marks: none may hold one, or a space."""
    found = french.terms(french.clean_query(text))
    assert all(term and term.isalnum() for term in found)
    assert all(len(word) <= french.MAX_WORD for word in french.indexed_words(text))


@given(st.text(alphabet=st.characters(codec=None), max_size=80), st.text(max_size=20))
def test_what_is_shown_is_the_text(text: str, query: str) -> None:
    marked = mark(text, frozenset(french.terms(query)))
    unmarked = marked.replace("<mark>", "").replace("</mark>", "")
    assert unmarked == mark(text, frozenset())


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300), page=st.integers(-5, 10**6))
def test_no_text_breaks_an_engine(text: str, page: int, db: Any) -> None:
    assert search(SearchRequest(query=french.clean_query(text), page=max(1, page))).total == 0


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["привет", "مرحبا", "日本語", "हिन्दी", "ελλάδα", "ไทย", "a" * 200, "1e5", "0x1f"])
def test_words_of_every_script_are_found_on_every_engine(word: str) -> None:
    """What the engine's own tokenizer makes of a stored text is what it makes of the query."""
    with connection.cursor() as cursor:
        found = _found_by_the_engine(cursor, french.indexed(f"avant {word} après"), french.terms(word))
    assert found


def _found_by_the_engine(cursor: Any, stored: str, terms: list[str]) -> bool:
    if connection.vendor == "postgresql":
        expression = " & ".join(f"'{term}'" for term in terms)
        cursor.execute("SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)", [stored, expression])
        return bool(cursor.fetchone()[0])
    cursor.execute("CREATE VIRTUAL TABLE temp.probe USING fts5(body)")
    cursor.execute("INSERT INTO temp.probe VALUES (%s)", [stored])
    cursor.execute("SELECT COUNT(*) FROM temp.probe WHERE probe MATCH %s", [" AND ".join(f'"{t}"' for t in terms)])
    found = bool(cursor.fetchone()[0])
    cursor.execute("DROP TABLE temp.probe")
    return found
