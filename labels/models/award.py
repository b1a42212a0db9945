"""The label as it was given: one per collectivité and year, since 1999."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from labels.models.campaign import Campaign, Level, Mention
from labels.models.dossier import Dossier
from labels.proof.codes import LENGTH, new_code


class AwardQuerySet(models.QuerySet["Award"]):
    def public(self) -> Self:
        """Those that anybody may read: every page, list, feed, export, image and count of awards starts from these."""
        return self.filter(campaign__settled_at__isnull=False, campaign__embargo_until__lte=timezone.now())

    def settled(self) -> Self:
        """Those the jury gave, under embargo too: for who prepares the ceremony, and for nobody else."""
        return self.filter(campaign__settled_at__isnull=False)

    def own(self) -> Self:
        """Those of the entity that the collectivité is today, and not of one that is part of it since."""
        return self.filter(entity_code=F("collectivity__code"))

    def worn(self) -> Self:
        """Those that nobody took back."""
        return self.filter(withdrawal=None)

    def correctable(self) -> Self:
        """Those of editions that were not led here: nobody sealed them, and what a file said wrong is mended."""
        return self.public().filter(campaign__opened_at__isnull=True)

    def of(self, collectivity: Collectivity) -> Self:
        """Its awards, the last year first."""
        return self.filter(collectivity=collectivity).order_by("-campaign__year", "-level__symbols")

    def with_proof(self) -> Self:
        """With all that a proof of them says, in one query."""
        return self.select_related(
            "campaign", "level", "collectivity__departement", "withdrawal", "rectification__before"
        )


class Award(models.Model):
    """``collectivity`` is the one of today; ``entity_code`` and ``entity_name`` are those of the one that was labelled,
    which may be part of it since: a label belongs to the entity of its year. ``code`` names it where it is verified.
    """

    campaign = models.ForeignKey(Campaign, verbose_name=_("millésime"), on_delete=models.PROTECT, related_name="awards")
    collectivity = models.ForeignKey(
        Collectivity, verbose_name=_("collectivité"), on_delete=models.PROTECT, related_name="awards"
    )
    entity_code = models.CharField(_("code officiel de l’année"), max_length=9)
    entity_name = models.CharField(_("nom de l’année"), max_length=200)
    level = models.ForeignKey(Level, verbose_name=_("niveau"), on_delete=models.PROTECT, related_name="awards")
    mentions = models.ManyToManyField(Mention, verbose_name=_("mentions"), blank=True, related_name="awards")
    is_honorary = models.BooleanField(_("hors concours"), default=False)
    dossier = models.OneToOneField(
        Dossier, verbose_name=_("dossier"), null=True, blank=True, on_delete=models.PROTECT, related_name="award"
    )
    code = models.CharField(_("code de vérification"), max_length=LENGTH, unique=True, default=new_code, editable=False)

    objects: ClassVar[Any] = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("label attribué")
        verbose_name_plural = _("labels attribués")
        ordering = ("-campaign__year", "-level__symbols", "collectivity__sort_name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("campaign", "collectivity", "entity_code"), name="award_once_per_entity_and_campaign"
            ),
        )
        indexes = (
            models.Index(fields=("campaign", "level"), name="award_by_level"),
            models.Index(fields=("collectivity", "campaign"), name="award_by_collectivity"),
        )

    def __str__(self) -> str:
        return f"{self.entity_name}, {self.campaign}"

    @property
    def ats(self) -> range:
        """One for each arobase, for templates that draw them."""
        return range(self.level.symbols)
