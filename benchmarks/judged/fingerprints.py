"""What the portal of the judged set is made of: when it changes, the portal is made or indexed again."""

import hashlib

from benchmarks.judged.material import ROOT
from benchmarks.judged.texts import sheets

PORTAL_COMES_FROM = ("*/migrations/0*.py", "collectivities/data/*", "requirements/base.txt")
INDEX_COMES_FROM = ("search/**/*.py", "initiatives/search_text.py", "initiatives/models/initiative.py")


def of_portal() -> str:
    """Of the sheets and of all that stands around them."""
    texts = repr([(sheet.key, sheet.text, sheet.commune, sheet.theme, sheet.kind) for sheet in sheets()])
    return _hash(texts.encode()) + _of_files(PORTAL_COMES_FROM)


def of_index() -> str:
    return _of_files(INDEX_COMES_FROM)


def _of_files(patterns: tuple[str, ...]) -> str:
    files = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    return _hash(b"".join(path.read_bytes() for path in files))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
