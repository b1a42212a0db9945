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
from math import log
from typing import Any

FEWEST_REST = 5
"""Degrees of freedom that must be left for the rest: with fewer the variances would be guessed."""
ROUNDING = 0.01**2 / 12
"""The variance that marks to the hundredth have from rounding alone: the rest has no less."""
MOST_RATIO = 1e6
"""How many times the variance of the rest that of an effect may be, at most."""
STARTS = ((0.1, 0.1), (1.0, 0.25), (1.0, 1.0), (10.0, 1.0), (1.0, 10.0))
"""Ratios, of dossiers and of readers to the rest; the likelihood is climbed from the best of them."""


@dataclass(frozen=True, slots=True)
class Variances:
    """Of the effects of the dossiers, of the readers, and of the rest, in squared points."""

    dossiers: float
    readers: float
    rest: float


@dataclass(frozen=True, slots=True)
class Sums:
    """Values by mark, one column for each set of them, and their sums by dossier and by reader."""

    values: Any
    dossiers: Any
    jurors: Any


class Plan:
    """Who read what, whatever the marks are: rows are marks, in their order."""

    def __init__(self, dossiers: Sequence[int], jurors: Sequence[int]) -> None:
        import numpy

        self.dossier_keys, self.dossier = _places(dossiers)
        self.juror_keys, self.juror = _places(jurors)
        self.count = len(dossiers)
        self.readings = numpy.bincount(self.dossier, minlength=len(self.dossier_keys))
        self.size = numpy.bincount(self.juror, minlength=len(self.juror_keys))
        self._of_dossier, self._of_juror = _sorter(self.dossier, self.readings), _sorter(self.juror, self.size)
        self.crossed = (self._of_dossier @ self._of_juror.T).toarray()
        groups = _groups(self.crossed)[self.dossier]
        self.groups = len(set(groups.tolist()))
        self.means = self.sums(groups[:, None] == numpy.unique(groups))

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

    def sums(self, values: Any) -> Sums:
        found = values.astype(float)
        return Sums(found, self._of_dossier @ found, self._of_juror @ found)

    def by_dossier(self, values: Any) -> Any:
        """The mean of some values of each dossier."""
        return (self._of_dossier @ values) / self.readings[:, None]


def _places(keys: Sequence[int]) -> tuple[list[int], Any]:
    """Each key once, and where each of them is among these."""
    import numpy

    once = list(dict.fromkeys(keys))
    places = {key: place for place, key in enumerate(once)}
    return once, numpy.array([places[key] for key in keys], dtype=int)


def _sorter(places: Any, size: Any) -> Any:
    """The matrix that sums by place."""
    import numpy
    from scipy.sparse import csr_array

    rows = numpy.arange(len(places))
    return csr_array((numpy.ones(len(places)), (places, rows)), shape=(len(size), len(places)))


def _groups(crossed: Any) -> Any:
    """By dossier, the group that it belongs to: a chain of readings links those of the same."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    _count, labels = connected_components(csr_array(crossed @ crossed.T), directed=False)
    return labels


class Equations:
    """The mixed model equations of a plan; its ratios are the variances of dossiers and readers by that of the rest."""

    def __init__(self, plan: Plan, dossiers: float, readers: float) -> None:
        import numpy

        self.plan, self.readers, self.ratios = plan, readers, (dossiers, readers)
        # The inverse of the variance of the marks without the readers: 1 less ``self.drawn`` in each dossier.
        self.drawn = (dossiers / (1 + dossiers * plan.readings))[:, None]
        block = numpy.diag(plan.size) - plan.crossed.T @ (plan.crossed * self.drawn)
        self.inner = numpy.eye(len(plan.size)) + readers * block
        # Groups have no mark in common: what they know of each other is 0.
        self.information = self._weighed(plan.means, plan.means).diagonal()[:, None]
        self.logarithm = (
            float(numpy.log1p(dossiers * plan.readings).sum())
            + float(numpy.linalg.slogdet(self.inner)[1])
            + float(numpy.log(self.information).sum())
        )

    def _left_to_readers(self, sums: Sums) -> Any:
        """By reader, the sums without what the dossiers explain."""
        return sums.jurors - self.plan.crossed.T @ (self.drawn * sums.dossiers)

    def _weighed(self, some: Sums, others: Sums) -> Any:
        """The products of two sets of values, by the inverse of the variance of the marks."""
        import numpy

        explained = numpy.linalg.solve(self.inner, self._left_to_readers(others))
        return (
            some.values.T @ others.values
            - some.dossiers.T @ (self.drawn * others.dossiers)
            - self.readers * self._left_to_readers(some).T @ explained
        )

    def _means(self, sums: Sums) -> Any:
        """By group."""
        return self._weighed(self.plan.means, sums) / self.information

    def severities(self, marks: Any) -> Any:
        """By reader; one column for each column of marks."""
        import numpy

        sums = self.plan.sums(marks)
        left = self._left_to_readers(sums) - self._left_to_readers(self.plan.means) @ self._means(sums)
        return self.readers * numpy.linalg.solve(self.inner, left)

    def rest(self, sums: Sums) -> float:
        """The variance of the rest, of one column of marks, once the ratios are known."""
        squares = float(self._weighed(sums, sums).item() - (self.information * self._means(sums) ** 2).sum())
        return max(squares / (self.plan.count - self.plan.groups), ROUNDING)

    def deviance(self, sums: Sums) -> float:
        """Minus twice the restricted log-likelihood, but for a constant."""
        return self.logarithm + (self.plan.count - self.plan.groups) * log(self.rest(sums))


@dataclass(frozen=True, slots=True)
class Fit:
    """``severities`` are by mark, to be taken off; nothing is, when the plan does not let readers be compared."""

    plan: Plan
    variances: Variances | None
    equations: Equations | None

    @property
    def ratios(self) -> tuple[float, float] | None:
        """Of the variances of dossiers and readers to that of the rest."""
        return self.equations.ratios if self.equations else None

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


def fit(plan: Plan, marks: Any, near: Fit | None = None) -> Fit:
    """The variances that make the marks the most likely. ``marks`` is one column; ``near`` is a fit of nearly the same
    marks, from which the search starts.
    """
    from scipy.optimize import minimize

    if not plan.is_correctable:
        return Fit(plan, None, None)

    # Products of numbers near 0 lose nothing in the subtractions.
    sums = plan.sums(marks - marks.mean())

    def deviance(ratios: Any) -> float:
        return Equations(plan, float(ratios[0]), float(ratios[1])).deviance(sums)

    start = (near and near.ratios) or min(STARTS, key=deviance)
    # Ratios of variances, not of deviations: at 0 these have no slope, and the search would never leave it.
    best = minimize(deviance, start, method="L-BFGS-B", bounds=[(0.0, MOST_RATIO)] * 2).x
    equations = Equations(plan, float(best[0]), float(best[1]))
    rest = equations.rest(sums)
    return Fit(plan, Variances(float(best[0]) * rest, float(best[1]) * rest, rest), equations)


def column(marks: Iterable[float]) -> Any:
    import numpy

    return numpy.array(list(marks), dtype=float)[:, None]
