"""What a campaign asks: a questionnaire by class of collectivité, its sections (« rubriques »), its questions."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, RevisionMixin

from labels.enums import DossierPath, QuestionKind
from labels.models.campaign import Campaign
from portal.enums import ThemeColor
from portal.icons import validate_icon

if TYPE_CHECKING:
    from collectivities.models import Collectivity

LONGEST_ANSWER = 5_000
MOST_PROOFS = 20
HIGHEST_WEIGHT = 100


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def for_collectivity(self, campaign: Campaign, collectivity: "Collectivity") -> "Questionnaire | None":
        """The one that this collectivité answers; the narrowest class when several could be."""
        candidates = self.filter(campaign=campaign, for_territories=not collectivity.is_commune)
        fitting: list[Questionnaire] = [one for one in candidates if one.covers(collectivity)]
        return min(fitting, key=lambda one: one.breadth, default=None)


class Questionnaire(models.Model):
    """The variant of a class: village, ville, territoire. The class is said by its bounds, which are data."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campagne"), on_delete=models.CASCADE, related_name="questionnaires"
    )
    name = models.CharField(_("nom"), max_length=60, help_text=_("« Village », « Ville », « Territoire »."))
    for_territories = models.BooleanField(
        _("pour les territoires"),
        default=False,
        help_text=_("Les intercommunalités, les départements, les régions, au lieu des communes."),
    )
    from_inhabitants = models.PositiveIntegerField(_("à partir de (habitants)"), default=0)
    below_inhabitants = models.PositiveIntegerField(
        _("en dessous de (habitants)"), null=True, blank=True, help_text=_("Vide : sans limite.")
    )

    objects: ClassVar[Any] = QuestionnaireQuerySet.as_manager()

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ("for_territories", "from_inhabitants", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "name"), name="questionnaire_once_per_campaign"),
            models.CheckConstraint(
                condition=Q(below_inhabitants__isnull=True) | Q(below_inhabitants__gt=models.F("from_inhabitants")),
                name="questionnaire_bounds_in_order",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.campaign.year}"

    @property
    def breadth(self) -> float:
        """How many populations it stands for."""
        return float("inf") if self.below_inhabitants is None else self.below_inhabitants - self.from_inhabitants

    def covers(self, collectivity: "Collectivity") -> bool:
        """Whether a collectivité is of its class; one whose population is not known counts as the smallest."""
        population = collectivity.population or 0
        is_below = self.below_inhabitants is None or population < self.below_inhabitants
        return self.for_territories != collectivity.is_commune and self.from_inhabitants <= population and is_below


class Section(RevisionMixin, ClusterableModel):
    """A « rubrique ». ``weight`` is its share of the score, beside the weights of the others."""

    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("questionnaire"), on_delete=models.CASCADE, related_name="sections"
    )
    sort_order = models.PositiveSmallIntegerField(_("ordre"), default=0)
    code = models.SlugField(
        _("repère"),
        max_length=40,
        help_text=_("Le même d’une année à l’autre et d’un questionnaire à l’autre : il retrouve les réponses."),
    )
    title = models.CharField(_("titre"), max_length=100)
    introduction = models.TextField(_("introduction"), max_length=600, blank=True)
    icon = models.SlugField(_("icône"), max_length=30, default="t-neutre", validators=[validate_icon])
    color = models.CharField(_("couleur"), max_length=10, choices=ThemeColor.choices, default=ThemeColor.NEUTRAL)
    weight = models.PositiveSmallIntegerField(
        _("coefficient"), default=1, validators=[MaxValueValidator(HIGHEST_WEIGHT)]
    )

    class Meta:
        verbose_name = _("rubrique")
        verbose_name_plural = _("rubriques")
        ordering = ("sort_order", "pk")
        constraints = (
            models.UniqueConstraint(fields=("questionnaire", "code"), name="section_once_per_questionnaire"),
        )

    def __str__(self) -> str:
        return self.title


