"""Keeping what a candidate thinks of the process: once per dossier, and it may change until the appeals end."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.models import Dossier, ProcessFeedback
from labels.outcome.deadline import is_past
from labels.outcome.forms import FeedbackForm
from labels.timing import spoken
from labels.transitions import locked


def why_not_say(dossier: Dossier, moment: datetime.datetime | None = None) -> str:
    """Why a candidate may no longer say what it thinks; empty when it may."""
    until = dossier.campaign.appeals_until
    if until is None:
        return _("Cette édition est passée.")
    if not is_past(until, moment or timezone.now()):
        return ""
    return _("Cet avis se donnait jusqu’au %(when)s.") % {"when": spoken(until)}


@transaction.atomic
def say(dossier: Dossier, data: Any) -> FeedbackForm:
    """The form that was filled in, kept where it is valid. Two who answer at once make one answer: the last."""
    locked(dossier.pk)
    found = ProcessFeedback.objects.filter(dossier=dossier).first()
    form = FeedbackForm(data, instance=found or ProcessFeedback(dossier=dossier))
    if form.is_valid():
        form.instance.changed_at = timezone.now()
        form.save()
    return form
