"""What the tests do to a level, in sentences."""

from decimal import Decimal

import pytest

from labels.models import Level
from labels.robustness.results import Change, Result, Verdict, percent
from labels.robustness.rules import MEAN, MEDIAN, Kind
from labels.robustness.saying import Eyes, Rungs, groups, odds
from labels.robustness.trying import NO_SCORE
from tests.labels.scoring.readings import LEVELS

RESULT = Result({}, (0, 1, 2, 3, 4, 5), ("Accès public", "Accueil"))
RUNGS = Rungs.of(RESULT, LEVELS)
FIRST, SECOND, THIRD = 11, 12, 13


def _said(*changes: Change, eyes: Eyes | None = None) -> list[str]:
    """Of a dossier that three have read, and that is worth three arobases."""
    verdict = Verdict(Decimal("51.20"), 4, (), changes, (FIRST, SECOND, THIRD))
    found = groups(verdict, RESULT, RUNGS, eyes or Eyes())
    assert len(found) == 4
    return [sentence for group in found for sentence in group.sentences]


def _without(juror: int, rung: int = 3) -> Change:
    return Change(Kind.JUROR, str(juror), 0, rung)


@pytest.mark.parametrize(
    ("eyes", "said"),
    [
        (Eyes(), "Sans la lecture B"),
        (Eyes(own=FIRST), "Sans la lecture B"),
        (Eyes(own=SECOND), "Sans la lecture B, la vôtre"),
        (Eyes(names={SECOND: "Awa Diop"}), "Sans la lecture B (Awa Diop)"),
        (Eyes(own=SECOND, names={SECOND: "Awa Diop"}), "Sans la lecture B, la vôtre"),
    ],
)
def test_a_reading_is_a_letter(eyes: Eyes, said: str) -> None:
    assert _said(_without(SECOND), eyes=eyes) == [f"{said} : deux arobases, et non trois arobases."]


@pytest.mark.parametrize("eyes", [Eyes(), Eyes(own=20), Eyes(names={20: "Paul Martin"})])
def test_who_has_not_read_it_is_a_number(eyes: Eyes) -> None:
    assert _said(_without(20), eyes=eyes) == [
        "Sans quelqu’un du jury qui ne l’a pas lu : deux arobases, et non trois arobases."
    ]
    assert _said(_without(20), _without(21), _without(22, 5), eyes=eyes) == [
        "Sans l’une ou l’autre de 2 personnes du jury qui ne l’ont pas lu : deux arobases, et non trois arobases.",
        "Sans quelqu’un du jury qui ne l’a pas lu : quatre arobases, et non trois arobases.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_without(FIRST, NO_SCORE), "Sans la lecture A : il n’a plus de note."),
        (_without(FIRST, 0), "Sans la lecture A : aucun niveau, et non trois arobases."),
        (_without(FIRST, 1), "Sans la lecture A : mention, et non trois arobases."),
        (
            Change(Kind.WEIGHT, "0", 1, 5),
            "Si « Accès public » compte 20 % de plus : quatre arobases, et non trois arobases.",
        ),
        (
            Change(Kind.WEIGHT, "1", -1, 5),
            "Si « Accueil » compte 20 % de moins : quatre arobases, et non trois arobases.",
        ),
        (
            Change(Kind.THRESHOLD, "4", 1, 3),
            "Si le seuil de trois arobases monte d’un point : deux arobases, et non trois arobases.",
        ),
        (
            Change(Kind.THRESHOLD, "5", -1, 5),
            "Si le seuil de quatre arobases descend d’un point : quatre arobases, et non trois arobases.",
        ),
        (
            Change(Kind.MEASURE, MEAN, 0, 3),
            "À la moyenne des notes données, sans correction : deux arobases, et non trois arobases.",
        ),
        (
            Change(Kind.MEASURE, MEDIAN, 0, 3),
            "À la médiane des notes données, sans correction : deux arobases, et non trois arobases.",
        ),
    ],
)
def test_each_test_has_its_sentence(change: Change, said: str) -> None:
    assert _said(change) == [said]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "moins de 1 %"), (0.004, "moins de 1 %"), (0.624, "62 %"), (0.99, "99 %"), (0.995, "plus de 99 %")],
)
def test_draws_make_nothing_certain(share: float, said: str) -> None:
    assert percent(share) == said


def test_the_likeliest_comes_first_and_the_present_one_is_there() -> None:
    verdict = Verdict(Decimal("51.20"), 4, (0.0, 0.0, 0.004, 0.7, 0.009, 0.287, 0.0))
    found = [(one.name, one.said, one.is_present) for one in odds(verdict, RUNGS)]
    assert found == [
        ("Deux arobases", "70 %", False),
        ("Quatre arobases", "29 %", False),
        ("Trois arobases", "moins de 1 %", True),
    ]


def test_a_level_that_is_no_more_keeps_its_number() -> None:
    assert Rungs.of(Result({}, (0,)), [Level(symbols=3, name="Trois arobases")]).name(1) == "0"
