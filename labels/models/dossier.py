"""A dossier de candidature and its answers."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from labels.enums import DossierPath, DossierState
from labels.models.campaign import Campaign, Mention
from labels.models.questionnaire import LONGEST_ANSWER, Choice, Question, Questionnaire


class DossierQuerySet(models.QuerySet["Dossier"]):
    def of(self, collectivity: Collectivity) -> Self:
        """Its dossiers, the last one first."""
        return self.filter(collectivity=collectivity).order_by("-campaign__year")

    def deposited(self) -> Self:
        """Those that were deposited, whatever became of them, and not taken back."""
        return self.exclude(state=DossierState.DRAFT)

    def drafts(self) -> Self:
        return self.filter(state=DossierState.DRAFT)

    def to_examine(self) -> Self:
        """Those that wait for the association."""
        return self.filter(state=DossierState.DEPOSITED)

    def with_first_time(self) -> Self:
        """Adds ``is_first``: whether its collectivité never was a candidate before, here or in the history."""
        from labels.models.award import Award  # Award needs this module

        earlier = {"collectivity": OuterRef("collectivity"), "campaign__year__lt": OuterRef("campaign__year")}
        deposited = Dossier.objects.deposited().filter(**earlier).order_by()
        awards = Award.objects.public().filter(**earlier).order_by()
        return self.annotate(is_first=~(Exists(deposited) | Exists(awards)))

    def with_checks(self) -> Self:
        """Adds ``checked``: how many items of the list hold in what was deposited last."""
        from labels.models.checking import Check  # Check needs this module

        standing = Check.objects.standing().filter(dossier=OuterRef("pk")).order_by().values("dossier")
        count = Subquery(standing.annotate(count=Count("pk")).values("count"))
        return self.annotate(checked=Coalesce(count, 0))

    def in_the_room(self, campaign: Campaign) -> Self:
        """Those that the jury of a campaign decides on, or decided on, behind closed doors."""
        return self.filter(campaign=campaign, state__in=DossierState.deliberated())

    def with_decisions(self) -> Self:
        """Adds ``taken``: how many times the jury decided on it."""
        from labels.models.deliberation import Decision  # Decision needs this module

        of_it = Decision.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier")
        return self.annotate(taken=Coalesce(Subquery(of_it.annotate(count=Count("pk")).values("count")), 0))


class Dossier(models.Model):
    """One per collectivité and campaign. ``state`` is changed by ``labels.transitions`` alone."""

    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campagne"), on_delete=models.PROTECT, related_name="dossiers"
    )
    collectivity = models.ForeignKey(
        Collectivity, verbose_name=_("collectivité"), on_delete=models.PROTECT, related_name="dossiers"
    )
    questionnaire = models.ForeignKey(
        Questionnaire, verbose_name=_("questionnaire"), on_delete=models.PROTECT, related_name="dossiers"
    )
    path = models.CharField(_("parcours"), max_length=10, choices=DossierPath.choices, default=DossierPath.SHORT)
    state = models.CharField(
        _("état"), max_length=20, choices=DossierState.choices, default=DossierState.DRAFT, editable=False
    )
    mentions = models.ManyToManyField(Mention, verbose_name=_("mentions demandées"), blank=True, related_name="+")
    complete_until = models.DateTimeField(_("à compléter avant le"), null=True, blank=True, editable=False)
    deposited_at = models.DateTimeField(_("déposé le"), null=True, blank=True, editable=False)
    started_at = models.DateTimeField(_("commencé le"), auto_now_add=True)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now, editable=False)

    objects: ClassVar[Any] = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier de candidature")
        verbose_name_plural = _("dossiers de candidature")
        ordering = ("-campaign__year", "collectivity__sort_name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "collectivity"), name="dossier_once_per_campaign"),
            models.CheckConstraint(condition=Q(state__in=DossierState.values), name="dossier_state_known"),
            models.CheckConstraint(
                condition=~Q(state=DossierState.TO_COMPLETE) | Q(complete_until__isnull=False),
                name="dossier_to_complete_until",
            ),
            models.CheckConstraint(
                condition=Q(state=DossierState.DRAFT) | Q(deposited_at__isnull=False), name="dossier_deposited_at_known"
            ),
        )
        indexes = (models.Index(fields=("campaign", "state", "changed_at"), name="dossier_by_state"),)

    def __str__(self) -> str:
        return f"{self.collectivity}, {self.campaign}"

    @property
    def state_for_all(self) -> DossierState:
        """What anybody outside the jury is told: nothing of what was decided before the palmarès is public."""
        state = DossierState(self.state)
        return state if self.campaign.is_published else state.told

    @cached_property
    def previous(self) -> "Dossier | None":
        """The last one before it that was deposited, whose answers may be carried over."""
        earlier = Dossier.objects.of(self.collectivity).deposited().filter(campaign__year__lt=self.campaign.year)
        found: Dossier | None = earlier.select_related("campaign", "questionnaire").first()
        return found

    def questions(self) -> Any:
        """Those it is asked on its path, in their order."""
        asked = Question.objects.filter(section__questionnaire=self.questionnaire_id)
        return asked.on_path(self.path).in_order().select_related("section")


class AnswerQuerySet(models.QuerySet["Answer"]):
    def given(self) -> Self:
        """Those that say something: one that was erased is kept, for who wrote it at the same time."""
        return self.exclude(number=None, choice=None, text="")


class Answer(models.Model):
    """To a question other than one for proofs. ``number`` holds a number, or 1 for yes and 0 for no; ``choice`` the one
    that was chosen; ``text`` what was written. ``changed_at`` tells a form whether somebody else wrote meanwhile.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    number = models.DecimalField(_("nombre"), max_digits=14, decimal_places=2, null=True, blank=True)
    choice = models.ForeignKey(Choice, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("texte"), max_length=LONGEST_ANSWER, blank=True)
    carried = models.BooleanField(
        _("reconduite"), default=False, help_text=_("Reprise de l’an dernier, et pas encore relue.")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now)

    objects: ClassVar[Any] = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        constraints = (models.UniqueConstraint(fields=("dossier", "question"), name="answer_once_per_question"),)

    def __str__(self) -> str:
        return f"{self.question}"

    @property
    def is_empty(self) -> bool:
        return self.number is None and self.choice_id is None and not self.text
