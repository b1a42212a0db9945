"""How long personal data are kept: each app registers what it erases, and ``purge_personal_data`` erases it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Rule:
    """``what`` names the rows for an operator, with how long they are kept; ``expired`` are those to erase."""

    what: Callable[[], str]
    expired: Callable[[], QuerySet[Any]]


RULES: list[Rule] = []
