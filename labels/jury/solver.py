"""Solving ``labels.jury.model`` with HiGHS."""

from collections import defaultdict
from collections.abc import Iterable
from math import ceil, inf
from typing import Any

from labels.jury.model import Objective, Pair, Problem, Solution, affinity, class_loads, class_shares, fair_shares

GAP = 0.005
"""How far from the best a solution may be, in proportion to what it is worth: the last hundredths cost the most time.

Of what it is worth only, and not of the readings that are missing: in one objective these would weigh so much that this
proportion of it could be one reading more. They are counted first, exactly.
"""


class UnsolvedError(Exception):
    """HiGHS gave no answer; what it said."""


def solve(problem: Problem, objective: Objective | None = None) -> Solution:
    """Readers for all that needs some, or how many are missing. Nothing to do is done at once."""
    pairs, needed = problem.open_pairs(), problem.needed()
    if not pairs:
        return Solution(missing={key: count for key, count in needed.items() if count})
    programme = _Programme(problem, pairs, objective or Objective())
    values = programme.solve()
    chosen = frozenset(pair for place, pair in enumerate(pairs) if values[place] > 0.5)
    found: dict[int, int] = defaultdict(int)
    for dossier, _reader in chosen:
        found[dossier] += 1
    return Solution(chosen, {key: count - found[key] for key, count in needed.items() if count > found[key]})


class _Programme:
    """The variables in their order, the cost of each, and the rows of the constraints."""

    def __init__(self, problem: Problem, pairs: list[Pair], objective: Objective) -> None:
        self.problem, self.pairs, self.objective = problem, pairs, objective
        self.costs: list[float] = []
        self.most: list[float] = []
        self.whole: list[int] = []
        self.entries: list[tuple[int, int, float]] = []
        self.bounds: list[tuple[float, float]] = []
        self.missing: list[int] = []
        self.of_dossier: dict[int, list[int]] = defaultdict(list)
        self.of_reader: dict[int, list[int]] = defaultdict(list)
        self.readers = {one.key: one for one in problem.readers}
        self.dossiers = {one.key: one for one in problem.dossiers}
        self._choose_pairs()
        self._read_each_dossier()
        self._balance_loads()
        self._know_regions()

    def solve(self) -> Any:
        """The values of the variables. As few readings are missing as can be, whatever the rest is worth."""
        counted = set(self.missing)
        missing = [float(place in counted) for place in range(len(self.costs))]
        # Nothing needs to be whole there: in a flow from dossiers to readers the best is.
        fewest = round(sum(self._best(missing, [0] * len(missing))[self.missing]))
        self._row(((place, 1) for place in self.missing), 0, fewest)
        return self._best(self.costs, self.whole)

    def _best(self, costs: list[float], whole: list[int]) -> Any:
        # 60 MB that a web process need not hold before somebody asks.
        import numpy
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import coo_matrix

        rows, columns, values = zip(*self.entries, strict=True)
        shape = (len(self.bounds), len(self.costs))
        least, most = numpy.array(self.bounds).T
        result = milp(
            numpy.array(costs),
            constraints=LinearConstraint(coo_matrix((values, (rows, columns)), shape=shape).tocsr(), least, most),
            integrality=numpy.array(whole),
            bounds=Bounds(0, numpy.array(self.most)),
            options={"mip_rel_gap": GAP},
        )
        if result.x is None:
            raise UnsolvedError(result.message)
        return result.x

    def _variable(self, cost: float, most: float = inf, whole: int = 0) -> int:
        self.costs.append(cost)
        self.most.append(most)
        self.whole.append(whole)
        return len(self.costs) - 1

    def _row(self, entries: Iterable[tuple[int, float]], least: float, most: float) -> None:
        row = len(self.bounds)
        self.bounds.append((least, most))
        self.entries += [(row, column, value) for column, value in entries]

    def _choose_pairs(self) -> None:
        weights = self.objective
        for dossier, reader in self.pairs:
            gain = weights.expertise * affinity(self.dossiers[dossier], self.readers[reader])
            gain += weights.stays * ((dossier, reader) in self.problem.before)
            place = self._variable(-gain, most=1, whole=1)
            self.of_dossier[dossier].append(place)
            self.of_reader[reader].append(place)

    def _read_each_dossier(self) -> None:
        for dossier, count in self.problem.needed().items():
            if count and self.of_dossier[dossier]:
                missing = self._variable(0)
                self.missing.append(missing)
                self._row([*((place, 1) for place in self.of_dossier[dossier]), (missing, 1)], count, count)

    def _balance_loads(self) -> None:
        """No reader beyond what she takes; deviations from the fair share cost, less than one dossier is none."""
        loads, shares, of_class = self.problem.loads(), fair_shares(self.problem), class_shares(self.problem)
        have = class_loads(self.problem)
        for key, places in self.of_reader.items():
            self._row(((place, 1) for place in places), 0, self.readers[key].capacity - loads[key])
            over, under = self._variable(self.objective.load), self._variable(self.objective.load)
            share = shares[key] - loads[key]
            self._row([*((place, 1) for place in places), (over, -1), (under, 1)], share - 0.99, share + 0.99)
            for name, part in of_class.items():
                same = [place for place in places if self.dossiers[self.pairs[place][0]].of_class == name]
                if same:
                    beyond = self._variable(self.objective.class_load)
                    most = ceil(shares[key] * part) + 1 - have.get((key, name), 0)
                    self._row([*((place, 1) for place in same), (beyond, -1)], -inf, most)

    def _know_regions(self) -> None:
        """Of the readers of a dossier one at least knows its région, and not all do."""
        fixed: dict[int, list[int]] = defaultdict(list)
        for dossier, reader in self.problem.fixed:
            fixed[dossier].append(reader)
        for key, places in self.of_dossier.items():
            to_read = self.dossiers[key]
            region = to_read.region
            local = [place for place in places if region in self.readers[self.pairs[place][1]].regions]
            already = sum(region in self.readers[one].regions for one in fixed[key] if one in self.readers)
            if not local:
                continue
            if not already:
                known = self._variable(-self.objective.knows_region, most=1)
                self._row([*((place, 1) for place in local), (known, -1)], 0, inf)
            all_local = self._variable(self.objective.only_locals)
            self._row([*((place, 1) for place in local), (all_local, -1)], -inf, max(1, to_read.readers - 1) - already)
