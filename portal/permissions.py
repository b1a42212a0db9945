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
ASSOCIATION_READ = "_portal_is_association"
OWN_RIGHTS_READ = "_portal_has_own_rights"
"""Where the answers stand on who was read with them: rules of rights ask for them many times in a request."""


def user_is_association(user: Person) -> bool:
    if not user.is_active:
        return False
    read: bool | None = getattr(user, ASSOCIATION_READ, None)
    return user.groups.filter(name=ASSOCIATION_GROUP).exists() if read is None else read


def user_curates(user: Person) -> bool:
    """Superusers and the association: those who read, publish and watch over the pages of everybody."""
    return bool(user.is_superuser or user_is_association(user))


def user_needs_mfa(user: Person) -> bool:
    """Those whose account would open everything."""
    return user_curates(user)
