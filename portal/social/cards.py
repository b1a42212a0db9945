"""What is written on the image of a page, where that image is, and who has one.

An address names a page or a theme that is public, never a text: nobody has an image of his own words drawn. It carries
a digest of what is written, so that a network that kept the image of an old title asks for the new one.
Words come from the data and not from the catalogues: the language of whoever asks changes nothing.
"""

import dataclasses
import hashlib
from collections.abc import Callable
from typing import Protocol

from django.urls import reverse
from wagtail.models import Page

SIZE = (1200, 630)
VERSION = 1
"""To be raised with the drawing, for every image to be drawn again."""


@dataclasses.dataclass(frozen=True, slots=True)
class Card:
    """``color`` is one of ``ThemeColor``; ``is_place`` writes the title on a town sign, and ``plate`` with so many
    ``arobases`` below it.
    """

    kind: str
    key: int
    title: str
    kicker: str = ""
    place: str = ""
    color: str = "neutre"
    is_place: bool = False
    plate: str = ""
    arobases: int = 0

    @property
    def digest(self) -> str:
        return hashlib.sha256(f"{VERSION}{dataclasses.astuple(self)}".encode()).hexdigest()[:12]

    @property
    def url(self) -> str:
        return reverse("social_image", kwargs={"kind": self.kind, "key": self.key, "digest": self.digest})


class Drawable(Protocol):
    """What has a card: pages and themes."""

    def social_card(self) -> Card: ...


Finder = Callable[[int], Drawable | None]


def public_page(key: int) -> Drawable | None:
    """The page of a key, when anybody may read it and it has a card."""
    page = Page.objects.live().public().filter(pk=key).first()
    specific = page.specific if page else None
    return specific if hasattr(specific, "social_card") else None


FINDERS: dict[str, Finder] = {"page": public_page}
"""How each kind of card is found by its key; apps add theirs when they are ready."""
