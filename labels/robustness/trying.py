"""Putting a palmarès to the test. Nothing here knows a database: readings in, what becomes of each level out.

The draws are a parametric bootstrap of the model of ``labels.scoring.severity``. The dossiers keep the score that they
have; who read what stays too. In each draw every reader has another severity and every reading another rest, from the
normal laws whose variances were estimated; the severities are worked out again from these marks, with the variances
held, and taken off. It is what a thousand other juries would have given to the same dossiers.

The other tests change one thing, and estimate everything again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from labels.models import Level
from labels.robustness.results import Change, Result, Verdict
from labels.robustness.rules import DRAWS, MEAN, MEDIAN, THRESHOLD_SHIFT, WEIGHT_SHIFT, Kind
from labels.robustness.weights import Marks
from labels.scoring.scale import cents, scale
from labels.scoring.severity import Fit, Plan, column, fit
from labels.scoring.table import Reading, by_dossier

NO_SCORE = -1
"""Beside the rungs: 0 is below the lowest threshold, and 1 the lowest level."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Thresholds, the lowest first."""

    thresholds: tuple[float, ...]

    def rungs(self, scores: Any) -> Any:
        """The highest rung that each score reaches."""
        import numpy

        reached = scores.round(2)[..., None] >= numpy.array(self.thresholds) - 1e-9
        return numpy.where(reached, numpy.arange(1, len(self.thresholds) + 1), 0).max(axis=-1, initial=0)

    def moved(self, rung: int, points: float) -> "Ladder":
        return Ladder(tuple(one + points * (place == rung) for place, one in enumerate(self.thresholds, 1)))


def put_to_the_test(readings: Sequence[Reading], levels: Sequence[Level], seed: int, draws: int = DRAWS) -> Result:
    """Of every dossier that has a score. ``readings`` come with their grids."""
    steps = scale(levels)
    marked = [one for one in readings if one.mark is not None]
    readers = {key: tuple(one.juror for one in of_it) for key, of_it in by_dossier(readings).items()}
    trial = _Trial(marked, Ladder(tuple(float(one.threshold or 0) for one in steps)))
    if marked and steps:
        trial.without_each_juror()
        trial.with_other_weights()
        trial.with_other_thresholds()
        trial.with_other_measures()
    odds = trial.draw(seed, draws) if marked else None
    verdicts = {
        key: Verdict(
            cents(trial.scores[place]),
            int(trial.rungs[place]),
            tuple(odds[place].tolist()) if odds is not None else (),
            tuple(trial.changes[place]),
            readers[key],
        )
        for place, key in enumerate(trial.plan.dossier_keys)
    }
    return Result(verdicts, tuple(one.symbols for one in steps), tuple(one.name for one in trial.marks.weights))


class _Trial:
    def __init__(self, readings: Sequence[Reading], ladder: Ladder) -> None:
        self.readings, self.ladder = readings, ladder
        self.plan = Plan([one.dossier for one in readings], [one.juror for one in readings])
        self.given = column(one.mark or 0 for one in readings)
        self.fit = fit(self.plan, self.given)
        self.scores = self.fit.scores(self.given)[:, 0]
        self.rungs = ladder.rungs(self.scores)
        self.marks = Marks(readings)
        self.changes: list[list[Change]] = [[] for _key in self.plan.dossier_keys]

    def _note(self, kind: Kind, key: str, by: int, rungs: Any) -> None:
        """Which dossiers are not on the rung where they were."""
        for place in (rungs != self.rungs).nonzero()[0].tolist():
            self.changes[place].append(Change(kind, key, by, int(rungs[place])))

    def without_each_juror(self) -> None:
        import numpy

        places = {key: place for place, key in enumerate(self.plan.dossier_keys)}
        for juror in self.plan.juror_keys:
            left = [row for row, one in enumerate(self.readings) if one.juror != juror]
            plan = Plan([self.readings[row].dossier for row in left], [self.readings[row].juror for row in left])
            marks = self.given[left]
            rungs = numpy.full(len(places), NO_SCORE)
            rungs[[places[key] for key in plan.dossier_keys]] = self._rungs_of(plan, marks)
            self._note(Kind.JUROR, str(juror), 0, rungs)

    def with_other_weights(self) -> None:
        for place in range(len(self.marks.weights)):
            for by in (1, -1):
                marks = self.marks.moved(place, by * WEIGHT_SHIFT)
                self._note(Kind.WEIGHT, str(place), by, self._rungs_of(self.plan, marks))

    def with_other_thresholds(self) -> None:
        for rung, threshold in enumerate(self.ladder.thresholds, 1):
            # A threshold of 0 parts nobody.
            for by in (1, -1) if threshold else ():
                moved = self.ladder.moved(rung, by * THRESHOLD_SHIFT)
                self._note(Kind.THRESHOLD, str(rung), by, moved.rungs(self.scores))

    def with_other_measures(self) -> None:
        import numpy

        means = self.plan.by_dossier(self.given)[:, 0]
        medians = numpy.array([numpy.median(self.given[self.plan.dossier == one]) for one in range(len(means))])
        self._note(Kind.MEASURE, MEAN, 0, self.ladder.rungs(means))
        self._note(Kind.MEASURE, MEDIAN, 0, self.ladder.rungs(medians))

    def _rungs_of(self, plan: Plan, marks: Any) -> Any:
        """With the severities worked out again, from where they were: little has moved."""
        return self.ladder.rungs(self._fit(plan, marks).scores(marks)[:, 0])

    def _fit(self, plan: Plan, marks: Any) -> Fit:
        return fit(plan, marks, near=self.fit)

    def draw(self, seed: int, draws: int) -> Any:
        """By dossier, the share of the draws on each rung; nothing where the variances could not be estimated."""
        import numpy

        variances = self.fit.variances
        if variances is None:
            return None
        chance = numpy.random.default_rng(seed)
        severities = chance.normal(0, variances.readers**0.5, (len(self.plan.juror_keys), draws))
        marks = chance.normal(0, variances.rest**0.5, (self.plan.count, draws))
        marks += self.scores[self.plan.dossier][:, None] + severities[self.plan.juror]
        rungs = self.ladder.rungs(self.fit.scores(marks))
        return numpy.stack([(rungs == rung).mean(axis=1) for rung in range(len(self.ladder.thresholds) + 1)], axis=1)
