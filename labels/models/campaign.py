"""The year of a label: its calendar, its scale, what it asks before a dossier is deposited."""

import datetime
from typing import Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, RevisionMixin

from labels.enums import Phase, RuleKind

FIRST_YEAR, LAST_YEAR = 1999, 2099
CALENDAR = ("opens_at", "closes_at", "readings_until", "deliberation_at", "embargo_until", "appeals_until")
"""The moments of a campaign, in the order they must have."""
MOVABLE = ("closes_at", "readings_until", "deliberation_at", "embargo_until", "appeals_until", "ceremony_place")
"""What may still move once the call was made; ``labels.campaigns.moving`` says how."""
LONGEST_GRACE = 24 * 60


def _ordered(earlier: str, later: str) -> Q:
    """A moment that is not known yet is before or after none."""
    return Q(**{f"{earlier}__isnull": True}) | Q(**{f"{later}__isnull": True}) | Q(**{f"{earlier}__lte": F(later)})


def _calendar_in_order() -> Q:
    condition = Q()
    for place, earlier in enumerate(CALENDAR):
        for later in CALENDAR[place + 1 :]:
            condition &= _ordered(earlier, later)
    return condition


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def opened(self) -> Self:
        """Those whose content is frozen: the call for applications was made, or is dated."""
        return self.filter(opened_at__isnull=False)

    def called(self) -> Self:
        """Those whose call for applications was made: members see them."""
        return self.opened().filter(opens_at__lte=timezone.now())

    def current(self) -> "Campaign | None":
        """The one that members work on: the last whose call for applications was made."""
        found: Campaign | None = self.called().order_by("-year").first()
        return found

    def settled(self) -> Self:
        """Those whose palmarès was settled, be it under embargo."""
        return self.filter(settled_at__isnull=False)

    def published(self) -> Self:
        """Those whose palmarès anybody may read: settled, and the embargo is over. Every public list of awards starts
        from these.
        """
        return self.settled().filter(embargo_until__lte=timezone.now())

    def with_last_year(self) -> Self:
        """``last_year`` is that of the last of all campaigns."""
        return self.annotate(last_year=Subquery(Campaign.objects.order_by("-year").values("year")[:1]))

    def under_embargo(self) -> Self:
        """Those that are settled, and of which nothing may be told yet."""
        return self.filter(settled_at__isnull=False, embargo_until__gt=timezone.now())


