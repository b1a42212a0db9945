"""« Une heure avec… »: what a commune offers to tell others, by telephone or by video, and who comes."""

import datetime
from typing import Any, ClassVar, Self
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.enums import HourState, Medium
from initiatives.models.initiative import InitiativePage
from initiatives.models.theme import Theme

LENGTH = datetime.timedelta(hours=1)
MOST_PLACES = 10
LONGEST_TEXT = 1_000
LONGEST_ACCESS = 300


class HourQuerySet(models.QuerySet["Hour"]):
    def of(self, collectivity: Collectivity) -> Self:
        """Those it offers or has a place in, the last one first."""
        comes = Exists(Seat.objects.filter(hour=OuterRef("pk"), asking=collectivity))
        return self.filter(Q(collectivity=collectivity) | comes).order_by("-starts_at", "-pk")

    def open(self) -> Self:
        return self.filter(state=HourState.OPEN)

    def coming(self) -> Self:
        """Those that have not begun, the soonest first, full or not: every public list starts from these."""
        return self.open().filter(starts_at__gt=timezone.now()).order_by("starts_at", "pk")

    def near(self, within: datetime.timedelta) -> Self:
        """Those that begin within this time, or go on, the soonest first."""
        now = timezone.now()
        return self.open().filter(starts_at__gt=now - LENGTH, starts_at__lt=now + within).order_by("starts_at", "pk")

    def about(self, theme: Theme) -> Self:
        """Those whose sheet is public and has this theme, in whatever language it is written."""
        sheets = InitiativePage.objects.public_about(theme)
        return self.filter(sheet__in=sheets.order_by().values("pk"))

    def with_room(self) -> Self:
        """Adds ``taken``: how many places are."""
        seats = Seat.objects.filter(hour=OuterRef("pk")).order_by().values("hour")
        taken = Subquery(seats.annotate(count=Count("pk")).values("count"), output_field=models.IntegerField())
        return self.annotate(taken=Coalesce(taken, 0))

    def shown(self) -> Self:
        """With what anybody reads of them, but for the sheet."""
        return self.with_room().defer("access").select_related("collectivity__departement")

    def for_public(self) -> Self:
        """With all that anybody reads of them; a sheet that is not public is none."""
        sheets = InitiativePage.objects.live().public().select_related("locale")
        return self.shown().prefetch_related(models.Prefetch("sheet", queryset=sheets))

    def with_parties(self) -> Self:
        """With the names of who offers and of who comes."""
        seats = Seat.objects.select_related("asking__departement")
        return self.select_related("collectivity__departement").prefetch_related(models.Prefetch("seats", seats))


class Hour(models.Model):
    """``access`` is told to who has a place only. ``uid`` and ``sequence`` are those of its calendar file."""

    taken: int

    collectivity = models.ForeignKey(
        Collectivity, verbose_name=_("qui la propose"), on_delete=models.CASCADE, related_name="hours"
    )
    sheet = models.ForeignKey(
        InitiativePage, verbose_name=_("fiche"), null=True, blank=True, on_delete=models.SET_NULL, related_name="hours"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject = models.CharField(_("sujet"), max_length=120)
    text = models.TextField(_("présentation"), max_length=LONGEST_TEXT)
    starts_at = models.DateTimeField(_("début"))
    medium = models.CharField(_("moyen"), max_length=10, choices=Medium.choices, default=Medium.PHONE)
    access = models.TextField(_("comment se joindre"), max_length=LONGEST_ACCESS)
    places = models.PositiveSmallIntegerField(
        _("places"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    state = models.CharField(_("état"), max_length=10, choices=HourState.choices, default=HourState.OPEN)
    reason = models.TextField(_("pourquoi elle est annulée"), max_length=LONGEST_TEXT, blank=True)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    offered_at = models.DateTimeField(_("proposée le"), auto_now_add=True)

    objects: ClassVar[Any] = HourQuerySet.as_manager()

    class Meta:
        verbose_name = _("heure proposée")
        verbose_name_plural = _("heures proposées")
        indexes = (
            models.Index(fields=("starts_at", "id"), condition=Q(state=HourState.OPEN), name="hour_coming"),
            models.Index(fields=("collectivity", "-starts_at"), name="hour_by_collectivity"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(places__range=(1, MOST_PLACES)), name="hour_has_places"),
            models.CheckConstraint(
                condition=Q(state=HourState.CANCELLED) | Q(reason=""), name="hour_reason_only_when_cancelled"
            ),
        )

    def __str__(self) -> str:
        return self.subject

    @property
    def is_cancelled(self) -> bool:
        return self.state == HourState.CANCELLED

    @property
    def is_coming(self) -> bool:
        """As ``coming`` says it."""
        return not self.is_cancelled and self.starts_at > timezone.now()

    @property
    def is_full(self) -> bool:
        return self.taken >= self.places

    @property
    def left(self) -> int:
        return max(0, self.places - self.taken)


class Seat(models.Model):
    """A place that a commune has in an hour. Each has a number: nobody sits where somebody does."""

    hour = models.ForeignKey(Hour, verbose_name=_("heure"), on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField(_("numéro"))
    asking = models.ForeignKey(
        Collectivity, verbose_name=_("qui vient"), on_delete=models.CASCADE, related_name="seats"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(_("demande"), max_length=LONGEST_TEXT)
    taken_at = models.DateTimeField(_("prise le"), auto_now_add=True)

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = _("place dans une heure")
        verbose_name_plural = _("places dans une heure")
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("hour", "number"), name="seat_taken_once"),
            models.UniqueConstraint(fields=("hour", "asking"), name="seat_once_per_collectivity"),
            models.CheckConstraint(condition=Q(number__range=(1, MOST_PLACES)), name="seat_has_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.hour}, {self.asking}"
