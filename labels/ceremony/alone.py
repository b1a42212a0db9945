"""The stage in one file that needs nothing beside it: « Télécharger pour la salle »."""

import base64
import hashlib
import logging
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.core.files.storage import default_storage

from portal.social.drawing import FONT

logger = logging.getLogger(__name__)
STATIC = Path(__file__).parent.parent / "static" / "labels"
STYLESHEET, SCRIPT = STATIC / "css" / "ceremony.css", STATIC / "js" / "ceremony.js"
FONT_ADDRESS = re.compile(r'url\("[^"]*\.woff2"\)')
EMPTY = "data:,"
"""In the place of a photo that cannot be read: the stage says that it is missing."""


class Parts(NamedTuple):
    """What the file carries in it, and the policy by which a browser runs this and nothing else."""

    css: str
    script: str
    policy: str


@cache
def parts() -> Parts:
    font = f'url("{_data_uri(FONT.read_bytes(), "font/woff2")}")'
    css = FONT_ADDRESS.sub(lambda _address: font, STYLESHEET.read_text(encoding="utf-8"))
    script = SCRIPT.read_text(encoding="utf-8")
    policy = {
        "default-src": "'none'",
        "base-uri": "'none'",
        "font-src": "data:",
        "form-action": "'none'",
        "img-src": "data:",
        "script-src": _hash(script),
        "style-src": _hash(css),
    }
    return Parts(css, script, "; ".join(f"{name} {value}" for name, value in policy.items()))


def photo(name: str) -> str:
    """The file of the storage as an address that holds it."""
    try:
        with default_storage.open(name) as file:
            return _data_uri(file.read(), "image/webp")
    except OSError:
        logger.warning("The photo %s of the ceremony cannot be read.", name)
        return EMPTY


def _data_uri(content: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
