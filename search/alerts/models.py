"""A search that someone follows by mail, and what proves that they asked for it."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.addresses import whole_address_of
from portal.tokens import new_token
from search.alerts.enums import AlertState, Frequency
from search.request import SearchRequest

LONGEST_QUERY = 2_000
"""Characters: an index of PostgreSQL holds no more."""
MONDAY = 0


def oldest_request() -> datetime.datetime:
    """What was asked for earlier can be confirmed no more."""
    return timezone.now() - datetime.timedelta(days=settings.PORTAL_ALERT_DAYS)


class SearchAlertQuerySet(models.QuerySet["SearchAlert"]):
    def active(self) -> Self:
        return self.filter(state=AlertState.ACTIVE)

    def expired(self) -> Self:
        """Asked for, and not confirmed in time."""
        return self.filter(state=AlertState.PENDING, requested_at__lt=oldest_request())

    def due(self, moment: datetime.datetime) -> Self:
        """The alerts that may send a mail on the day of this moment and have not sent one."""
        day = timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
        frequencies = [Frequency.DAILY, *([Frequency.WEEKLY] if day.weekday() == MONDAY else [])]
        not_today = Q(last_sent_at=None) | Q(last_sent_at__lt=day)
        return self.active().filter(not_today, frequency__in=frequencies)


class SearchAlert(models.Model):
    """One for an address, a search and a language. ``query`` is the query string of the search, normalised.

    ``told`` says which day each sheet of the last mail, or of one shortly before, was news: a mail that looks back a
    little never tells the same twice. Whoever has the ``token`` reads the mails of the address.
    """

    email = models.EmailField(_("adresse électronique"))
    query = models.CharField(_("recherche"), max_length=LONGEST_QUERY, blank=True)
    language = models.CharField(_("langue"), max_length=10)
    frequency = models.CharField(_("fréquence"), max_length=10, choices=Frequency.choices, default=Frequency.WEEKLY)
    state = models.CharField(_("état"), max_length=10, choices=AlertState.choices, default=AlertState.PENDING)
    token = models.CharField(_("jeton"), max_length=64, unique=True, default=new_token, editable=False)
    consent = models.TextField(_("ce qui a été accepté"))
    source = models.CharField(_("page où l’alerte a été demandée"), max_length=200)
    requested_at = models.DateTimeField(_("demandée le"))
    consented_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    last_sent_at = models.DateTimeField(_("dernier courriel"), null=True, blank=True)
    told = models.JSONField(_("déjà annoncées"), default=dict, blank=True)

    objects: ClassVar[Any] = SearchAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alerte")
        verbose_name_plural = _("alertes")
        ordering = ("requested_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("email", "query", "language"), name="search_alert_once"),
            models.CheckConstraint(
                condition=Q(state=AlertState.PENDING) ^ Q(consented_at__isnull=False),
                name="search_alert_active_with_consent",
            ),
        )
        indexes = (models.Index(fields=("state", "frequency"), name="search_alert_due"),)

    def __str__(self) -> str:
        return f"{self.email} ?{self.query}"

    @property
    def is_active(self) -> bool:
        return self.state == AlertState.ACTIVE

    @property
    def is_expired(self) -> bool:
        return not self.is_active and self.requested_at < oldest_request()

    @property
    def asked(self) -> SearchRequest:
        """The search it follows."""
        return SearchRequest.from_query(QueryDict(self.query), self.language)

    def address(self, name: str) -> str:
        """The whole address of a page of this alert, in its language."""
        return whole_address_of(name, self.token, language=self.language)

    def ask_again(self, **values: Any) -> None:
        """Another request for what was not confirmed yet: the link works anew."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))

    def confirm(self) -> None:
        """Twice is as once: the date is that of the first time."""
        pending = type(self).objects.filter(pk=self.pk, state=AlertState.PENDING)
        pending.update(state=AlertState.ACTIVE, consented_at=timezone.now())
        self.refresh_from_db()
