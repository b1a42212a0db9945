"""Each test changes one thing; the draws say how likely each level is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labels.models import Level
from labels.robustness.results import Change, Result, Verdict
from labels.robustness.rules import MEAN, MEDIAN, Kind
from labels.robustness.trying import NO_SCORE, put_to_the_test
from labels.scoring.standing import of_readings
from labels.scoring.table import Reading
from tests.labels.factories import read_grid
from tests.labels.scoring.readings import LEVELS, TWELVE, rows

SEED = 2027
HALVES = (Level(symbols=1, name="Une arobase", threshold=0), Level(symbols=2, name="Deux arobases", threshold=50))


def _read(dossier: int, juror: int, first: int, second: int, **weights: int) -> Reading:
    """A grid of two sections; the mark is what it gives."""
    whole = sum(weights.get(one, 1) for one in ("acces", "idees"))
    mark = 20 * (first * weights.get("acces", 1) + second * weights.get("idees", 1)) / whole
    notes: dict[str, dict[str, int | None]] = {"acces": {"utilite": first}, "idees": {"utilite": second}}
    return Reading(dossier, juror, round(mark, 2), grid=read_grid(notes, **weights))


def _twelve() -> list[Reading]:
    """The table of the scores: their grids have one note, which no weight moves."""
    return [
        Reading(dossier, juror, mark, grid=read_grid({"acces": {"utilite": 3}}))
        for dossier, juror, mark in rows(TWELVE)
    ]


def _changes(result: Result, dossier: int, kind: Kind) -> set[tuple[str, int, int]]:
    return {(one.key, one.by, one.rung) for one in result.verdicts[dossier].changes if one.kind == kind}


def test_half_a_hundredth_below_a_threshold_is_the_same_level_in_the_list_and_in_the_trial() -> None:
    marks = [
        Reading(1, juror, mark, grid=read_grid({"acces": {"utilite": 2}})) for juror, mark in ((1, 40.98), (2, 41.01))
    ]
    levels = [Level(symbols=1, name="Une arobase", threshold=0), Level(symbols=2, name="Deux arobases", threshold=41)]
    standing, verdict = of_readings(marks, levels)[1], put_to_the_test(marks, levels, SEED).verdicts[1]
    assert (standing.level, standing.score) == (levels[verdict.rung - 1], verdict.score)


def test_the_level_of_now_is_that_of_the_standings() -> None:
    readings = _twelve()
    result, standings = put_to_the_test(readings, LEVELS, SEED), of_readings(readings, LEVELS)
    assert result.symbols == (0, 1, 2, 3, 4, 5)
    for key, verdict in result.verdicts.items():
        assert verdict.score == standings[key].score
        level = standings[key].level
        assert level is not None
        assert result.symbols[verdict.rung - 1] == level.symbols


def test_without_a_reader() -> None:
    readings = [_read(1, 1, 5, 5), _read(1, 2, 2, 2), _read(1, 3, 2, 2), _read(2, 1, 4, 4)]
    result = put_to_the_test(readings, HALVES, SEED)
    assert result.verdicts[1].rung == 2
    assert _changes(result, 1, Kind.JUROR) == {("1", 0, 1)}
    # Nobody else has read the second one.
    assert _changes(result, 2, Kind.JUROR) == {("1", 0, NO_SCORE)}


def test_with_other_weights() -> None:
    """(5 + 0) / 2 is 50: a little more on the second section, or less on the first, and it is not."""
    result = put_to_the_test([_read(1, 1, 5, 0)], HALVES, SEED)
    assert result.weights == ("Acces", "Idees", "Utilite")
    assert _changes(result, 1, Kind.WEIGHT) == {("0", -1, 1), ("1", 1, 1)}


def test_a_note_that_was_not_given_weighs_nothing() -> None:
    grid = read_grid({"acces": {"utilite": 3, "accueil": None}, "idees": {"utilite": None, "accueil": None}})
    result = put_to_the_test([Reading(1, 1, 60.0, grid=grid)], HALVES, SEED)
    assert _changes(result, 1, Kind.WEIGHT) == set()


def test_with_other_thresholds() -> None:
    grid = read_grid({"acces": {"utilite": 3}})
    readings = [Reading(place, 1, mark, grid=grid) for place, mark in enumerate((48.99, 49.0, 50.5, 51.0, 0.5), 1)]
    result = put_to_the_test(readings, HALVES, SEED)
    assert _changes(result, 1, Kind.THRESHOLD) == set()
    assert _changes(result, 2, Kind.THRESHOLD) == {("2", -1, 2)}
    assert _changes(result, 3, Kind.THRESHOLD) == {("2", 1, 1)}
    assert _changes(result, 4, Kind.THRESHOLD) == set()
    # The lowest threshold is 0: it parts nobody.
    assert _changes(result, 5, Kind.THRESHOLD) == set()


def test_thresholds_that_cross_give_the_highest() -> None:
    levels = [Level(symbols=1, name="Une", threshold=50), Level(symbols=2, name="Deux", threshold=50.5)]
    result = put_to_the_test([_read(1, 1, 2, 3), _read(2, 1, 3, 3)], levels, SEED)
    assert [one.rung for one in result.verdicts.values()] == [1, 2]
    assert _changes(result, 1, Kind.THRESHOLD) == {("1", 1, 0), ("2", -1, 2)}


def test_with_other_measures() -> None:
    """Marks of 20, 60 and 60: the mean is 46.67, the median 60."""
    result = put_to_the_test([_read(1, 1, 1, 1), _read(1, 2, 3, 3), _read(1, 3, 3, 3)], HALVES, SEED)
    assert _changes(result, 1, Kind.MEASURE) == {(MEDIAN, 0, 2)}
    corrected = put_to_the_test(_twelve(), [Level(symbols=1, name="Une", threshold="32.20")], SEED)
    assert _changes(corrected, 1, Kind.MEASURE) == {(MEAN, 0, 0)}


def test_the_draws_are_the_same_with_the_same_seed() -> None:
    once, again = (put_to_the_test(_twelve(), LEVELS, SEED) for _time in range(2))
    assert once == again
    other = put_to_the_test(_twelve(), LEVELS, SEED + 1)
    assert any(one.odds != other.verdicts[key].odds for key, one in once.verdicts.items())


def test_the_draws_follow_the_model() -> None:
    """What is left of chance in a mean of three marks is a little more than the deviation of the rest by the root of
    three: a score on a threshold is on both sides as often, one two deviations above it hardly ever falls.
    """
    found = put_to_the_test(_twelve(), LEVELS, SEED, draws=4_000).verdicts
    on_it = [Level(symbols=0, name="Mention", threshold=0), Level(symbols=1, name="Une", threshold=found[1].score)]
    odds = put_to_the_test(_twelve(), on_it, SEED, draws=4_000).verdicts[1].odds
    assert odds[2] == pytest.approx(0.5, abs=0.04)
    below = [Level(symbols=0, name="Mention", threshold=0), Level(symbols=1, name="Une", threshold=found[1].score - 6)]
    assert put_to_the_test(_twelve(), below, SEED, draws=4_000).verdicts[1].odds[2] > 0.97


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 100), min_size=len(rows()), max_size=len(rows())))
def test_every_dossier_is_somewhere_in_every_draw(marks: list[int]) -> None:
    grid = read_grid({"acces": {"utilite": 3}})
    readings = [
        Reading(dossier, juror, float(mark), grid=grid)
        for (dossier, juror, _mark), mark in zip(rows(), marks, strict=True)
    ]
    for verdict in put_to_the_test(readings, LEVELS, SEED, draws=50).verdicts.values():
        assert sum(verdict.odds) == pytest.approx(1)
        assert verdict.odds[0] == 0


@pytest.mark.parametrize("readings", [[], [Reading(1, 1, None, 2, {})], [_read(1, 1, 3, 3)]])
def test_too_few_readings_are_not_drawn_again(readings: list[Reading]) -> None:
    verdicts = put_to_the_test(readings, LEVELS, SEED).verdicts
    assert all(one.odds == () and one.probability is None for one in verdicts.values())


def test_without_thresholds_nothing_changes() -> None:
    verdict = put_to_the_test([_read(1, 1, 3, 3)], [], SEED).verdicts[1]
    assert (verdict.rung, verdict.changes) == (0, ())


def test_what_is_kept_is_read_again() -> None:
    result = put_to_the_test(_twelve(), LEVELS, SEED)
    assert Result.read(result.kept()) == result


@pytest.mark.parametrize(
    ("verdict", "kinds"),
    [
        (Verdict(LEVELS[0].threshold, 1, (0.0, 0.95, 0.05)), set()),
        (Verdict(LEVELS[0].threshold, 1, (0.0, 0.9, 0.1)), set()),
        (Verdict(LEVELS[0].threshold, 1, (0.0, 0.89, 0.11)), {Kind.DRAWS}),
        (Verdict(LEVELS[0].threshold, 1, (), (Change(Kind.WEIGHT, "0", 1, 2),)), {Kind.WEIGHT}),
    ],
)
def test_what_makes_a_level_fragile(verdict: Verdict, kinds: set[Kind]) -> None:
    assert verdict.kinds == kinds
    assert verdict.is_fragile is bool(kinds)
