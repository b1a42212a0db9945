"""Rights that concern the whole portal, as pure functions."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.models import User

# Whoever asks: rights are refused to the anonymous like to anybody else.
Person: TypeAlias = "User | AnonymousUser"

# Names of the groups: constants, never translated, because rules compare them.
ASSOCIATION_GROUP = "Association"
MEMBERS_GROUP = "Membres des communes"
ASSOCIATION_CACHE = "_portal_is_association"
"""Where the guard of the admin keeps its answer, on who asks: rules of rights would ask for the same again."""


def user_is_association(user: Person) -> bool:
    kept: bool | None = getattr(user, ASSOCIATION_CACHE, None)
    if kept is not None:
        return kept
    return bool(user.is_active and user.groups.filter(name=ASSOCIATION_GROUP).exists())


def user_curates(user: Person) -> bool:
    """Superusers and the association: those who read, publish and watch over the pages of everybody."""
    return bool(user.is_superuser or user_is_association(user))


def user_needs_mfa(user: Person) -> bool:
    """Those whose account would open everything."""
    return user_curates(user)
