"""Which sheets a collectivité is asked about."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import PageLogEntry

from collectivities.models import Collectivity
from initiatives.enums import Stage
from initiatives.freshness import oldest_fresh_day
from initiatives.models import InitiativePage
from initiatives.models.freshness_request import VALID
from initiatives.yearly.log_actions import STOP

SOON = datetime.timedelta(days=60)
"""Those that would be asked about two months later are asked about too: one mail a year, not one for each sheet."""
MOST = 200


def sheets_asked_about(collectivity: Collectivity) -> QuerySet[InitiativePage]:
    """Those online and in service that were never confirmed, or ten months ago, the oldest first."""
    old = Q(confirmed_on=None) | Q(confirmed_on__lt=oldest_fresh_day() + SOON)
    rows: QuerySet[InitiativePage] = _own(collectivity).filter(old)
    return rows.exclude(stage=Stage.STOPPED).order_by("confirmed_on", "title", "pk")[:MOST]


def sheets_in_service(collectivity: Collectivity) -> QuerySet[InitiativePage]:
    """All those online and in service, confirmed lately or not: a member says what changed at any time."""
    return _own(collectivity).exclude(stage=Stage.STOPPED).order_by("title", "pk")[:MOST]


def stopped_lately(collectivity: Collectivity) -> QuerySet[InitiativePage]:
    """Those that an answer said to be stopped while the link of a mail serves: it may have been a mistake."""
    said = PageLogEntry.objects.filter(page=OuterRef("pk"), action=STOP, timestamp__gte=timezone.now() - VALID)
    rows: QuerySet[InitiativePage] = _own(collectivity).filter(Exists(said), stage=Stage.STOPPED)
    return rows.order_by("-ended_on", "title", "pk")[:MOST]


def _own(collectivity: Collectivity) -> QuerySet[InitiativePage]:
    """Those online, in the language each was written in, with what their addresses are made of."""
    rows: QuerySet[InitiativePage] = InitiativePage.objects.live().filter(collectivity=collectivity, alias_of=None)
    return rows.select_related("collectivity", "locale")
