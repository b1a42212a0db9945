"""What the tests do to a level, in sentences.

A reading is a letter. Who presides and the association read the name beside it; a member of the jury knows her own
reading, and nothing of whose the others are. Who has not read the dossier is told by number: the severity of its
readers is measured against hers.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from labels.models import Level
from labels.robustness.results import Change, Result, Verdict, percent
from labels.robustness.rules import MEAN, WEIGHT_SHIFT, Kind
from labels.robustness.trying import NO_SCORE
from labels.wording import level_in_words


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who reads: her key among the members of the jury, and the names that she may read."""

    own: int | None = None
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rungs:
    """Levels by rung, in words."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, result: Result, levels: Iterable[Level]) -> "Rungs":
        by_symbols = {one.symbols: one.name for one in levels}
        return cls(tuple(level_in_words(symbols, by_symbols.get(symbols, str(symbols))) for symbols in result.symbols))

    def name(self, rung: int) -> str:
        return self.names[rung - 1] if rung > 0 else _("Aucun niveau")

    def inside(self, rung: int) -> str:
        """In a sentence: « trois arobases »."""
        name = self.name(rung)
        return name[:1].lower() + name[1:]


@dataclass(frozen=True, slots=True)
class Odd:
    """How likely a level is: ``share`` for a bar, out of a thousand."""

    name: str
    share: int
    said: str
    is_present: bool


def odds(verdict: Verdict, rungs: Rungs) -> list[Odd]:
    """The likeliest first; of those that hardly ever come, only the present one."""
    found = [
        Odd(rungs.name(rung), round(share * 1000), percent(share), rung == verdict.rung)
        for rung, share in enumerate(verdict.odds)
        if share >= 0.01 or rung == verdict.rung
    ]
    return sorted(found, key=lambda one: -one.share)


@dataclass(frozen=True, slots=True)
class Group:
    """A test that changes one thing at a time; no sentence when nothing comes of it."""

    heading: str
    sentences: tuple[str, ...]


HEADINGS = {
    Kind.JUROR: gettext_lazy("Quelqu’un du jury en moins"),
    Kind.WEIGHT: gettext_lazy("Un autre coefficient"),
    Kind.THRESHOLD: gettext_lazy("Un autre seuil"),
    Kind.MEASURE: gettext_lazy("Une autre façon de compter"),
}


def groups(verdict: Verdict, result: Result, rungs: Rungs, eyes: Eyes) -> list[Group]:
    found = []
    for kind, heading in HEADINGS.items():
        changes = [one for one in verdict.changes if one.kind == kind]
        if kind == Kind.JUROR:
            said = _juror_sentences(changes, verdict, rungs, eyes)
        else:
            said = (_then(_condition(one, result, rungs), one.rung, verdict, rungs) for one in changes)
        found.append(Group(str(heading), tuple(said)))
    return found


def _then(condition: str, rung: int, verdict: Verdict, rungs: Rungs) -> str:
    """« Sans la lecture B : trois arobases, et non quatre arobases. »"""
    if rung == NO_SCORE:
        return _("%(condition)s : il n’a plus de note.") % {"condition": condition}
    values = {"condition": condition, "then": rungs.inside(rung), "now": rungs.inside(verdict.rung)}
    return _("%(condition)s : %(then)s, et non %(now)s.") % values


def _juror_sentences(changes: Sequence[Change], verdict: Verdict, rungs: Rungs, eyes: Eyes) -> Iterable[str]:
    """Those who read it one by one, the others by what comes of it."""
    others: Counter[int] = Counter()
    for one in changes:
        juror = int(one.key)
        if juror in verdict.readers:
            yield _then(_without(juror, verdict, eyes), one.rung, verdict, rungs)
        else:
            others[one.rung] += 1
    for rung, count in others.items():
        condition = ngettext(
            "Sans quelqu’un du jury qui ne l’a pas lu",
            "Sans l’une ou l’autre de %(count)s personnes du jury qui ne l’ont pas lu",
            count,
        )
        yield _then(condition % {"count": count}, rung, verdict, rungs)


def _without(juror: int, verdict: Verdict, eyes: Eyes) -> str:
    values = {"letter": chr(ord("A") + verdict.readers.index(juror)), "name": eyes.names.get(juror)}
    if juror == eyes.own:
        return _("Sans la lecture %(letter)s, la vôtre") % values
    said = _("Sans la lecture %(letter)s (%(name)s)") if values["name"] else _("Sans la lecture %(letter)s")
    return said % values


def _condition(change: Change, result: Result, rungs: Rungs) -> str:
    match change.kind:
        case Kind.WEIGHT:
            values = {"name": result.weights[int(change.key)], "share": percent(WEIGHT_SHIFT)}
            if change.by > 0:
                return _("Si « %(name)s » compte %(share)s de plus") % values
            return _("Si « %(name)s » compte %(share)s de moins") % values
        case Kind.THRESHOLD:
            values = {"level": rungs.inside(int(change.key))}
            if change.by > 0:
                return _("Si le seuil de %(level)s monte d’un point") % values
            return _("Si le seuil de %(level)s descend d’un point") % values
    if change.key == MEAN:
        return _("À la moyenne des notes données, sans correction")
    return _("À la médiane des notes données, sans correction")
