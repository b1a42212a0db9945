"""What is left to do, whichever app knows of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail import hooks

from collectivities.models import Membership

HOOK = "register_space_todos"
Text = str | Promise


@dataclass(frozen=True, slots=True)
class Action:
    """A button: it leads to ``url``, or posts to it."""

    label: Text
    url: str
    is_post: bool = False


@dataclass(frozen=True, slots=True)
class Todo:
    """``order`` is how urgent it is, the smallest first; ``minutes`` how long it takes."""

    order: int
    icon: str
    title: Text
    text: Text
    minutes: int
    action: Action
    other: Action | None = None
    quote: str = ""


def todos(request: HttpRequest, membership: Membership) -> list[Todo]:
    found: list[Todo] = []
    for read in hooks.get_hooks(HOOK):
        more: Iterable[Todo] = read(request, membership)
        found += more
    return sorted(found, key=lambda todo: todo.order)
