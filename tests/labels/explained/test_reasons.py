"""What inhabitants are told, worked out without a database."""

from dataclasses import dataclass

import pytest

from labels.explained.cells import Cell, marked
from labels.explained.reasons import LONGEST_EXCERPT, essential, reasons


@dataclass(frozen=True)
class Sheet:
    pk: int


def cell(criterion: int, section: int, total: int, count: int = 1, weight: int = 1, reason: str | None = None) -> Cell:
    words = f"raison {criterion}" if reason is None else reason
    return Cell(section, section, weight, criterion, criterion, f"Critère {criterion}", words, total, count)


def told(cells: list[Cell], proofs: dict[int, list[Sheet]] | None = None) -> list[tuple[str, list[int]]]:
    return [(one.text, [proof.pk for proof in one.proofs]) for one in reasons(marked(cells), proofs or {})]


def test_the_best_criteria_come_first_and_three_at_most() -> None:
    cells = [cell(1, 1, 3), cell(2, 1, 5), cell(3, 1, 4), cell(4, 1, 3)]
    assert [text for text, _proofs in told(cells)] == ["raison 2", "raison 3", "raison 1"]


def test_a_weak_criterion_is_no_reason() -> None:
    assert told([cell(1, 1, 1, 2), cell(2, 1, 2, 2)]) == [("raison 2", [])]


def test_sections_count_by_their_weight() -> None:
    assert told([cell(1, 1, 0, weight=3), cell(1, 2, 2)]) == []
    assert told([cell(1, 1, 0), cell(1, 2, 2, weight=3)]) == [("raison 1", [])]


def test_a_criterion_without_words_for_inhabitants_is_not_told() -> None:
    assert told([cell(1, 1, 5, reason=""), cell(2, 1, 4)]) == [("raison 2", [])]


def test_nothing_is_told_where_every_reader_abstained() -> None:
    assert told([]) == []


def test_proofs_are_those_of_the_sections_where_it_did_best_each_once() -> None:
    proofs = {1: [Sheet(1), Sheet(2), Sheet(3)], 2: [Sheet(3), Sheet(4)], 3: [Sheet(5)]}
    cells = [cell(1, 1, 4), cell(1, 2, 5), cell(1, 3, 0), cell(2, 1, 3), cell(2, 3, 5)]
    assert told(cells, proofs) == [("raison 2", [5, 1]), ("raison 1", [3, 4])]


@pytest.mark.parametrize(
    ("opinion", "kept"),
    [
        ("Un lieu ouvert.\n\nIl reste le budget.", "Un lieu ouvert."),
        ("\r\n\r\nUn lieu ouvert.\r\nEt tenu.", "Un lieu ouvert.\nEt tenu."),
        ("", ""),
        ("Ouvert. " + "Très long " * 60, "Ouvert."),
    ],
)
def test_the_essential_of_an_opinion_is_its_first_paragraph_by_whole_sentences(opinion: str, kept: str) -> None:
    assert essential(opinion) == kept


def test_a_sentence_without_end_is_cut_between_words() -> None:
    short = essential("mot " * 200)
    assert short.endswith("mot […]")
    assert len(short) <= LONGEST_EXCERPT + len(" […]")
