"""Where the documents of the press are kept: one file for each, made by a task, in its place at once."""

import hashlib
import json
import tempfile
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from labels.documents.pdf import compile_pdf
from labels.press.kit import Kit

TEMPLATE = "press.typ"
VERSION = 1
"""To be raised with the template, for every document to be made again."""


def kept(kit: Kit) -> Path | None:
    """The file of a kit, where it was made and says what the kit says now."""
    path = _path(kit)
    return path if path.exists() else None


def opened(kit: Kit) -> BinaryIO | None:
    """The same, to be read: at once, because another one may take the place of a file that was only found."""
    try:
        return _path(kit).open("rb")
    except FileNotFoundError:
        return None


def make(kit: Kit) -> Path:
    """The former file of the same name goes: what it said is not true any more."""
    path = _path(kit)
    content = compile_pdf(TEMPLATE, kit.data)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)
    for former in path.parent.glob(f"{kit.name}.*.pdf"):
        if former != path:
            former.unlink(missing_ok=True)
    return path


def _path(kit: Kit) -> Path:
    written = json.dumps([VERSION, kit.data], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(written.encode()).hexdigest()[:16]
    folder: Path = settings.VAR_DIR / "press"
    return folder / f"{kit.name}.{digest}.pdf"
