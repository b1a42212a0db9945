"""What an image becomes when it is uploaded: upright, no larger than screens need, without its metadata."""

import io
from typing import Any

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

HEAD_BYTES = 8192
MAX_SIDE = 4096
"""Pixels of the longer side that are kept: twice what the widest screen shows."""
KEPT_FORMATS = {"JPEG": ("image/jpeg", "jpg"), "PNG": ("image/png", "png"), "WEBP": ("image/webp", "webp"),
                "GIF": ("image/gif", "gif")}  # fmt: skip
NO_IMAGE = _("Ce fichier n’est pas une image, malgré son nom.")
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError)


def clean_image(file: UploadedFile, max_side: int = MAX_SIDE, may_move: bool = True) -> UploadedFile:
    """The image re-encoded: the position of the place where it was taken, and whatever else it carried, is gone.

    Its longer side is brought to ``max_side`` pixels; an animation keeps its size, or its first picture alone when it
    may not move. Raises ValidationError, in words for the person, when it cannot be read.
    """
    if not (filetype.guess_mime(_head(file)) or "").startswith("image/"):
        raise ValidationError(NO_IMAGE)
    try:
        with Image.open(file) as image:
            return _reencode(image, str(file.name), max_side, may_move)
    except UNREADABLE as error:
        raise ValidationError(
            _("Cette image ne peut pas être lue. Enregistrez-la de nouveau en JPEG ou en PNG.")
        ) from error
    finally:
        if not file.closed:
            file.seek(0)


def _head(file: UploadedFile) -> bytes:
    file.seek(0)
    head = bytes(file.read(HEAD_BYTES))
    file.seek(0)
    return head


def _reencode(image: Image.Image, name: str, max_side: int, may_move: bool) -> UploadedFile:
    kind = image.format if image.format in KEPT_FORMATS else "JPEG"
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile")}
    if may_move and getattr(image, "is_animated", False) and kind in {"GIF", "WEBP", "PNG"}:
        options.update(save_all=True, exif=b"", loop=image.info.get("loop", 0))
        upright = image
    else:
        upright = _still(image, kind, max_side)
        options.update({"quality": 90} if kind in {"JPEG", "WEBP"} else {"optimize": True})
    stream = io.BytesIO()
    upright.save(stream, kind, **options)
    content_type, extension = KEPT_FORMATS[kind]
    return SimpleUploadedFile(f"{name.rsplit('.', 1)[0]}.{extension}", stream.getvalue(), content_type)


def _still(image: Image.Image, kind: str, max_side: int) -> Image.Image:
    # Before anything decodes it: a JPEG is then read at a fraction of its size, in a fraction of the memory.
    image.thumbnail((max_side, max_side), reducing_gap=2)
    upright = ImageOps.exif_transpose(image)
    for key in ("exif", "xmp", "comment", "XML:com.adobe.xmp", "photoshop"):
        upright.info.pop(key, None)
    if kind == "JPEG" and upright.mode != "RGB":
        upright = upright.convert("RGB")
    return upright