class Campaign(RevisionMixin, ClusterableModel):
    """A millésime. An edition of the past has its scale and the day of its ceremony, and was never opened here.

    ``opened_at`` is when the association made it ready: from then on its content is frozen, and corrected by errata.
    ``settled_at`` is when the palmarès was settled (« arrêté »). Everything else follows from the calendar, which is in
    the time of Paris.
    """

    year = models.PositiveSmallIntegerField(
        _("millésime"), unique=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    introduction = models.TextField(
        _("présentation"),
        blank=True,
        max_length=1_000,
        help_text=_("Ce que l’appel à candidatures dit aux collectivités, en quelques phrases."),
    )
    opens_at = models.DateTimeField(_("ouverture"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("clôture"), null=True, blank=True, help_text=_("La dernière seconde compte : « 23:59:59 ».")
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("délai de grâce (minutes)"),
        default=15,
        validators=[MaxValueValidator(LONGEST_GRACE)],
        help_text=_("Un dépôt envoyé avant la clôture et reçu juste après est accepté, et le dit."),
    )
    readings_until = models.DateTimeField(_("fin des lectures"), null=True, blank=True)
    deliberation_at = models.DateTimeField(_("délibération"), null=True, blank=True)
    embargo_until = models.DateTimeField(_("sous embargo jusqu’au"), null=True, blank=True)
    appeals_until = models.DateTimeField(_("recours jusqu’au"), null=True, blank=True)
    valid_until = models.DateTimeField(
        _("label valable jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Vide : jusqu’à la remise des labels suivante, deux ans au plus."),
    )
    ceremony_place = models.CharField(_("lieu de la remise des labels"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"), null=True, blank=True, editable=False)
    settled_at = models.DateTimeField(_("palmarès arrêté le"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campagne du label")
        verbose_name_plural = _("campagnes du label")
        ordering = ("-year",)
        constraints = (
            models.CheckConstraint(condition=_calendar_in_order(), name="campaign_calendar_in_order"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(**{f"{moment}__isnull": False for moment in CALENDAR}),
                name="campaign_opened_with_calendar",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(embargo_until__isnull=False),
                name="campaign_settled_has_embargo",
            ),
            models.CheckConstraint(
                condition=_ordered("embargo_until", "valid_until"), name="campaign_label_valid_after_ceremony"
            ),
        )

    def __str__(self) -> str:
        return str(self.year)

    @property
    def grace_until(self) -> datetime.datetime | None:
        """Until when a deposit is received."""
        return self.closes_at + datetime.timedelta(minutes=self.grace_minutes) if self.closes_at else None

    @property
    def is_frozen(self) -> bool:
        """Whether its content may no longer change."""
        return self.opened_at is not None or self.settled_at is not None

    @property
    def is_published(self) -> bool:
        """As ``published`` says it."""
        return self.phase() == Phase.PUBLISHED

    def phase(self, moment: datetime.datetime | None = None) -> Phase:
        """Where the year is at a moment, now by default."""
        moment = moment or timezone.now()
        if self.settled_at and self.embargo_until:
            return Phase.PUBLISHED if self.embargo_until <= moment else Phase.EMBARGO
        if not self.opened_at or not self.opens_at or not self.closes_at or not self.grace_until:
            return Phase.PREPARATION
        if moment < self.opens_at:
            return Phase.ANNOUNCED
        if moment <= self.closes_at:
            return Phase.OPEN
        return Phase.GRACE if moment <= self.grace_until else Phase.CLOSED


class Level(Orderable):
    """A rung of the scale of a year. ``symbols`` is the number of arobases; the lowest rung of some years has none.

    ``threshold`` is the score, out of 100, from which the level is proposed.
    """

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="levels")
    name = models.CharField(_("nom"), max_length=60, help_text=_("« Trois arobases », « Mention »."))
    symbols = models.PositiveSmallIntegerField(_("arobases"), validators=[MaxValueValidator(5)])
    threshold = models.DecimalField(
        _("seuil"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("La note sur 100 à partir de laquelle ce niveau est proposé."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("niveau")
        verbose_name_plural = _("niveaux")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "symbols"), name="level_once_per_campaign"),
            models.CheckConstraint(condition=Q(symbols__lte=5), name="level_has_five_arobases_at_most"),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | Q(threshold__gte=0, threshold__lte=100),
                name="level_threshold_of_100",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_mention(self) -> bool:
        """The lower rung, without arobase."""
        return self.symbols == 0


class Mention(Orderable):
    """A distinction beside the level: « logiciel libre », « démocratie locale »."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="mentions")
    name = models.CharField(_("nom"), max_length=80)
    description = models.CharField(_("ce qu’elle distingue"), max_length=250, blank=True)
    on_request = models.BooleanField(
        _("peut être demandée"), default=True, help_text=_("La collectivité la demande dans son dossier.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = (models.UniqueConstraint(fields=("campaign", "name"), name="mention_once_per_campaign"),)

    def __str__(self) -> str:
        return self.name


class EligibilityRule(Orderable):
    """What must hold before a dossier is deposited; ``number`` is how many, for those that count."""

    campaign = ParentalKey(Campaign, on_delete=models.CASCADE, related_name="rules")
    kind = models.CharField(_("règle"), max_length=20, choices=RuleKind.choices)
    number = models.PositiveSmallIntegerField(
        _("combien"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("condition de dépôt")
        verbose_name_plural = _("conditions de dépôt")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "kind"), name="eligibility_rule_once_per_campaign"),
            models.CheckConstraint(
                condition=Q(kind__in=RuleKind.counting(), number__gte=1)
                | ~Q(kind__in=RuleKind.counting()) & Q(number__isnull=True),
                name="eligibility_rule_counts_or_not",
            ),
        )

    def __str__(self) -> str:
        return str(RuleKind(self.kind).label)
