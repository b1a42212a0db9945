"""The jury of a campaign: its rules and its members."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.models import Theme
from labels.jury.enums import JurorState, Quality
from labels.models.campaign import Campaign
from portal.permissions import Person

if TYPE_CHECKING:
    from labels.models.interest import Interest

DEFINITION = Path(__file__).parents[1] / "jury" / "definition.txt"
COPIED = ("definition", "readers", "most_dossiers", "around_km")
"""What the rules of a year take over from those of the year before."""


def default_definition() -> str:
    return DEFINITION.read_text(encoding="utf-8").strip()


class JuryRulesQuerySet(models.QuerySet["JuryRules"]):
    def of(self, campaign: Campaign) -> "JuryRules":
        """Those of a campaign, which begin as those of the one before."""
        found: JuryRules | None = self.filter(campaign=campaign).first()
        if found is None:
            before = self.filter(campaign__year__lt=campaign.year).order_by("-campaign__year").first()
            values = {name: getattr(before, name) for name in COPIED} if before else {}
            found, _created = self.get_or_create(campaign=campaign, defaults=values)
        return found

    def locked(self, campaign: Campaign) -> "JuryRules":
        """The same, kept from others until the transaction is over: whoever changes who reads what takes them first."""
        found: JuryRules = self.select_for_update().get(pk=self.of(campaign).pk)
        return found


class JuryRules(models.Model):
    """What holds for the jury of a campaign."""

    campaign = models.OneToOneField(
        Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="jury_rules", editable=False
    )
    definition = models.TextField(
        _("ce qu’est un lien d’intérêts"),
        max_length=3_000,
        default=default_definition,
        help_text=_("Les membres du jury le lisent avant de déclarer les leurs."),
    )
    readers = models.PositiveSmallIntegerField(
        _("lectures par dossier"), default=3, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    most_dossiers = models.PositiveSmallIntegerField(
        _("dossiers par membre, au plus"),
        default=45,
        validators=[MinValueValidator(1), MaxValueValidator(400)],
        help_text=_("Pour qui n’a pas dit son propre maximum."),
    )
    around_km = models.PositiveSmallIntegerField(
        _("communes voisines, jusqu’à (km)"),
        default=10,
        validators=[MaxValueValidator(100)],
        help_text=_("À vol d’oiseau, autour d’un lieu où un·e membre du jury habite, travaille ou est élu·e."),
    )

    objects: ClassVar[Any] = JuryRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("règles du jury")
        verbose_name_plural = _("règles du jury")
        constraints = (models.CheckConstraint(condition=Q(readers__range=(1, 9)), name="jury_rules_readers"),)

    def __str__(self) -> str:
        return f"{self.campaign}"


class JurorQuerySet(models.QuerySet["Juror"]):
    def sitting(self) -> Self:
        """Those who accepted, and whose account is open."""
        return self.filter(state=JurorState.ACCEPTED, user__is_active=True)

    def able_to_read(self) -> Self:
        """Those who said what links they have: nobody reads before."""
        return self.sitting().filter(declared_at__isnull=False)

    def expected(self) -> Self:
        return self.filter(state__in=JurorState.expected())

    def of(self, user: Person) -> "Juror | None":
        """What a person is in the jury of the last campaign that wants her; nothing for anybody else."""
        if not user.is_authenticated or not user.is_active:
            return None
        rows = self.filter(user_id=user.pk).expected().select_related("campaign__jury_rules", "user")
        found: Juror | None = rows.order_by("-campaign__year").first()
        return found

    def with_interests(self) -> Self:
        """With what ``labels.jury.conflicts`` looks at."""
        return self.select_related("campaign__jury_rules", "user").prefetch_related(_counting_interests())


def _counting_interests() -> Prefetch[Any]:
    from labels.models.interest import Interest  # It refers to this model

    open_ones = Interest.objects.counting().select_related("collectivity__departement").order_by("pk")
    return Prefetch("interests", queryset=open_ones, to_attr="counting_interests")


class Juror(models.Model):
    """Somebody in the jury of one campaign.

    ``declared_at`` is when the links were declared, or that there are none. ``user`` is empty once the account is
    deleted: what was read stays, of nobody. ``counting_interests`` comes with ``with_interests``.
    """

    counting_interests: list["Interest"]

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("compte"), null=True, on_delete=models.SET_NULL, related_name="juries"
    )
    campaign = models.ForeignKey(Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="jurors")
    state = models.CharField(
        _("état"), max_length=10, choices=JurorState.choices, default=JurorState.INVITED, editable=False
    )
    is_president = models.BooleanField(_("préside le jury"), default=False)
    quality = models.CharField(_("qualité"), max_length=12, choices=Quality.choices, default=Quality.EXPERT)
    themes = models.ManyToManyField(
        Theme,
        verbose_name=_("thèmes que la personne connaît"),
        blank=True,
        related_name="+",
        limit_choices_to={"retired": False, "locale__language_code": "fr"},
    )
    regions = models.ManyToManyField(
        Collectivity,
        verbose_name=_("régions que la personne connaît"),
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "region"},
    )
    most_dossiers = models.PositiveSmallIntegerField(
        _("dossiers, au plus"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(400)],
        help_text=_("Vide : le maximum des règles du jury."),
    )
    employer = models.CharField(_("employeur"), max_length=200, blank=True)
    mandates = models.TextField(
        _("mandats"), max_length=1_000, blank=True, help_text=_("Élections, conseils, bureaux d’association.")
    )
    public_name = models.CharField(_("nom public"), max_length=150, blank=True)
    public_function = models.CharField(_("fonction publique"), max_length=200, blank=True)
    named_publicly_at = models.DateTimeField(_("accord pour être nommé·e"), null=True, blank=True, editable=False)
    invited_at = models.DateTimeField(_("invité·e le"), auto_now_add=True)
    answered_at = models.DateTimeField(_("a répondu le"), null=True, blank=True, editable=False)
    declared_at = models.DateTimeField(_("a déclaré ses liens le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = JurorQuerySet.as_manager()

    class Meta:
        verbose_name = _("membre du jury")
        verbose_name_plural = _("membres du jury")
        ordering = ("-campaign__year", "user__last_name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("user", "campaign"), name="juror_once_per_campaign"),
            models.UniqueConstraint(
                fields=("campaign",),
                condition=Q(is_president=True, state__in=JurorState.expected()),
                name="jury_has_one_president",
            ),
            models.CheckConstraint(
                condition=Q(state=JurorState.INVITED) | Q(answered_at__isnull=False), name="juror_answered_at_known"
            ),
            models.CheckConstraint(
                condition=Q(named_publicly_at__isnull=True) | ~Q(public_name=""), name="juror_named_has_name"
            ),
        )
        indexes = (models.Index(fields=("campaign", "state"), name="juror_by_state"),)

    def __str__(self) -> str:
        return str(self.user) if self.user else str(_("Compte supprimé"))

    @property
    def capacity(self) -> int:
        """How many dossiers at most; the rules of the jury come with ``with_interests``."""
        return self.most_dossiers or self.campaign.jury_rules.most_dossiers

    def read_interests(self) -> Self:
        """As ``with_interests`` reads them, of who comes from ``of``."""
        models.prefetch_related_objects([self], _counting_interests())
        return self

    @property
    def is_sitting(self) -> bool:
        return self.state == JurorState.ACCEPTED

    @property
    def is_able_to_read(self) -> bool:
        return self.is_sitting and self.declared_at is not None
