"""Questions that a commune asks another about one of its sheets, and what follows."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.enums import Side
from portal.tokens import new_token

LONGEST_MESSAGE = 5_000


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, collectivity: Collectivity) -> Self:
        """Those it asked or was asked, the last one written in first."""
        rows = self.filter(Q(asking=collectivity) | Q(asked=collectivity))
        return rows.order_by("-updated_at", "-pk")

    def waiting_for(self, collectivity: Collectivity) -> Self:
        """Those where the other wrote last, the oldest first; of what merged into one, nothing waits."""
        mine = Q(asking=collectivity, turn=Side.ASKING) | Q(asked=collectivity, turn=Side.ASKED)
        return self.filter(mine).exclude(asking=models.F("asked")).order_by("updated_at", "pk")

    def public(self) -> Self:
        """Those both want everybody to read."""
        return self.filter(asking_agrees=True, asked_agrees=True)

    def received(self, collectivity: Collectivity) -> Self:
        """Those it was asked by others."""
        return self.filter(asked=collectivity).exclude(asking=models.F("asked"))

    def with_first_answer(self) -> Self:
        """With the moment of the first answer, if there is one: ``answered_at``."""
        answers = Q(messages__side=Side.ASKED)
        return self.annotate(answered_at=models.Min("messages__sent_at", filter=answers))

    def with_names(self) -> Self:
        """With the names of both, and of the sheet."""
        return self.select_related("sheet", "asking__departement", "asked__departement")


class Question(models.Model):
    """``turn`` is who is waited for, if anybody. Who has the token of a side writes for it, by mail. ``asked`` is the
    commune of the sheet; two communes that merged may have asked each other.
    """

    sheet = models.ForeignKey(
        "initiatives.InitiativePage", verbose_name=_("fiche"), on_delete=models.CASCADE, related_name="questions"
    )
    asking = models.ForeignKey(
        Collectivity, verbose_name=_("qui demande"), on_delete=models.CASCADE, related_name="questions_asking"
    )
    asked = models.ForeignKey(
        Collectivity, verbose_name=_("qui répond"), on_delete=models.CASCADE, related_name="questions_asked"
    )
    asking_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    asked_token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    asking_agrees = models.BooleanField(_("qui demande veut le rendre public"), default=False)
    asked_agrees = models.BooleanField(_("qui répond veut le rendre public"), default=False)
    turn = models.CharField(_("au tour de"), max_length=10, choices=Side.choices, default=Side.ASKED, blank=True)
    created_at = models.DateTimeField(_("demandée le"), auto_now_add=True)
    updated_at = models.DateTimeField(_("dernier message"), auto_now_add=True)

    objects: ClassVar[Any] = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question sur une fiche")
        verbose_name_plural = _("questions sur les fiches")
        indexes = (
            models.Index(fields=("asking", "-updated_at"), name="question_by_asking"),
            models.Index(fields=("asked", "-updated_at"), name="question_by_asked"),
        )

    def __str__(self) -> str:
        return f"{self.asking}, {self.sheet}"

    @property
    def is_public(self) -> bool:
        return self.asking_agrees and self.asked_agrees

    def side_of(self, collectivity: Collectivity) -> Side:
        return Side.ASKING if self.asking_id == collectivity.pk else Side.ASKED

    def collectivity_of(self, side: str) -> Collectivity:
        found: Collectivity = self.asking if side == Side.ASKING else self.asked
        return found

    def token_of(self, side: str) -> str:
        return str(self.asking_token if side == Side.ASKING else self.asked_token)

    def agrees(self, side: str) -> bool:
        return bool(self.asking_agrees if side == Side.ASKING else self.asked_agrees)

    @cached_property
    def thread(self) -> list["Message"]:
        return list(self.messages.select_related("author"))


class Message(models.Model):
    """What one side wrote. The person who wrote it may have left: what was said stays, under the commune's name."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(_("écrit par"), max_length=10, choices=Side.choices)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("message"), max_length=LONGEST_MESSAGE)
    sent_at = models.DateTimeField(_("envoyé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ("sent_at", "pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def author_name(self) -> str:
        """Never the address, which an account without a name is called by."""
        return self.author.get_full_name() if self.author else ""

    @property
    def collectivity(self) -> Collectivity:
        return self.question.collectivity_of(self.side)
