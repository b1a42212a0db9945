"""Fixed vocabularies of alerts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Frequency(models.TextChoices):
    """How often a mail may come; the weekly one comes on Mondays."""

    DAILY = "daily", _("Chaque matin")
    WEEKLY = "weekly", _("Chaque lundi")


class AlertState(models.TextChoices):
    """An alert that its reader stops is erased: it needs no state."""

    PENDING = "pending", _("À confirmer")
    ACTIVE = "active", _("Active")
