"""How severe each reader is, by a crossed random effects model.

    mark = mean of the group + dossier + reader + rest

Dossiers, readers and rest are drawn from normal laws whose variances are unknown: they are estimated by restricted
maximum likelihood (REML), which does not take the means for known. The effect of a reader is then her BLUP, solution of
the mixed model equations of Henderson: what she gives above or below the other readers *of the same dossiers*, drawn
towards 0 the less she has read. Whoever reads three dossiers is corrected little, and a pile of good dossiers makes
nobody indulgent.

Readers who share no dossier, directly or through others, cannot be compared: each such group has a mean of its own, and
inside it the effects of the readers sum to 0.

Dossiers are taken out of the equations by hand (theirs is a diagonal block), so that what is left to solve has one row
for each reader. A fit takes milliseconds, and the severities are a linear function of the marks once the variances are
known: ``Fit.severities`` takes a matrix of them, one column for each draw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

FEWEST_REST = 5
"""Degrees of freedom that must be left for the rest: with fewer the variances would be guessed."""
ROUNDING = 0.01**2 / 12
"""The variance that marks to the hundredth have from rounding alone: the rest has no less."""
MOST_RATIO = 1e3
"""How many times the deviation of the rest that of an effect may be, at most."""
STARTS = ((0.3, 0.3), (1.0, 1.0), (3.0, 1.0))
"""Ratios from which the likelihood is climbed; it may have more than one summit on few marks."""


@dataclass(frozen=True, slots=True)
class Variances:
    """Of the effects of the dossiers, of the readers, and of the rest, in squared points."""

    dossiers: float
    readers: float
    rest: float


class Plan:
    """Who read what, whatever the marks are: rows are marks, in their order."""

    def __init__(self, dossiers: Sequence[int], jurors: Sequence[int]) -> None:
        import numpy

        self.dossier_keys, self.juror_keys = list(dict.fromkeys(dossiers)), list(dict.fromkeys(jurors))
        places = {key: place for place, key in enumerate(self.dossier_keys)}
        self.dossier = numpy.array([places[key] for key in dossiers], dtype=int)
        places = {key: place for place, key in enumerate(self.juror_keys)}
        self.juror = numpy.array([places[key] for key in jurors], dtype=int)
        self.group = numpy.array(_groups(self.dossier.tolist(), self.juror.tolist()), dtype=int)
        self.count = len(self.dossier)
        self.groups = len(set(self.group.tolist()))
        self.readings = numpy.bincount(self.dossier, minlength=len(self.dossier_keys))
        self.crossed = numpy.zeros((len(self.dossier_keys), len(self.juror_keys)))
        numpy.add.at(self.crossed, (self.dossier, self.juror), 1)
        self.size = numpy.bincount(self.juror, minlength=len(self.juror_keys))

    @property
    def rest(self) -> int:
        """Degrees of freedom left when every dossier and every reader has taken its own."""
        return self.count - len(self.dossier_keys) - len(self.juror_keys) + self.groups

    @property
    def is_correctable(self) -> bool:
        return self.rest >= FEWEST_REST

    def compared(self) -> frozenset[int]:
        """The readers who can be told from their dossiers: they share one with somebody else."""
        if not self.is_correctable:
            return frozenset()
        shared = self.crossed[self.readings > 1].sum(axis=0)
        return frozenset(key for place, key in enumerate(self.juror_keys) if shared[place])

    def by_dossier(self, values: Any) -> Any:
        """The mean of some values of each dossier; ``values`` has one row for each mark."""
        import numpy

        sums = numpy.zeros((len(self.dossier_keys), *values.shape[1:]))
        numpy.add.at(sums, self.dossier, values)
        return (sums.T / self.readings).T


def _groups(dossiers: Sequence[int], jurors: Sequence[int]) -> list[int]:
    """By mark, the group of readers and dossiers that it belongs to: those that a chain of readings links."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not dossiers:
        return []
    first = max(dossiers) + 1
    size = first + max(jurors) + 1
    links = coo_matrix(([1] * len(dossiers), (dossiers, [first + one for one in jurors])), shape=(size, size))
    _count, labels = connected_components(links, directed=False)
    return [int(labels[one]) for one in dossiers]


