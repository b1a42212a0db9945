"""A request to work for a collectivité on the portal, and where it stands."""

import datetime
import hashlib
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.enums import Position, RegistrationState
from portal.addresses import whole_address_of
from portal.tokens import new_token

LONGEST_TEXT = 1_000
"""Characters of a question, an answer or a reason."""


def oldest_request() -> datetime.datetime:
    """What was asked for earlier can be confirmed no more."""
    return timezone.now() - datetime.timedelta(days=settings.PORTAL_REGISTRATION_DAYS)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def undecided(self) -> Self:
        """Those that the association may decide."""
        return self.filter(state__in=RegistrationState.undecided())

    def waiting(self) -> Self:
        """Those that wait for the association, the oldest first."""
        return self.filter(state=RegistrationState.WAITING).order_by("confirmed_at", "pk")

    def open(self) -> Self:
        return self.filter(state__in=RegistrationState.open())

    def unconfirmed_too_long(self) -> Self:
        return self.filter(state=RegistrationState.UNCONFIRMED, requested_at__lt=oldest_request())


class Registration(models.Model):
    """One open request for an address and a collectivité. Whoever has the ``token`` reads the mails of the address.

    ``question`` and ``answer`` are the last ones; the journal keeps those before. ``newsletter_consent`` is what was
    accepted of the newsletter, as it was shown, on the day and page of the request; empty where the box was left.
    """

    collectivity = models.ForeignKey(
        "collectivities.Collectivity",
        verbose_name=_("collectivité"),
        on_delete=models.CASCADE,
        related_name="registrations",
    )
    email = models.EmailField(_("adresse électronique"))
    first_name = models.CharField(_("prénom"), max_length=150)
    last_name = models.CharField(_("nom"), max_length=150)
    position = models.CharField(_("élu·e ou agent·e"), max_length=20, choices=Position.choices)
    function = models.CharField(_("fonction"), max_length=120)
    newsletter_consent = models.TextField(_("accord pour le Courrier"), blank=True)
    source = models.CharField(_("page de la demande"), max_length=200)
    language = models.CharField(_("langue"), max_length=10)
    state = models.CharField(
        _("état"), max_length=20, choices=RegistrationState.choices, default=RegistrationState.UNCONFIRMED
    )
    token = models.CharField(_("jeton"), max_length=64, unique=True, default=new_token, editable=False)
    question = models.TextField(_("question de l’association"), max_length=LONGEST_TEXT, blank=True)
    answer = models.TextField(_("réponse"), max_length=LONGEST_TEXT, blank=True)
    reason = models.TextField(_("motif du refus"), max_length=LONGEST_TEXT, blank=True)
    requested_at = models.DateTimeField(_("demandée le"))
    confirmed_at = models.DateTimeField(_("adresse confirmée le"), null=True, blank=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("décidée par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’inscription")
        verbose_name_plural = _("demandes d’inscription")
        ordering = ("-requested_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("collectivity", "email"),
                condition=Q(state__in=[str(state) for state in RegistrationState.open()]),
                name="registration_open_once",
            ),
            models.CheckConstraint(
                condition=Q(state=RegistrationState.UNCONFIRMED) ^ Q(confirmed_at__isnull=False),
                name="registration_confirmed_unless_unconfirmed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in RegistrationState.decided()])
                ^ Q(decided_at__isnull=True),
                name="registration_decided_with_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.REFUSED) | ~Q(reason=""), name="registration_refused_with_a_reason"
            ),
        )
        indexes = (
            models.Index(fields=("state", "confirmed_at"), name="registration_by_state"),
            models.Index(fields=("email",), name="registration_by_email"),
        )

    def __str__(self) -> str:
        return f"{self.full_name}, {self.collectivity}"

    def change(self, **values: Any) -> bool:
        """Write these values unless the request changed since it was read; whether they were. Of two people who act at
        once, the second finds another request.
        """
        as_read = {name: getattr(self, name) for name in ("pk", "state", "question", "answer")}
        if not Registration.objects.filter(**as_read).update(**values):
            return False
        for name, value in values.items():
            setattr(self, name, value)
        return True

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def is_expired(self) -> bool:
        return self.state == RegistrationState.UNCONFIRMED and self.requested_at < oldest_request()

    @property
    def is_undecided(self) -> bool:
        return self.state in RegistrationState.undecided()

    @property
    def is_approved(self) -> bool:
        return self.state == RegistrationState.APPROVED

    @property
    def seen(self) -> str:
        """What changes when a question or an answer arrives: who decides or answers says what was read."""
        words = f"{self.state}\n{self.question}\n{self.answer}"
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    @property
    def domain(self) -> str:
        """What follows the @ of the address."""
        return self.email.rpartition("@")[2]

    @property
    def address(self) -> str:
        """The whole address of its page, in the language of the person."""
        return whole_address_of("registration_follow", self.token, language=self.language)
