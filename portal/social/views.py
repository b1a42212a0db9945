"""Serves the image of a card, drawn the first time it is asked for."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.cache import patch_cache_control

from portal.social.cards import FINDERS, Card
from portal.social.drawing import draw

YEAR = 365 * 24 * 3600
HEAD = 200
"""The mark is among the first bytes of the file."""


def social_image(request: HttpRequest, kind: str, key: int, digest: str) -> HttpResponseBase:
    """The PNG; an address with the digest of other words leads to the present one, what is not public is not found."""
    source = FINDERS[kind](key) if kind in FINDERS else None
    if not source:
        raise Http404
    card = source.social_card()
    if digest != card.digest:
        return HttpResponseRedirect(card.url)
    response = FileResponse(drawn(card).open("rb"), content_type="image/png")
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def drawn(card: Card) -> Path:
    """The file of a card, one for each page or theme: it is drawn over when what is written changes."""
    path: Path = settings.VAR_DIR / "social" / f"{card.kind}-{card.key}.png"
    if not _is_of(path, card.digest):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Put in its place at once: another process never reads half of it.
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
            file.write(draw(card, mark=card.digest))
        Path(file.name).chmod(settings.FILE_UPLOAD_PERMISSIONS)
        Path(file.name).replace(path)
    return path


def _is_of(path: Path, digest: str) -> bool:
    try:
        with path.open("rb") as file:
            return digest.encode() in file.read(HEAD)
    except FileNotFoundError:
        return False
