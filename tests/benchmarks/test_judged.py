"""The judged set is sound: large, fair, complete, and the same everywhere."""

import itertools
import unicodedata
from collections import Counter

import pytest

from benchmarks.judged import material, queries, texts
from benchmarks.judged.bm25 import BM25
from benchmarks.judged.measure import answers, ndcg, score, summary
from benchmarks.judged.query import AUTOCOMPLETE, EXACT, FORMS, HARD, KINDS, TOPICAL, TYPO, Query
from benchmarks.judged.texts import sheets
from benchmarks.judged.typos import SLIPS, is_one_away
from benchmarks.judged.vocabulary import fold, meanings, searchable, vocabulary, words

KNOWN = {sheet.key: sheet for sheet in sheets()}
THEMES = {
    "acces-public",
    "e-administration",
    "information-de-proximite",
    "expression-citoyenne",
    "education-et-formation",
}


def test_there_are_enough_sheets_on_enough_subjects():
    assert len(sheets()) >= 2_000
    assert len(material.subjects()) >= 150
    assert len(KNOWN) == len({sheet.text for sheet in sheets()}) == len(sheets())
    assert {sheet.theme for sheet in sheets()} <= THEMES
    assert {sheet.kind for sheet in sheets()} == {"initiative", "procedure", "education", "place"}


def test_a_sheet_is_a_text():
    for sheet in sheets():
        assert 120 <= len(sheet.body.split()) <= 400, sheet.key
        assert len(set(sheet.paragraphs)) == len(sheet.paragraphs) >= 2, sheet.key
        assert not set("{}<>[]|") & set(sheet.text), sheet.key
        assert sheet.summary, sheet.key
        assert 0 < len(sheet.title) <= 255, sheet.key


def test_sheets_of_a_subject_differ_and_those_of_others_share_words():
    by_subject = Counter(sheet.subject for sheet in sheets())
    assert min(by_subject.values()) >= 5
    held = Counter(word for sheet in sheets() for word in set(words(sheet.text)))
    assert sum(1 for count in held.values() if count > len(sheets()) / 20) > 150
    for one, other in itertools.pairwise(sheets()):
        assert len(set(one.paragraphs) & set(other.paragraphs)) < len(one.paragraphs) / 2


def test_every_subject_has_its_material():
    for subject in material.subjects().values():
        assert all((subject.names, subject.titles, subject.questions)), subject.key
        assert len(subject.sentences) >= 8, subject.key
        assert set(subject.related) <= set(material.subjects()), subject.key
        assert set(subject.related.values()) <= {1, 2}, subject.key


def test_there_are_enough_queries_of_every_kind():
    found = Counter(query.kind for query in queries.queries())
    assert set(found) == set(KINDS)
    assert sum(found.values()) >= 300
    assert min(found.values()) >= 50


def test_every_query_is_asked_once_and_its_sheets_exist():
    asked = [(query.kind, query.text) for query in queries.queries()]
    assert len(set(asked)) == len(asked)
    for query in queries.queries():
        assert query.text.strip()
        assert set(query.wanted) <= set(KNOWN), query.text
        assert set(query.wanted.values()) <= {1, 2, 3}, query.text
        assert query.wanted[query.best] == 3, query.text
        assert len(query.wanted) == 1 or query.kind == TOPICAL, query.text


@pytest.mark.parametrize("kind", [EXACT, FORMS])
def test_the_sheet_holds_the_words_in_some_form(kind):
    for query in queries.queries(kind):
        assert meanings(query.text) <= meanings(searchable(KNOWN[query.best])), query


def test_exact_queries_are_in_the_words_of_the_sheet():
    for query in queries.queries(EXACT):
        assert set(words(query.text)) <= set(words(KNOWN[query.best].text)), query


def test_forms_are_not_those_of_the_sheet():
    for query in queries.queries(FORMS):
        assert query.text not in searchable(KNOWN[query.best])
        if query.variety == "inflected":
            assert not set(words(query.text)) <= set(words(KNOWN[query.best].text)), query
        if query.variety == "decomposed":
            assert not unicodedata.is_normalized("NFC", query.text)


def test_a_typo_is_one_slip_away_from_a_word_of_the_sheet():
    assert {query.variety for query in queries.queries(TYPO)} == set(SLIPS)
    for query in queries.queries(TYPO):
        here = set(words(KNOWN[query.best].text))
        wrong = [word for word in words(query.text) if word not in here]
        assert len(wrong) == 1, query
        assert not set(wrong) & vocabulary(), query
        assert any(is_one_away(wrong[0], word) for word in here), query


def test_what_is_typed_begins_words_of_the_title():
    for query in queries.queries(AUTOCOMPLETE):
        title = words(KNOWN[query.best].title)
        assert all(any(word.startswith(part) for word in title) for part in words(query.text)), query


def test_hard_queries_are_not_a_run_of_the_text():
    for query in queries.queries(HARD):
        assert f" {' '.join(words(query.text))} " not in f" {' '.join(words(KNOWN[query.best].text))} ", query


def test_everything_is_the_same_when_it_is_made_again():
    subject = next(iter(material.subjects().values()))
    again = texts.sheets.__wrapped__()
    assert again == sheets()
    assert again[0].subject == subject.key
    assert queries.queries.__wrapped__(EXACT) == queries.queries(EXACT)


@pytest.mark.parametrize(
    ("hits", "wanted"), [(["a"], 1), (["x", "a"], 1 / 2), (["x", "y", "z", "a"], 1 / 4), (["x"], 0), ([], 0)]
)
def test_a_known_item_is_worth_its_reciprocal_rank(hits, wanted):
    assert score(Query(EXACT, "", "q", {"a": 3}), hits) == wanted


def test_nothing_beyond_ten_hits_counts():
    beyond = [f"x{number}" for number in range(10)]
    assert score(Query(EXACT, "", "q", {"a": 3}), [*beyond, "a"]) == 0
    assert score(Query(TOPICAL, "", "q", {"a": 3}), [*beyond, "a"]) == 0


def test_a_suggestion_counts_wherever_it_stands_among_ten():
    assert score(Query(AUTOCOMPLETE, "", "q", {"a": 3}), ["x", "y", "a"]) == 1


def test_grades_and_ranks_make_the_gain_of_a_question():
    grades = {"a": 3, "b": 2, "c": 1}
    assert ndcg(grades, ["a", "b", "c"]) == 1
    assert ndcg(grades, ["a"]) == pytest.approx(7 / (7 + 3 / 1.584_962_5 + 1 / 2))
    assert 0 < ndcg(grades, ["c", "b", "a"]) < ndcg(grades, ["a", "c", "b"]) < 1
    assert ndcg(grades, ["a", "a", "a"]) == ndcg(grades, ["a"])


def test_a_summary_says_what_found_nothing():
    asked = [Query(EXACT, "", "one", {"a": 3}), Query(EXACT, "", "two", {"b": 3})]
    result = summary(EXACT, answers(asked, lambda text: ["a"] if text == "one" else []))
    assert (result.queries, result.score, result.empty) == (2, 0.5, 0.5)


def test_plain_bm25_finds_a_title():
    sheet = sheets()[0]
    peer = BM25(sheets()[:50])
    assert sheet.key in peer.search(sheet.title)[:3]
    assert sheet.key in peer.complete(fold(sheet.title)[:12])
