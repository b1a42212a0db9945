"""« Le palmarès à l'épreuve », for one person: the dossiers before her, and nothing of the others, not even a count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from labels.deliberation.room import Seat
from labels.models import Dossier
from labels.palmares.filters import Field, Filter, Value, fields, narrow
from labels.robustness.latest import Latest
from labels.robustness.results import Verdict
from labels.robustness.rules import Kind
from labels.robustness.saying import Odd, Rungs, odds


@dataclass(frozen=True, slots=True)
class Row:
    dossier: Dossier
    verdict: Verdict
    level: str
    odds: Sequence[Odd]

    @property
    def tests(self) -> list[str]:
        """Those that it does not pass, in words."""
        return [str(kind.label) for kind in Kind if kind in self.verdict.kinds]


@dataclass(frozen=True, slots=True)
class Overview:
    """``rows`` are all of hers that have a score, the most fragile first; ``shown`` those that the filters leave."""

    rows: Sequence[Row]
    shown: Sequence[Row]
    fields: Sequence[Field]
    without_score: int

    @property
    def fragile(self) -> int:
        return sum(row.verdict.is_fragile for row in self.rows)

    @property
    def changes(self) -> list[tuple[str, int]]:
        """How many levels each test changes."""
        return [(str(kind.label), sum(kind in row.verdict.kinds for row in self.rows)) for kind in Kind]


def _firmness(row: Row) -> Iterable[Value]:
    yield ("fragile", gettext("Fragiles"), "1") if row.verdict.is_fragile else ("ferme", gettext("Fermes"), "2")


def _level(row: Row) -> Iterable[Value]:
    yield str(row.verdict.rung), row.level, str(-row.verdict.rung)


def _test(row: Row) -> Iterable[Value]:
    for place, kind in enumerate(Kind):
        if kind in row.verdict.kinds:
            yield kind.value, str(kind.label), str(place)


FILTERS = (
    Filter("niveaux", _("Niveaux"), _("Tous"), _firmness),
    Filter("niveau", _("Niveau proposé"), _("Tous"), _level),
    Filter("epreuve", _("Changé par"), _("Toutes les épreuves"), _test),
)


def overview_of(seat: Seat, latest: Latest, asked: QueryDict) -> Overview:
    rungs = Rungs.of(latest.result, seat.campaign.levels.all()) if latest.done else Rungs(())
    rows = sorted(
        (
            Row(dossier, verdict, rungs.name(verdict.rung), odds(verdict, rungs))
            for key, dossier in seat.dossiers.items()
            if (verdict := latest.of(key))
        ),
        key=lambda row: row.verdict.firmness,
    )
    chosen = fields(asked, rows, FILTERS)
    return Overview(rows, narrow(rows, chosen), chosen, len(seat.dossiers) - len(rows))
