"""How severe each reader is: a known table, what cannot be told, and what holds whatever the marks are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.scoring.severity import Equations, Plan, column
from tests.labels.scoring.readings import fitted, rows

ROOM = 1e-6
MARKS = st.lists(st.integers(20, 80), min_size=len(rows()), max_size=len(rows()))


def _with(marks: list[int]) -> list[tuple[int, int, float]]:
    return [(dossier, juror, mark) for (dossier, juror, _mark), mark in zip(rows(), marks, strict=True)]


def test_the_estimates_are_those_of_statsmodels() -> None:
    """MixedLM of statsmodels 0.15, by REML, with one group and two components of variance."""
    found, severities, _scores = fitted(rows())
    assert found.variances is not None
    assert found.variances.dossiers == pytest.approx(132.6266, rel=1e-4)
    assert found.variances.readers == pytest.approx(24.917, rel=1e-4)
    assert found.variances.rest == pytest.approx(11.7333, rel=1e-4)
    assert severities == pytest.approx({1: -7.4451, 2: 3.4382, 3: 1.6352, 4: 4.29, 5: -1.9183}, abs=5e-4)


def test_a_score_is_the_mean_of_the_marks_without_the_severities() -> None:
    _found, severities, scores = fitted(rows())
    assert scores[1] == pytest.approx((22 + 38 + 36 - severities[1] - severities[3] - severities[4]) / 3)


def test_marks_that_add_up_are_taken_apart() -> None:
    """No rest: what is left of a score is the dossier, but for a constant that all share."""
    worth, severity = [30, 45, 50, 62, 70, 41, 58, 66], [-6, 0, 6]
    _found, severities, scores = fitted(rows([[one + more for more in severity] for one in worth]))
    assert [scores[place] for place in range(1, 9)] == pytest.approx(worth, abs=0.01)
    assert severities == pytest.approx({1: -6, 2: 0, 3: 6}, abs=0.01)


@settings(deadline=None, max_examples=25)
@given(MARKS, st.permutations(range(len(rows()))))
def test_the_order_of_the_readings_changes_nothing(marks: list[int], order: list[int]) -> None:
    table = _with(marks)
    _found, severities, scores = fitted(table)
    _found, mixed, mixed_scores = fitted([table[place] for place in order])
    assert mixed == pytest.approx(severities, abs=0.02)
    assert mixed_scores == pytest.approx(scores, abs=0.02)


@settings(deadline=None, max_examples=25)
@given(MARKS)
def test_nothing_makes_the_marks_likelier(marks: list[int]) -> None:
    """A summit is sought on a coarse net too; a variance of 0 is one of its places."""
    table = _with(marks)
    found, _severities, _scores = fitted(table)
    assert found.ratios is not None
    sums = found.plan.sums(column(mark - 50 for _dossier, _juror, mark in table))
    net = [0, 0.02, 0.1, 0.3, 1, 3, 10, 50]
    best = min(Equations(found.plan, one, other).deviance(sums) for one in net for other in net)
    assert Equations(found.plan, *found.ratios).deviance(sums) <= best + 1e-3


@settings(deadline=None, max_examples=25)
@given(MARKS, st.integers(-20, 20))
def test_what_all_give_more_moves_every_score_and_no_severity(marks: list[int], more: int) -> None:
    _found, severities, _scores = fitted(_with(marks))
    _found, moved, _moved_scores = fitted(_with([mark + more for mark in marks]))
    assert moved == pytest.approx(severities, abs=0.02)


@settings(deadline=None, max_examples=25)
@given(MARKS)
def test_the_severities_of_readers_who_are_linked_make_nothing(marks: list[int]) -> None:
    assert sum(fitted(_with(marks))[1].values()) == pytest.approx(0, abs=ROOM)


@settings(deadline=None, max_examples=50)
@given(MARKS, st.integers(1, 5), st.floats(-15, 15), st.floats(0, 30), st.floats(0, 30))
def test_what_one_gives_more_is_taken_off_up_to_what_she_has_read(
    marks: list[int], juror: int, more: float, of_dossiers: float, of_readers: float
) -> None:
    """With the variances held, of what she adds to each of her m marks her severity takes up a share that is positive
    and less than rm / (1 + rm), r being the variance of readers by that of the rest.
    """
    table = _with(marks)
    plan = Plan([dossier for dossier, _juror, _mark in table], [one for _dossier, one, _mark in table])
    equations = Equations(plan, of_dossiers, of_readers)
    before = column(mark for _dossier, _juror, mark in table)
    after = column(mark + more * (one == juror) for _dossier, one, mark in table)
    place = plan.juror_keys.index(juror)
    moved = float((equations.severities(after) - equations.severities(before))[place, 0])
    read = float(plan.size[place])
    most = of_readers * read / (1 + of_readers * read)
    assert min(0, more * most) - ROOM <= moved <= max(0, more * most) + ROOM


def test_who_reads_little_is_corrected_little() -> None:
    """The sixth reader, of one dossier, gives 20 points more than everybody; so does the first, of four."""
    lines = [[*line, None, None, None] for line in ((60, 40, 41), (75, 55, 54), (52, 33, 32), (66, 45, 47))]
    lines += [[None, 50, 49, 51, 50, None], [None, 40, None, 41, 40, None], [None, None, 62, 61, 60, 81]]
    table = rows(lines)
    plan = Plan([dossier for dossier, _juror, _mark in table], [juror for _dossier, juror, _mark in table])
    found = Equations(plan, 5, 1).severities(column(mark for _dossier, _juror, mark in table))[:, 0]
    severities = dict(zip(plan.juror_keys, found, strict=True))
    assert 0 < severities[6] < severities[1] - 2


@pytest.mark.parametrize(
    "table",
    [
        [],
        [(1, 1, 50.0)],
        [(dossier, 1, 40.0 + dossier) for dossier in range(1, 20)],
        # Everybody a pile of her own.
        [(dossier, dossier % 5, 40.0 + dossier) for dossier in range(1, 20)],
        # Two readers, two dossiers: three effects explain the four marks.
        [(1, 1, 50.0), (1, 2, 60.0), (2, 1, 40.0), (2, 2, 55.0)],
    ],
)
def test_what_cannot_be_told_is_left_as_it_is(table: list[tuple[int, int, float]]) -> None:
    found, severities, _scores = fitted(table)
    assert found.variances is None
    assert not found.plan.compared()
    assert set(severities.values()) <= {0.0}


def test_marks_that_are_all_the_same_are_not_corrected() -> None:
    _found, severities, scores = fitted([(dossier, juror, 50.0) for dossier, juror, _mark in rows()])
    assert severities == pytest.approx(dict.fromkeys(severities, 0), abs=ROOM)
    assert scores == pytest.approx(dict.fromkeys(scores, 50), abs=ROOM)


def test_readers_who_share_no_dossier_are_not_compared() -> None:
    """The second half gives 20 points more: those readers are generous, or their dossiers good. Nothing tells."""
    halves = [(d, j, m) for d, j, m in rows()] + [(d + 100, j + 100, m + 20) for d, j, m in rows()]
    found, severities, scores = fitted(halves)
    assert found.plan.groups == 2
    assert severities[101] == pytest.approx(severities[1], abs=0.01)
    assert scores[101] == pytest.approx(scores[1] + 20, abs=0.01)


def test_who_shares_no_dossier_with_anybody_is_not_compared() -> None:
    found, severities, _scores = fitted([*rows(), (50, 9, 80.0), (51, 9, 90.0)])
    assert found.plan.compared() == {1, 2, 3, 4, 5}
    assert severities[9] == pytest.approx(0, abs=ROOM)


def test_scores_stay_within_0_and_100() -> None:
    _found, _severities, scores = fitted(rows([[100, 100, 60], [100, 98, 61], [0, 1, 0], [50, 49, 20], [100, 99, 60]]))
    assert all(0 <= one <= 100 for one in scores.values())
