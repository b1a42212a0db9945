"""The sprite of icons: what stands in it."""

import re
from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SPRITE = Path(__file__).parent / "static" / "portal" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)"')


@cache
def icon_names() -> tuple[str, ...]:
    """The names of the icons, without their prefix, in the order of the sprite."""
    return tuple(SYMBOL.findall(SPRITE.read_text(encoding="utf-8")))


def validate_icon(name: str) -> None:
    """Raise ValidationError for a name the sprite does not have."""
    if name not in icon_names():
        raise ValidationError(_("Cette icône n’existe pas."), code="unknown_icon")
