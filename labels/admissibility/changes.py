"""What changed from one deposit of a dossier to the next."""

from typing import Any

from django.db import models
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text

from collectivities.review.changes import with_edits


class Mark(models.TextChoices):
    SAME = "same", _("Inchangé")
    ADDED = "added", _("Ajouté")
    CHANGED = "changed", _("Modifié")
    GONE = "gone", _("Retiré")


def mark_of(now: Any, before: Any) -> Mark:
    """What became of a value; nothing stands for what was not there."""
    if now == before:
        return Mark.SAME
    if not before:
        return Mark.ADDED
    return Mark.CHANGED if now else Mark.GONE


def edited(before: str, now: str) -> SafeString:
    """A text with what was added and taken away, as safe HTML."""
    return with_edits(diff_text(before, now).to_html())
