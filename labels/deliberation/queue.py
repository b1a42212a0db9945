"""The dossiers before somebody, in the order in which they ask to be talked over; filters and orders as data."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectivities.names import fold, search_key
from labels.deliberation.room import Seat
from labels.enums import DossierState
from labels.models import Dossier, Level
from labels.palmares.filters import Field, Filter, Value, fields, narrow
from labels.robustness.latest import latest
from labels.robustness.results import Verdict
from labels.scoring.standing import Standing, of_readings, urgency
from labels.scoring.table import of_campaign


@dataclass(frozen=True, slots=True)
class Row:
    """``verdict`` is what came of the tests of its level, where they were made."""

    dossier: Dossier
    standing: Standing
    verdict: Verdict | None

    @property
    def is_decided(self) -> bool:
        return self.dossier.state in DossierState.decided()


@dataclass(frozen=True, slots=True)
class Order:
    label: str | Promise
    key: Callable[[Row], Any]


def _nearness(row: Row) -> Decimal:
    nearest = row.standing.nearest
    return Decimal("Infinity") if nearest is None else abs(nearest)


def _score(row: Row) -> Decimal:
    return Decimal("-Infinity") if row.standing.score is None else row.standing.score


def _firmness(row: Row) -> tuple[Any, ...]:
    """Those that were not tested come last."""
    return row.verdict is None, row.verdict.firmness if row.verdict else ()


ORDERS = {
    "": Order(_("À discuter d’abord"), lambda row: -urgency(row.standing)),
    "ecart": Order(_("Écart entre lecteurs"), lambda row: -row.standing.spread),
    "seuil": Order(_("Proche d’un seuil"), _nearness),
    "fragile": Order(_("Niveau fragile"), _firmness),
    "note": Order(_("Note corrigée"), lambda row: -_score(row)),
    "nom": Order(_("Nom"), lambda row: 0),
}
"""By what the address says. Those that a key does not part are by name."""


def _level(row: Row) -> Iterable[Value]:
    level = row.standing.level
    if level:
        yield str(level.symbols), level.name, str(-level.symbols)
    else:
        yield "aucun", gettext("Aucun niveau proposé"), "1"


def _class(row: Row) -> Iterable[Value]:
    name = row.dossier.questionnaire.name
    yield str(row.dossier.questionnaire_id), name, fold(name)


def _region(row: Row) -> Iterable[Value]:
    if region := row.dossier.collectivity.region:
        yield region.code, region.name, fold(region.name)


def _state(row: Row) -> Iterable[Value]:
    yield ("oui", gettext("Décidés"), "2") if row.is_decided else ("non", gettext("À décider"), "1")


def _talk(row: Row) -> Iterable[Value]:
    if row.standing.is_disputed:
        yield "niveaux", gettext("Lecteurs qui proposent des niveaux différents"), "1"


def _solidity(row: Row) -> Iterable[Value]:
    if row.verdict:
        yield ("fragile", gettext("Fragiles"), "1") if row.verdict.is_fragile else ("ferme", gettext("Fermes"), "2")


FILTERS = (
    Filter("decide", _("Décision"), _("Toutes"), _state),
    Filter("niveau", _("Niveau proposé"), _("Tous"), _level),
    Filter("classe", _("Classe"), _("Toutes"), _class),
    Filter("region", _("Région"), _("Toutes"), _region),
    Filter("avis", _("Lecteurs"), _("Tous"), _talk),
    Filter("solidite", _("À l’épreuve"), _("Tous"), _solidity),
)


@dataclass(frozen=True)
class Queue:
    """``rows`` are all of hers, in the order that was asked for; ``shown``, those that filters and name leave."""

    rows: Sequence[Row]
    shown: Sequence[Row]
    fields: Sequence[Field]
    order: str
    query: str
    levels: Sequence[Level]

    @property
    def decided(self) -> int:
        return sum(row.is_decided for row in self.rows)

    @cached_property
    def address(self) -> str:
        """The query string of what was asked for."""
        chosen = {one.filter.name: one.chosen.value for one in self.fields if one.chosen}
        parameters = QueryDict(mutable=True)
        asked = {**chosen, "ordre": self.order, "q": self.query}
        parameters.update({name: value for name, value in asked.items() if value})
        return parameters.urlencode()

    def around(self, dossier: Dossier) -> tuple[Row | None, Row | None]:
        """Those shown before and after a dossier, which may be shown no more itself."""
        shown = {row.dossier.pk for row in self.shown}
        place = next(place for place, row in enumerate(self.rows) if row.dossier.pk == dossier.pk)
        before = [row for row in self.rows[:place] if row.dossier.pk in shown]
        after = [row for row in self.rows[place + 1 :] if row.dossier.pk in shown]
        return before[-1] if before else None, after[0] if after else None

    def next_to_decide(self, dossier: Dossier) -> Row | None:
        """The next one shown that is not decided; from the first again once the end is reached."""
        shown = {row.dossier.pk for row in self.shown}
        place = next(place for place, row in enumerate(self.rows) if row.dossier.pk == dossier.pk)
        turned = [*self.rows[place + 1 :], *self.rows[:place]]
        return next((row for row in turned if row.dossier.pk in shown and not row.is_decided), None)


def queue_of(seat: Seat, asked: QueryDict) -> Queue:
    """Of what is before her; what an address asks for that makes no sense is left out."""
    levels = list(seat.campaign.levels.all())
    found, tested = of_readings(of_campaign(seat.campaign), levels), latest(seat.campaign)
    order = asked.get("ordre", "") if asked.get("ordre", "") in ORDERS else ""
    # Hers come by name, which a sort keeps where keys are equal.
    before = (Row(one, found.get(one.pk, Standing()), tested.of(one.pk)) for one in seat.dossiers.values())
    rows = sorted(before, key=ORDERS[order].key)
    chosen = fields(asked, rows, FILTERS)
    query = asked.get("q", "").strip()[:100]
    return Queue(rows, _named(narrow(rows, chosen), query), chosen, order, query, levels)


def _named(rows: Sequence[Row], query: str) -> list[Row]:
    key = search_key(query)
    return [row for row in rows if key in row.dossier.collectivity.sort_name]
