"""What the association reads of an assignment: who has what, what is missing, why, and what would help."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from labels.jury.conflicts import conflict
from labels.jury.distribution import dossiers_of, expected_jurors
from labels.jury.enums import AssignmentState
from labels.models import Assignment, Campaign, Dossier, Juror, JuryRules, Review


@dataclass(slots=True)
class Row:
    """A dossier and its readers, whose names ``readers`` says; ``why`` is said of one that lacks some."""

    dossier: Dossier
    readings: list[Assignment] = field(default_factory=list)
    readers: str = ""
    missing: int = 0
    free: int = 0
    why: str = ""


@dataclass(slots=True)
class Pile:
    """What one reader has."""

    juror: Juror
    count: int = 0
    by_class: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in sorted(self.by_class.items()))


@dataclass(frozen=True, slots=True)
class Overview:
    rows: list[Row]
    piles: list[Pile]
    rules: JuryRules
    waiting: list[Juror]
    """Who could read, and has not answered or declared yet."""

    @property
    def missing(self) -> int:
        return sum(row.missing for row in self.rows)

    @property
    def short(self) -> list[Row]:
        return [row for row in self.rows if row.missing]

    @property
    def room(self) -> int:
        """How many more readings this jury takes."""
        return sum(max(0, pile.juror.capacity - pile.count) for pile in self.piles)

    @property
    def proposed(self) -> int:
        return sum(one.state == AssignmentState.PROPOSED for row in self.rows for one in row.readings)

    @property
    def advice(self) -> list[str]:
        """What would give readers to those that lack some."""
        if not self.missing:
            return []
        said = [
            ngettext(
                "Il manque %(count)s lecture ; le jury peut encore en faire %(room)s.",
                "Il manque %(count)s lectures ; le jury peut encore en faire %(room)s.",
                self.missing,
            )
            % {"count": self.missing, "room": self.room}
        ]
        if self.waiting:
            names = ", ".join(str(juror) for juror in self.waiting)
            said.append(
                _("Peuvent encore lire, après leur réponse ou leur déclaration : %(names)s.") % {"names": names}
            )
        if all(row.free >= row.missing for row in self.short):
            return [*said, _("Des membres peuvent les faire : proposez une attribution.")]
        if self.missing > self.room:
            most = self.rules.most_dossiers
            count = -(-(self.missing - self.room) // most)
            said.append(
                ngettext(
                    "Invitez au moins %(count)s personne de plus, ou élevez le nombre de dossiers par membre.",
                    "Invitez au moins %(count)s personnes de plus, ou élevez le nombre de dossiers par membre.",
                    count,
                )
                % {"count": count}
            )
        else:
            said.append(_("Des liens d’intérêts empêchent le reste : invitez quelqu’un qui n’en a pas ici."))
        return said


@dataclass(frozen=True, slots=True)
class Done:
    """What was read, once nothing is left to assign."""

    readings: int
    dossiers: int


def done(campaign: Campaign, found: Overview) -> Done | None:
    """Nothing while dossiers are to be read, or before any was."""
    if found.rows:
        return None
    rows = Review.objects.deposited().filter(assignment__dossier__campaign=campaign)
    counts = rows.aggregate(readings=Count("pk"), dossiers=Count("assignment__dossier", distinct=True))
    return Done(**counts) if counts["readings"] else None


def overview(campaign: Campaign) -> Overview:
    rules = JuryRules.objects.of(campaign)
    expected = expected_jurors(campaign)
    jurors = [one for one in expected if one.is_able_to_read]
    rows = {one.pk: Row(one) for one in dossiers_of(campaign)}
    piles = {juror.pk: Pile(juror) for juror in jurors}
    recused: dict[int, set[int]] = defaultdict(set)
    for one in _assignments(campaign, expected):
        if one.dossier_id not in rows:
            continue
        if one.state == AssignmentState.RECUSED:
            recused[one.dossier_id].add(one.juror_id)
            continue
        row = rows[one.dossier_id]
        row.readings.append(one)
        if one.juror_id in piles:
            pile = piles[one.juror_id]
            pile.count += 1
            pile.by_class[row.dossier.questionnaire.name] += 1
    # Each word is looked up once: there are a thousand readings.
    states = {state: str(label) for state, label in AssignmentState.choices}
    for row in rows.values():
        row.readers = ", ".join(f"{one.juror} ({states[one.state]})" for one in row.readings)
        row.missing = max(0, rules.readers - len(row.readings))
        if row.missing:
            _explain(row, piles, recused[row.dossier.pk])
    return Overview(
        list(rows.values()), list(piles.values()), rules, [one for one in expected if not one.is_able_to_read]
    )


def _assignments(campaign: Campaign, expected: list[Juror]) -> list[Assignment]:
    """With their readers, each read once: a thousand rows have twenty readers."""
    found = list(Assignment.objects.in_campaign(campaign).order_by("pk"))
    known = {one.pk: one for one in expected}
    if gone := {one.juror_id for one in found} - known.keys():
        known |= Juror.objects.select_related("user").in_bulk(gone)
    for one in found:
        one.juror = known[one.juror_id]
    return found


def _explain(row: Row, piles: dict[int, Pile], recused: set[int]) -> None:
    """Of the whole jury, who cannot take this one."""
    have = {one.juror_id for one in row.readings}
    others = [pile for key, pile in piles.items() if key not in have]
    linked = [pile for pile in others if pile.juror.pk in recused or conflict(pile.juror, row.dossier)]
    full = [pile for pile in others if pile not in linked and pile.count >= pile.juror.capacity]
    row.free = len(others) - len(linked) - len(full)
    said = _("Lien ou déport : %(linked)s ; pile pleine : %(full)s ; plus personne ne peut le lire.")
    if row.free:
        said = _("Lien ou déport : %(linked)s ; pile pleine : %(full)s ; peuvent encore le lire : %(free)s.")
    row.why = said % {"linked": len(linked), "full": len(full), "free": row.free}
