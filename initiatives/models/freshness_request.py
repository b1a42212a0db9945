"""What was asked of a collectivité about the sheets that it confirmed long ago."""

import datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.addresses import whole_address_of
from portal.tokens import new_token

REMINDERS = 2
BETWEEN = datetime.timedelta(days=30)
"""From a mail to the reminder."""
YEAR = datetime.timedelta(days=365)
VALID = datetime.timedelta(days=120)
"""How long the page of a mail is open without signing in: longer than the last reminder takes to be read."""


class FreshnessRequestQuerySet(models.QuerySet["FreshnessRequest"]):
    def open(self) -> Self:
        """Those whose link still serves."""
        return self.filter(asked_at__gte=timezone.now() - VALID)


class FreshnessRequest(models.Model):
    """The latest one of a collectivité. ``mails`` were sent since it was asked; whoever has the ``token`` answers."""

    collectivity = models.OneToOneField(
        "collectivities.Collectivity",
        verbose_name=_("collectivité"),
        on_delete=models.CASCADE,
        related_name="freshness_request",
    )
    token = models.CharField(_("jeton"), max_length=64, unique=True, default=new_token, editable=False)
    asked_at = models.DateTimeField(_("demandé le"))
    last_sent_at = models.DateTimeField(_("dernier courriel"))
    mails = models.PositiveSmallIntegerField(_("courriels"), default=1)

    objects: ClassVar[Any] = FreshnessRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande de confirmation")
        verbose_name_plural = _("demandes de confirmation")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(mails__gte=1, mails__lte=1 + REMINDERS), name="freshness_request_mails_in_bounds"
            ),
        )

    def __str__(self) -> str:
        return f"{self.collectivity} {self.asked_at:%Y-%m-%d}"

    def next_is_due(self, moment: datetime.datetime) -> bool:
        """Whether a mail may leave: a reminder a month after the one before, or the question of the next year."""
        if moment - self.asked_at >= YEAR:
            return True
        return self.mails <= REMINDERS and moment - self.last_sent_at >= BETWEEN

    def send_again(self, moment: datetime.datetime) -> None:
        """Write down that the next mail leaves now: one of the same question, or the first of a new one."""
        if moment - self.asked_at >= YEAR:
            self.token, self.asked_at, self.mails = new_token(), moment, 1
        else:
            self.mails += 1
        self.last_sent_at = moment
        self.save()

    @property
    def is_reminder(self) -> bool:
        return self.mails > 1

    @property
    def address(self) -> str:
        """The whole address of its page."""
        return whole_address_of("still_running", self.token, language=settings.LANGUAGE_CODE)