class Equations:
    """The mixed model equations of a plan; its ratios are the variances of dossiers and readers by that of the rest."""

    def __init__(self, plan: Plan, dossiers: float, readers: float) -> None:
        import numpy

        self.plan, self.readers = plan, readers
        # The inverse of the variance of the marks without the readers: 1 less ``self.drawn`` in each dossier.
        self.drawn = dossiers / (1 + dossiers * plan.readings)
        block = numpy.diag(plan.size) - plan.crossed.T @ (plan.crossed * self.drawn[:, None])
        self.inner = numpy.eye(len(plan.size)) + readers * block
        self.means = self._of_groups()
        self.weights = self._weigh(self.means)
        self.information = numpy.einsum("ij,ij->j", self.means, self.weights)
        self.logarithm = (
            float(numpy.log1p(dossiers * plan.readings).sum())
            + float(numpy.linalg.slogdet(self.inner)[1])
            + float(numpy.log(self.information).sum())
        )

    def _of_groups(self) -> Any:
        import numpy

        _keys, places = numpy.unique(self.plan.group, return_inverse=True)
        return numpy.eye(self.plan.groups)[places]

    def _without_dossiers(self, values: Any) -> Any:
        import numpy

        sums = numpy.zeros((len(self.plan.dossier_keys), values.shape[1]))
        numpy.add.at(sums, self.plan.dossier, values)
        return values - (sums * self.drawn[:, None])[self.plan.dossier]

    def _of_readers(self, values: Any) -> Any:
        """The effects of the readers, of marks without their means."""
        import numpy

        sums = numpy.zeros((len(self.plan.juror_keys), values.shape[1]))
        numpy.add.at(sums, self.plan.juror, self._without_dossiers(values))
        return self.readers * numpy.linalg.solve(self.inner, sums)

    def _weigh(self, values: Any) -> Any:
        """The inverse of the variance of the marks, times some values."""
        return self._without_dossiers(values - self._of_readers(values)[self.plan.juror])

    def without_means(self, marks: Any) -> Any:
        """Marks less the mean of their group; one column for each set of them."""
        means = (self.weights.T @ marks) / self.information[:, None]
        return marks - self.means @ means

    def severities(self, marks: Any) -> Any:
        return self._of_readers(self.without_means(marks))

    def rest(self, marks: Any) -> float:
        """The variance of the rest, once the ratios are known."""
        left = self.without_means(marks)
        squares = float((left * self._weigh(left)).sum())
        return max(squares / (self.plan.count - self.plan.groups), ROUNDING)

    def deviance(self, marks: Any) -> float:
        """Minus twice the restricted log-likelihood, but for a constant."""
        import math

        return self.logarithm + (self.plan.count - self.plan.groups) * math.log(self.rest(marks))


@dataclass(frozen=True, slots=True)
class Fit:
    """``severities`` are by mark, to be taken off; nothing is, when the plan does not let readers be compared."""

    plan: Plan
    variances: Variances | None
    equations: Equations | None

    def severities(self, marks: Any) -> Any:
        """By reader, what she gives above the others. ``marks`` has one row for each mark, and any columns."""
        import numpy

        if self.equations is None:
            return numpy.zeros((len(self.plan.juror_keys), marks.shape[1]))
        return self.equations.severities(marks)

    def corrected(self, marks: Any) -> Any:
        """Each mark less the severity of its reader, within 0 and 100."""
        return (marks - self.severities(marks)[self.plan.juror]).clip(0, 100)

    def scores(self, marks: Any) -> Any:
        """By dossier, the mean of its corrected marks."""
        return self.plan.by_dossier(self.corrected(marks))


def fit(plan: Plan, marks: Any) -> Fit:
    """The variances that make the marks the most likely. ``marks`` is one column."""
    from scipy.optimize import minimize

    if not plan.is_correctable:
        return Fit(plan, None, None)

    def deviance(ratios: Any) -> float:
        return Equations(plan, float(ratios[0]) ** 2, float(ratios[1]) ** 2).deviance(marks)

    bounds = [(0.0, MOST_RATIO)] * 2
    found = [minimize(deviance, start, method="L-BFGS-B", bounds=bounds) for start in STARTS]
    best = min(found, key=lambda one: float(one.fun)).x
    equations = Equations(plan, float(best[0]) ** 2, float(best[1]) ** 2)
    rest = equations.rest(marks)
    return Fit(plan, Variances(float(best[0]) ** 2 * rest, float(best[1]) ** 2 * rest, rest), equations)


def column(marks: Iterable[float]) -> Any:
    import numpy

    return numpy.array(list(marks), dtype=float)[:, None]
