"""What the jury of the demonstration decided in an edition that is over."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Avg
from django.utils import timezone

from home.demo import content
from home.demo.label.drawing import one_of
from labels.deliberation.basis import basis
from labels.enums import Actor, DossierState
from labels.minutes.content import of_palmares, standing_decisions
from labels.minutes.sealing import append, seal_sitting
from labels.models import Assignment, Attendance, Campaign, Decision, Dossier, Juror, Level, Presence, Score, Sitting
from labels.scoring.standing import Standing, standings

PLACE, LINK = "Hôtel de ville", "Lien d’intérêts"


def decide(campaign: Campaign, dossiers: Iterable[Dossier], levels: Mapping[int, Level], jurors: list[Juror]) -> None:
    """One sitting, in which everybody was. ``levels`` says what each dossier was given, by its key."""
    moment = campaign.deliberation_at or timezone.now()
    sitting = Sitting.objects.create(campaign=campaign, number=1, place=PLACE, opened_at=moment, closed_at=moment)
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, juror=juror, arrived_at=moment, left_at=moment) for juror in jurors
    )
    best, known = best_sections(campaign), standings(campaign)
    decisions: list[Decision] = Decision.objects.bulk_create(
        Decision(
            dossier=dossier,
            sitting=sitting,
            outcome=DossierState.LABELLED if levels[dossier.pk].symbols else DossierState.MENTION,
            level=levels[dossier.pk],
            opinion=opinion(dossier.collectivity.code, str(levels[dossier.pk].symbols), best.get(dossier.pk, [])),
            basis=basis(known.get(dossier.pk, Standing())),
            by=Actor.PRESIDENT,
            decided_at=moment,
        )
        for dossier in dossiers
    )
    out = set(Assignment.objects.in_campaign(campaign).recused().values_list("dossier_id", "juror_id"))
    Presence.objects.bulk_create(
        (
            presence(decision, juror, is_out=(decision.dossier_id, juror.pk) in out)
            for decision in decisions
            for juror in jurors
        ),
        batch_size=2_000,
    )
    seal_sitting(sitting, None)
    append(campaign, of_palmares(campaign, standing_decisions(campaign), ()), None)


def presence(decision: Decision, juror: Juror, *, is_out: bool) -> Presence:
    return Presence(decision=decision, juror=juror, stepped_out=is_out, reason=LINK if is_out else "")


def opinion(code: str, level: str, sections: list[str]) -> str:
    """An avis motivé. ``sections`` are the codes of those of the dossier, from the best marked to the least."""
    texts = content.jury()
    parts = [one_of(texts["whole"][level], code)]
    if sections:
        parts += [one_of(texts["praise"][sections[0]], code), one_of(texts["advice"][sections[-1]], code)]
    return "\n\n".join(parts)


def best_sections(campaign: Campaign) -> dict[int, list[str]]:
    """By dossier, from the best marked to the least."""
    dossier: Any = "review__assignment__dossier"
    rows = Score.objects.filter(**{f"{dossier}__campaign": campaign}).order_by()
    means = rows.values_list(dossier, "section__code").annotate(mean=Avg("note")).order_by("-mean", "section__code")
    found: dict[int, list[str]] = {}
    for key, code, _mean in means:
        found.setdefault(key, []).append(code)
    return found
