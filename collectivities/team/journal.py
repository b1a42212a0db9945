"""What happened in a team: an entry for the membership, and one for the collectivité, which stays when it is gone."""

from typing import Any
from uuid import uuid4

from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from collectivities.models import Collectivity, Membership

SHOWN = 30
GONE = "–"
"""In the place of the name of who deleted the account."""
ACTIONS = (
    "collectivities.invite",
    "collectivities.send_invitation",
    "collectivities.change_role",
    "collectivities.remove_member",
    "collectivities.leave",
)


def record(action: str, membership: Membership, by: Any, **data: str) -> None:
    """Write it down for both; the name of the person stays readable once the membership is gone."""
    log(membership, action, user=by, data=data)
    # Of two entries of one action in one request, Wagtail's histories show the last: this one is told apart.
    data_of_team = {**data, "person": str(membership.user)}
    log(membership.collectivity, action, user=by, uuid=uuid4(), data=data_of_team)


def forget(person: str, collectivity: Collectivity) -> None:
    """Whoever bore this name is nobody any more."""
    named = ModelLogEntry.objects.for_instance(collectivity).filter(action__in=ACTIONS)
    for entry in named:
        if entry.data.get("person") == person:
            entry.data = {**entry.data, "person": GONE}
            entry.save(update_fields=["data"])


def entries(collectivity: Collectivity) -> QuerySet[ModelLogEntry]:
    """The last ones, the latest first."""
    found: QuerySet[ModelLogEntry] = ModelLogEntry.objects.for_instance(collectivity).filter(action__in=ACTIONS)
    return found.select_related("user").order_by("-timestamp", "-pk")[:SHOWN]
