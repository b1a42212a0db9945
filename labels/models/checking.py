"""What the association looks at in each dossier of a campaign, what it found, and the reasons it often gives."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from labels.enums import ReasonKind
from labels.models.campaign import Campaign
from labels.models.dossier import Dossier

LONGEST_NOTE = 300
LONGEST_REASON = 2_000


class CheckItem(Orderable):
    """A line of the list that is gone through for every dossier before it is admitted."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="check_items")
    text = models.CharField(
        _("à vérifier"), max_length=150, help_text=_("Ce qui doit être vrai : « Les initiatives citées existent ».")
    )
    help = models.CharField(_("comment"), max_length=300, blank=True, help_text=_("Ce qu’il faut regarder, et où."))

    class Meta(Orderable.Meta):
        verbose_name = _("point à vérifier")
        verbose_name_plural = _("points à vérifier")
        constraints = (models.UniqueConstraint(fields=("campaign", "text"), name="check_item_once_per_campaign"),)

    def __str__(self) -> str:
        return self.text


class UsualReason(Orderable):
    """A reason written once, that one chooses and completes when deciding."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="usual_reasons")
    kind = models.CharField(_("pour"), max_length=20, choices=ReasonKind.choices)
    text = models.TextField(
        _("motif"), max_length=500, help_text=_("Une phrase entière, telle que la collectivité la lira.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("motif habituel")
        verbose_name_plural = _("motifs habituels")
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=ReasonKind.values), name="usual_reason_kind_known"),
        )

    def __str__(self) -> str:
        return self.text


class CheckQuerySet(models.QuerySet["Check"]):
    def standing(self) -> Self:
        """Those that hold: what was looked at is what was deposited last."""
        return self.filter(is_met=True, at__gte=F("dossier__deposited_at"))


class Check(models.Model):
    """What somebody found of an item in a dossier, and when. One that is older than the last deposit is to be done
    again (``standing``).
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(CheckItem, on_delete=models.CASCADE, related_name="checks")
    is_met = models.BooleanField(_("vérifié"), default=False)
    note = models.CharField(_("remarque"), max_length=LONGEST_NOTE, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("le"))

    objects: ClassVar[Any] = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("vérification")
        verbose_name_plural = _("vérifications")
        ordering = ("item__sort_order", "item_id")
        constraints = (models.UniqueConstraint(fields=("dossier", "item"), name="check_once_per_item"),)

    def __str__(self) -> str:
        return f"{self.item}"

    @property
    def stands(self) -> bool:
        """As ``standing`` says it."""
        deposited_at = self.dossier.deposited_at
        return self.is_met and deposited_at is not None and self.at >= deposited_at
