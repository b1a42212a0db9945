"""What happened to a dossier, and to a campaign: written once, never changed."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor, DossierState
from labels.models.campaign import Campaign
from labels.models.dossier import Dossier

YEARS_KEPT = 5


class JournalEntry(models.Model):
    """Who, when, from what to what, and why. ``by`` says in what quality; ``account`` is the key of an account, without
    a relation to it: the entry outlives the account, and names nobody then.

    The database refuses to change an entry, and to erase one younger than five years (``labels.append_only``).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="journal")
    dossier = models.ForeignKey(Dossier, null=True, blank=True, on_delete=models.PROTECT, related_name="journal")
    action = models.CharField(_("action"), max_length=40)
    source = models.CharField(_("de"), max_length=20, choices=DossierState.choices, blank=True)
    target = models.CharField(_("à"), max_length=20, choices=DossierState.choices, blank=True)
    by = models.CharField(_("par"), max_length=20, choices=Actor.choices)
    account = models.BigIntegerField(null=True, blank=True)
    reason = models.TextField(_("motif"), blank=True)
    at = models.DateTimeField(_("le"))

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("journal")
        ordering = ("at", "pk")
        indexes = (
            models.Index(fields=("dossier", "at"), name="journal_of_dossier"),
            models.Index(fields=("campaign", "at"), name="journal_of_campaign"),
        )

    def __str__(self) -> str:
        return self.action
