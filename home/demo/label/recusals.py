"""Who stepped aside in the demonstration: some of the jury, each from a dossier that she was not given to read."""

import datetime
from collections.abc import Iterable

from home.demo import content
from home.demo.label.drawing import one_of
from labels.enums import Actor
from labels.jury.enums import AssignmentState, RecusedBy
from labels.jury.journal import RECUSE
from labels.models import Assignment, Campaign, Dossier, JournalEntry, Juror


def step_aside(campaign: Campaign, dossiers: Iterable[Dossier], jurors: Iterable[Juror], at: datetime.datetime) -> None:
    """Once for each reason of the texts, none of them who presides; nothing where somebody did already."""
    there, assigned = list(dossiers), Assignment.objects.in_campaign(campaign)
    if assigned.recused().exists():
        return
    known = set(assigned.values_list("dossier_id", "juror_id"))
    others = sorted((one for one in jurors if not one.is_president), key=lambda one: one.public_name)
    for juror, reason in zip(others, content.jury()["recusals"], strict=False):
        left = [one for one in there if (one.pk, juror.pk) not in known]
        if not left:
            continue
        dossier = one_of(left, "recused", juror.public_name)
        Assignment.objects.create(
            dossier=dossier,
            juror=juror,
            state=AssignmentState.RECUSED,
            recused_by=RecusedBy.JUROR,
            reason=reason,
            recused_at=at,
        )
        JournalEntry.objects.create(
            campaign=campaign,
            dossier=dossier,
            action=RECUSE,
            by=Actor.JUROR,
            account=juror.user_id,
            reason=f"{juror} – {reason}",
            at=at,
        )