class QuestionQuerySet(models.QuerySet["Question"]):
    def on_path(self, path: str) -> Self:
        """Those that a collectivité answers on this path."""
        return self.filter(on_short_path=True) if path == DossierPath.SHORT else self

    def in_order(self) -> Self:
        return self.order_by("section__sort_order", "section_id", "sort_order", "pk")


class Question(Orderable, ClusterableModel):
    """``code`` names it from one year to the next: an answer is carried over, and compared, by it.

    ``points`` is what its best answer brings to its section; ``full_at`` the number from which a number brings all of
    them; ``highest`` the longest text, the most proofs or the highest number.
    """

    section = ParentalKey(Section, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(_("repère"), max_length=40, help_text=_("Le même d’une année à l’autre."))
    kind = models.CharField(_("genre de réponse"), max_length=10, choices=QuestionKind.choices)
    text = models.CharField(_("question"), max_length=300)
    help = models.TextField(_("aide"), max_length=600, blank=True)
    unit = models.CharField(_("unité"), max_length=40, blank=True, help_text=_("« postes », « % », « € par an »."))
    highest = models.PositiveIntegerField(
        _("au plus"),
        null=True,
        blank=True,
        help_text=_("Des signes pour un texte, des preuves, ou le nombre lui-même."),
    )
    full_at = models.PositiveIntegerField(
        _("tous les points à partir de"), null=True, blank=True, help_text=_("Pour un nombre, ou un nombre de preuves.")
    )
    points = models.PositiveSmallIntegerField(_("points"), default=0, validators=[MaxValueValidator(HIGHEST_WEIGHT)])
    required = models.BooleanField(_("obligatoire"), default=True)
    on_short_path = models.BooleanField(
        _("parcours court"), default=False, help_text=_("Posée aussi à qui n’a qu’un quart d’heure.")
    )

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = (models.UniqueConstraint(fields=("section", "code"), name="question_once_per_section"),)

    def __str__(self) -> str:
        return self.text

    @property
    def longest_text(self) -> int:
        """How many characters an answer may have."""
        return min(self.highest or LONGEST_ANSWER, LONGEST_ANSWER)

    @property
    def most_proofs(self) -> int:
        return min(self.highest or MOST_PROOFS, MOST_PROOFS)


class Choice(Orderable):
    """One of the answers written with a question; ``share`` is the part of its points that it brings, in hundredths."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="choices")
    code = models.SlugField(_("repère"), max_length=40, help_text=_("Le même d’une année à l’autre."))
    label = models.CharField(_("réponse"), max_length=150)
    detail = models.CharField(_("précision"), max_length=250, blank=True)
    share = models.PositiveSmallIntegerField(
        _("part des points (%)"), default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )

    class Meta(Orderable.Meta):
        verbose_name = _("réponse proposée")
        verbose_name_plural = _("réponses proposées")
        constraints = (
            models.UniqueConstraint(fields=("question", "code"), name="choice_once_per_question"),
            models.CheckConstraint(condition=Q(share__lte=100), name="choice_share_of_100"),
        )

    def __str__(self) -> str:
        return self.label


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def told(self) -> Self:
        """With the question that each corrects, and where that is."""
        return self.select_related("question__section__questionnaire")


class Erratum(models.Model):
    """What corrects a campaign after its opening: everybody reads it beside what it corrects.

    ``account`` is the key of who wrote it, without a relation to it: the erratum outlives the account. The database
    refuses to change one, and to erase it (``labels.append_only``).
    """

    campaign = models.ForeignKey(Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="errata")
    question = models.ForeignKey(
        Question,
        verbose_name=_("question"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="errata",
        help_text=_("Vide : il concerne toute la campagne."),
    )
    text = models.TextField(_("rectificatif"), max_length=1_000)
    account = models.BigIntegerField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("publié le"), auto_now_add=True)

    objects: ClassVar[Any] = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = _("rectificatif")
        verbose_name_plural = _("rectificatifs")
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return self.text
