"""What the portal knows of a person: each app says what it holds, and what it erases when the account goes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession

from portal.models import User


@dataclass(frozen=True, slots=True)
class Holding:
    """``name`` is that of a file of the export. ``read`` gives what is held, as JSON has it; ``erase`` what is done
    before the account goes, beside what its foreign keys do.
    """

    name: str
    read: Callable[[User], Any]
    erase: Callable[[User], None] | None = None


HOLDINGS: list[Holding] = []


def held(user: User) -> dict[str, Any]:
    """By name of file, all that is held of a person."""
    return {holding.name: holding.read(user) for holding in HOLDINGS}


def erase(user: User) -> None:
    for holding in HOLDINGS:
        if holding.erase:
            holding.erase(user)


def of_the_account(user: User) -> dict[str, Any]:
    """What the kernel holds: the account, its sessions, its mails that wait."""
    names = (
        "email", "first_name", "last_name", "language", "rhythm", "date_joined", "last_login", "is_active",
        "bounced_at",
    )  # fmt: skip
    return {
        **{name: getattr(user, name) for name in names},
        "sessions": list(UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent")),
        "notices": list(user.notices.values("subject", "text", "created_at")),
    }
