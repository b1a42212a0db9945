"""When an hour is, and with whom, in words."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Collectivity
from initiatives.models import Hour


def moment(starts_at: datetime.datetime) -> str:
    """The day and the hour, in Paris."""
    local = timezone.localtime(starts_at)
    return _("%(day)s à %(time)s") % {"day": date_format(local, "l j F Y"), "time": date_format(local, "TIME_FORMAT")}


def near_moment(starts_at: datetime.datetime) -> str:
    """The same of a day so near that it has a name."""
    local = timezone.localtime(starts_at)
    days = (local.date() - timezone.localdate()).days
    names = {0: _("aujourd’hui à %(time)s"), 1: _("demain à %(time)s"), 2: _("après-demain à %(time)s")}
    return names[days] % {"time": date_format(local, "TIME_FORMAT")} if days in names else moment(starts_at)


def with_whom(hour: Hour, reader: Collectivity) -> str:
    """The other party: who offers or, for who offers, who comes; nothing while nobody does."""
    if hour.collectivity_id != reader.pk:
        return str(hour.collectivity.full_name)
    others = [seat.asking.full_name for seat in hour.seats.all()]
    if len(others) > 1:
        return ngettext("%(count)s collectivité", "%(count)s collectivités", len(others)) % {"count": len(others)}
    return others[0] if others else ""
