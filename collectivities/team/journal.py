"""What happened in a team: an entry for the membership, and one for the collectivité, which stays when it is gone."""

from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from collectivities.models import Collectivity, Membership
from portal.models import User

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
    # Without the name of the person in the label, which no deletion would find.
    log(membership, action, user=by, data=data, title=str(membership.collectivity))
    # Of two entries of one action in one request, Wagtail's histories show the last: this one is told apart.
    data_of_team = {**data, "person": str(membership.user), "person_key": membership.user_id}
    log(membership.collectivity, action, user=by, uuid=uuid4(), data=data_of_team)


def forget(user: User) -> None:
    """In the journal of every team, the person is nobody any more."""
    for entry in ModelLogEntry.objects.filter(action__in=ACTIONS, data__person_key=user.pk):
        entry.data = {**entry.data, "person": GONE, "person_key": None}
        entry.save(update_fields=["data"])
    own = ContentType.objects.get_for_model(Membership)
    ModelLogEntry.objects.filter(content_type=own, label__startswith=f"{user}, ").update(label=GONE)


def entries(collectivity: Collectivity) -> QuerySet[ModelLogEntry]:
    """The last ones, the latest first."""
    found: QuerySet[ModelLogEntry] = ModelLogEntry.objects.for_instance(collectivity).filter(action__in=ACTIONS)
    return found.select_related("user").order_by("-timestamp", "-pk")[:SHOWN]
