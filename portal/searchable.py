"""What the search of the public site needs of what it finds: a page, or a collectivité.

The search reads things through this alone. So it knows no model of the apps beside it, and a new kind of thing is found
once its model says how.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What may be found: the kinds stand as tabs above the hits, each with its number."""

    INITIATIVE = "initiative", _("Initiatives")
    COLLECTIVITY = "collectivity", _("Collectivités")
    ARTICLE = "article", _("Actualités")
    EVENT = "event", _("Agenda")
    RESOURCE = "resource", _("Ressources")


def joined(parts: Iterable[str]) -> str:
    """The parts of a text in one line, with a dot between two."""
    return " · ".join(" ".join(part.split()) for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class Facts:
    """What a thing is counted, filtered and sorted by. Territories, themes and publics go by their keys; a
    date may be a moment. ``place`` is a point of the map of France, from the left and from the top.
    """

    date: datetime.date | None = None
    confirmed_on: datetime.date | None = None
    news_on: datetime.date | None = None
    collectivity: int | None = None
    intercommunality: int | None = None
    departement: int | None = None
    region: int | None = None
    size_class: str = ""
    stage: str = ""
    confirmation: str = ""
    place: tuple[float, float] | None = None
    themes: Iterable[int] = ()
    audiences: Iterable[int] = ()


@dataclass(frozen=True, slots=True)
class SaidInFile:
    """What a file says, and the title that readers know it by."""

    title: str
    text: str


class Searchable:
    """A thing that may be found. The title and the summary are shown with the hit; what the text says is excerpted."""

    searched_as: ClassVar[Kind]

    @property
    def searched_title(self) -> str:
        return str(getattr(self, "title", ""))

    @property
    def searched_summary(self) -> str:
        return str(getattr(self, "summary", ""))

    @property
    def public_address(self) -> str:
        """The whole address it is read at."""
        return str(getattr(self, "full_url", "") or "")

    def searched_context(self) -> str:
        """Where it happens and what it is about, one thing a line; it is searched and not shown."""
        return ""

    def searched_text(self) -> str:
        """What is written in it, as a reader may see it."""
        return ""

    @classmethod
    def read_files(cls, things: Sequence[Any]) -> None:
        """Read what the files of several say, in one go."""

    def searched_files(self) -> list[SaidInFile]:
        """What the files say that it gives to anyone."""
        return []

    def searched_facts(self) -> Facts:
        return Facts()


@cache
def searchable_models(kind: Kind) -> tuple[type[Any], ...]:
    """The concrete models of a kind, the one that the others extend first."""
    found = [model for model in apps.get_models() if getattr(model, "searched_as", None) == kind]
    return tuple(sorted(found, key=lambda model: len(model._meta.get_parent_list())))
