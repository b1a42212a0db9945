"""The files a picture is shown with: AVIF and WebP at three widths, one ratio, made before any reader asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage

WIDTHS = (400, 800, 1200)
FORMATS = ("avif", "webp")
RATIO = (8, 5)
"""Every place that shows a picture crops it from this one, with ``object-fit``."""

Sources = Mapping[str, Mapping[str, str]]
"""Format to width to the name of a file in the storage; empty until the files are made."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is enough of an image to show it."""

    name: str
    sources: Sources

    @property
    def original_url(self) -> str:
        return str(default_storage.url(self.name))


def height(width: int) -> int:
    """The height of a picture of this width, in pixels."""
    return width * RATIO[1] // RATIO[0]


def make_sources(image: Any) -> dict[str, dict[str, str]]:
    """Make the files of an image that are missing. Raises SourceImageIOError when the image cannot be read."""
    specs = {(kind, width): f"fill-{width}x{height(width)}|format-{kind}" for kind in FORMATS for width in WIDTHS}
    made = image.get_renditions(*specs.values())
    return {kind: {str(width): made[specs[kind, width]].file.name for width in WIDTHS} for kind in FORMATS}
