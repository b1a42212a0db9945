"""Whoever sits and whatever is to be read: no forbidden pair, nobody beyond her measure, all readers or why not."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labels.jury.model import Pair, Problem, Reader, ToRead, fair_shares
from labels.jury.solver import solve

THEMES = ("acces-public", "e-administration", "education")
KEYS = st.integers(1, 12)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    subsets = st.frozensets(st.sampled_from(THEMES))
    regions = st.sampled_from((None, 53, 76))
    dossiers = tuple(
        ToRead(key, draw(st.integers(1, 3)), draw(st.sampled_from(("Village", "Ville"))), draw(regions), draw(subsets))
        for key in range(1, draw(KEYS) + 1)
    )
    readers = tuple(
        Reader(key, draw(st.integers(1, 8)), draw(subsets), draw(st.frozensets(st.sampled_from((53, 76)))))
        for key in range(101, draw(st.integers(0, 7)) + 101)
    )
    every = [(one.key, other.key) for one in dossiers for other in readers]
    some = st.frozensets(st.sampled_from(every), max_size=len(every)) if every else st.just(frozenset[Pair]())
    closed = draw(some)
    return Problem(dossiers, readers, closed, _kept(draw(some) - closed, dossiers, readers), draw(some))


def _kept(pairs: frozenset[Pair], dossiers: tuple[ToRead, ...], readers: tuple[Reader, ...]) -> frozenset[Pair]:
    """Of pairs, those that were possible together."""
    left = {one.key: one.readers for one in dossiers} | {one.key: one.capacity for one in readers}
    kept = set()
    for dossier, reader in sorted(pairs):
        if left[dossier] and left[reader]:
            kept.add((dossier, reader))
            left[dossier] -= 1
            left[reader] -= 1
    return frozenset(kept)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(problem=problems())
def test_whatever_the_jury_no_rule_is_broken(problem: Problem) -> None:
    solution = solve(problem)
    assert not solution.pairs & (problem.closed | problem.fixed)
    whole = solution.pairs | problem.fixed
    loads = Counter(reader for _dossier, reader in whole)
    assert all(loads[one.key] <= one.capacity for one in problem.readers)
    have = Counter(dossier for dossier, _reader in whole)
    for one in problem.dossiers:
        missing = solution.missing.get(one.key, 0)
        assert have[one.key] + missing == one.readers
        if missing:
            # Nobody who may read it has room, and no exchange with another dossier would help: at least this.
            free = [
                reader.key
                for reader in problem.readers
                if loads[reader.key] < reader.capacity and (one.key, reader.key) not in problem.closed | whole
            ]
            assert free == []
    assert solve(problem) == solution


def test_a_reader_who_may_not_read_one_makes_room_for_it_elsewhere() -> None:
    """The first dossier has one possible reader, who would be as good for the second."""
    dossiers = (ToRead(1, 1), ToRead(2, 1))
    readers = (Reader(101, 1), Reader(102, 1))
    assert solve(Problem(dossiers, readers, closed=frozenset({(1, 102)}))).pairs == {(1, 101), (2, 102)}


def test_however_rough_the_rest_no_reading_is_missing_that_could_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gap bears on what an assignment is worth, and not on whether dossiers are read."""
    monkeypatch.setattr("labels.jury.solver.GAP", 1_000)
    dossiers = tuple(ToRead(key, 2, "Village", 53, frozenset(THEMES[: key % 3 + 1])) for key in range(1, 7))
    regions = (frozenset({53}), frozenset[int](), frozenset({53}))
    readers = [Reader(101 + place, 5, frozenset(THEMES[:place]), known) for place, known in enumerate(regions)]
    assert solve(Problem(dossiers, tuple(readers))).missing == {}
    assert sum(solve(Problem(dossiers, tuple(readers[:2]))).missing.values()) == 2


def test_who_knows_the_themes_reads() -> None:
    dossiers = (ToRead(1, 1, themes=frozenset({"education"})), ToRead(2, 1, themes=frozenset({"acces-public"})))
    readers = (Reader(101, 5, frozenset({"acces-public"})), Reader(102, 5, frozenset({"education"})))
    assert solve(Problem(dossiers, readers)).pairs == {(1, 102), (2, 101)}


def test_one_knows_the_region_and_not_all() -> None:
    dossiers = tuple(ToRead(key, 2, region=53) for key in range(1, 5))
    readers = tuple(Reader(key, 4, regions=frozenset({53})) for key in (101, 102)) + (Reader(103, 4), Reader(104, 4))
    found = solve(Problem(dossiers, readers)).pairs
    for key in range(1, 5):
        assert sum(reader < 103 for dossier, reader in found if dossier == key) == 1


def test_loads_are_even_and_follow_what_each_takes() -> None:
    dossiers = tuple(ToRead(key, 2, "Village" if key % 2 else "Ville") for key in range(1, 13))
    readers = (Reader(101, 2), Reader(102, 20), Reader(103, 20))
    problem = Problem(dossiers, readers)
    assert fair_shares(problem) == {101: 2.0, 102: 11.0, 103: 11.0}
    loads = Counter(reader for _dossier, reader in solve(problem).pairs)
    assert loads == {101: 2, 102: 11, 103: 11}


def test_each_has_her_share_of_every_class() -> None:
    dossiers = tuple(ToRead(key, 1, "Village" if key <= 12 else "Ville") for key in range(1, 25))
    readers = (Reader(101, 24), Reader(102, 24))
    found = solve(Problem(dossiers, readers)).pairs
    for reader in (101, 102):
        assert 5 <= sum(dossier <= 12 for dossier, other in found if other == reader) <= 7


def test_what_was_proposed_before_stays() -> None:
    dossiers = tuple(ToRead(key, 1) for key in range(1, 7))
    readers = (Reader(101, 6), Reader(102, 6))
    before = frozenset({(1, 102), (2, 102), (3, 102), (4, 101), (5, 101), (6, 101)})
    assert solve(Problem(dossiers, readers, before=before)).pairs == before
