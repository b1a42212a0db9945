"""What is held of a member, and what becomes of it when the account goes."""

from typing import Any

from wagtail.models import ModelLogEntry

from collectivities.models import CustomDocument, CustomImage, Membership, Registration
from collectivities.team import managing
from collectivities.team.journal import forget
from portal.models import User
from portal.personal_data import Holding


def _read(user: User) -> dict[str, Any]:
    memberships = Membership.objects.filter(user=user)
    names = ("collectivity__name", "collectivity__code", "role", "function", "created_at")
    asked = (
        "collectivity__name", "first_name", "last_name", "position", "function", "state", "requested_at", "question",
        "answer", "reason", "newsletter_consent",
    )  # fmt: skip
    return {
        "memberships": list(memberships.values(*names)),
        "registrations": list(Registration.objects.filter(email__iexact=user.email).values(*asked)),
        "images": list(CustomImage.objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "documents": list(CustomDocument.objects.filter(uploaded_by_user=user).values("title", "created_at")),
        "journal": list(ModelLogEntry.objects.filter(user=user).values("label", "action", "timestamp")),
    }


def _erase(user: User) -> None:
    """Each team goes on, or the association looks after it; its journal says what happened, of nobody."""
    for membership in Membership.objects.filter(user=user).select_related("user", "collectivity__departement"):
        managing.leave(membership)
    forget(user)
    Registration.objects.filter(email__iexact=user.email).delete()


def follow_address(before: str, after: str, **kwargs: Any) -> None:
    """What was asked for with an address goes with the person to another one; what she asked twice is kept once."""
    mine = Registration.objects.filter(email__iexact=before)
    again = Registration.objects.open().filter(email__iexact=after).values("collectivity")
    mine.open().filter(collectivity__in=again).delete()
    mine.update(email=after)


MEMBER = Holding("collectivites", _read, _erase)
