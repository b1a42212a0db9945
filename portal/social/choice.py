"""Which image a page is shared with."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from portal.addresses import whole_address
from portal.models import PortalSettings
from portal.social.cards import SIZE

CROP = f"fill-{SIZE[0]}x{SIZE[1]}|format-jpeg"


@dataclass(frozen=True, slots=True)
class ShareImage:
    """A whole address; ``width`` and ``height`` in pixels."""

    url: str
    width: int = SIZE[0]
    height: int = SIZE[1]


def share_image(request: HttpRequest, source: Any) -> ShareImage | None:
    """The image an editor chose for the page, else the one drawn for it; without a page, that of the portal."""
    chosen = getattr(source, "social_image", None) or (None if _is_drawn(source) else _of_portal(request))
    if chosen:
        rendition = chosen.get_rendition(CROP)
        return ShareImage(whole_address(rendition.url), rendition.width, rendition.height)
    return ShareImage(whole_address(source.social_card().url)) if _is_drawn(source) else None


def _is_drawn(source: Any) -> bool:
    # A draft that was never saved has no address yet.
    return hasattr(source, "social_card") and source.pk is not None


def _of_portal(request: HttpRequest) -> Any:
    return PortalSettings.for_request(request).social_image
