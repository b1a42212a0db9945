"""Has the text of a document read, in a process of its own, and keeps it."""

import hashlib
import json
import logging
import subprocess
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from collectivities.enums import ReadingState
from collectivities.file_texts.extractor import OUT_OF_MEMORY, READERS
from collectivities.models import CustomDocument, FileText
from portal.programs import run_alone

PROGRAM = Path(__file__).with_name("extractor.py")
LARGEST_FILE = 10 * 1024 * 1024
"""Bytes: larger ones are photographs."""
PATIENCE_SECONDS = 45
"""More than the process gives itself, of its processor alone: a machine may be busy."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Extracted:
    state: ReadingState
    text: str = ""


def read_document(document: CustomDocument) -> ReadingState | None:
    """Read the file of a document unless it was, and keep what it says; None when the file is not there."""
    name = document.file.name
    try:
        with document.file.open() as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        logger.warning("The file of document %s is not there", document.pk)
        return None
    digest = hashlib.sha256(content).hexdigest()
    known = FileText.objects.filter(document=document.pk, file=name, digest=digest).first()
    if known:
        return ReadingState(known.state)
    found = extract(content, document.file_extension.lower())
    _keep(document.pk, name, digest, found)
    return found.state


def _keep(key: int, name: str, digest: str, found: Extracted) -> None:
    """Unless the document has gone, or has another file, meanwhile."""
    with transaction.atomic():
        if CustomDocument.objects.select_for_update().filter(pk=key, file=name).exists():
            values = {"file": name, "digest": digest, "state": found.state, "text": found.text}
            FileText.objects.update_or_create(document_id=key, defaults=values)


def extract(content: bytes, extension: str) -> Extracted:
    """What a file says; nothing, and why, when it is too large, or cannot be read."""
    if extension not in READERS:
        return Extracted(ReadingState.NO_READER)
    if len(content) > LARGEST_FILE:
        return Extracted(ReadingState.TOO_HARD)
    try:
        done = run_alone(PROGRAM, extension, content=content, seconds=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        return Extracted(ReadingState.TOO_HARD)
    return _outcome(done.returncode, done.stdout)


def _outcome(code: int, output: bytes) -> Extracted:
    """A negative code is that of the signal which ended it, as for who asked for too much time or memory."""
    if code < 0 or code == OUT_OF_MEMORY:
        return Extracted(ReadingState.TOO_HARD)
    if code:
        return Extracted(ReadingState.BROKEN)
    answer = json.loads(output)
    state = ReadingState(answer["state"])
    if state == ReadingState.READ and not answer["text"]:
        return Extracted(ReadingState.EMPTY)
    return Extracted(state, answer["text"])
