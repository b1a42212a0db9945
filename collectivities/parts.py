"""What apps above this one know of a collectivité, on its page and on its card.

They register with two hooks of Wagtail's. ``register_collectivity_parts`` is called with the request and the
collectivité, and gives a ``Part`` or nothing; ``register_collectivity_plate`` with the collectivité alone, and gives a
``Plate`` or nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from collectivities.models.collectivity import Collectivity

PARTS, PLATE = "register_collectivity_parts", "register_collectivity_plate"


@dataclass(frozen=True, slots=True)
class Part:
    """``sign`` hangs below its name and ``section`` stands below what it presents itself; ``data`` is what machines
    read, in the terms of schema.org. ``order`` is the place among the sections, the smallest first.
    """

    order: int = 50
    sign: Component | None = None
    section: Component | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plate:
    """What hangs below its name on the image it is shared with: words, then so many arobases."""

    text: str
    arobases: int = 0


def parts_of(request: HttpRequest, collectivity: Collectivity) -> list[Part]:
    found = (read(request, collectivity) for read in hooks.get_hooks(PARTS))
    return sorted((part for part in found if part), key=lambda part: part.order)


def plate_of(collectivity: Collectivity) -> Plate | None:
    return next((plate for read in hooks.get_hooks(PLATE) if (plate := read(collectivity))), None)
