"""Rights that concern the whole portal, as pure functions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.models import User

# Names of the groups: constants, never translated, because rules compare them.
ASSOCIATION_GROUP = "Association"
MEMBERS_GROUP = "Membres des communes"


def user_is_association(user: "User") -> bool:
    return bool(user.is_active and user.groups.filter(name=ASSOCIATION_GROUP).exists())


def user_needs_mfa(user: "User") -> bool:
    """Superusers and the association: those whose account would open everything."""
    return bool(user.is_superuser or user_is_association(user))
