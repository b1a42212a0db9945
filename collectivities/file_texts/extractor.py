"""Reads the text of one file: a program by itself, so that a hostile file can neither hang nor exhaust the worker.

The file comes by the standard input, its format is the first argument; what was read leaves by the standard output, as
JSON. It imports nothing of the portal, which starts it without its environment: it knows no secret. The portal reads
some names of this module; the libraries are imported where they are used, so that only this program holds them.
"""

import io
import json
import re
import resource
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import IO, Any
from xml.sax.handler import ContentHandler, feature_namespaces

LONGEST_TEXT = 100_000
"""Characters: some forty pages. What comes after them is not what a file is about."""
LARGEST_XML = 50 * 1024 * 1024
"""Bytes of a text once unpacked. A bomb holds a thousand times more than its archive."""
MEMORY = 512 * 1024 * 1024
SECONDS = 15
"""Between two pages: what was read until then is kept."""
MOST_SECONDS = 30
"""Of the processor, for what comes to no second page."""

READ, LOCKED, TOO_HARD = "read", "locked", "too_hard"
OUT_OF_MEMORY = 3
"""The exit code of who asked for more than ``MEMORY``."""

SOFT_HYPHEN = re.compile("\u00ad\\s*")
LINE_ENDS_AT_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n(?=\w)")
LIGATURES = re.compile("[\ufb00-\ufb06]")
INVISIBLE = {"Cc": " ", "Cf": "", "Cs": "", "Co": "", "Cn": ""}


class LockedError(Exception):
    """The file asks for a password."""


class TooLargeError(Exception):
    """The file holds more than anyone would write."""


class _EnoughError(Exception):
    """What is kept was read."""


def main() -> None:
    limit()
    try:
        answer = {"state": READ, "text": text_of(sys.stdin.buffer.read(), sys.argv[1])}
    except LockedError:
        answer = {"state": LOCKED, "text": ""}
    except TooLargeError:
        answer = {"state": TOO_HARD, "text": ""}
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    json.dump(answer, sys.stdout)


def limit() -> None:
    """From now on this process has so much memory and time, and writes no file."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def text_of(content: bytes, extension: str) -> str:
    """What a file says, in one line. Raises whatever its reader raises for one that is broken."""
    pieces: list[str] = []
    length = 0
    for piece in READERS[extension](content):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST_TEXT:
            break
    return clean("".join(pieces))[:LONGEST_TEXT].rstrip()


def clean(text: str) -> str:
    """Without what no reader sees and no database takes; « ﬁ » in two letters, an accent on its letter."""
    # « rendez-vous » in two lines stays one word; a word that a printer cut cannot be told from it.
    text = LINE_ENDS_AT_HYPHEN.sub("-", SOFT_HYPHEN.sub("", text))
    text = LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    visible = "".join(INVISIBLE.get(unicodedata.category(char), char) for char in unicodedata.normalize("NFC", text))
    return " ".join(visible.split())


def _pdf(content: bytes) -> Iterator[str]:
    from pypdf import PasswordType, PdfReader  # See above

    reader = PdfReader(io.BytesIO(content))
    # Many forbid to print or to change, with an empty password: anyone may read them.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise LockedError
    until = time.monotonic() + SECONDS
    for page in reader.pages:
        yield f"{page.extract_text()}\n"
        if time.monotonic() > until:
            return


def _docx(content: bytes) -> Iterator[str]:
    return _zipped(content, "word/document.xml", _Words(shown={"t"}, hidden=set(), spaces={"p", "tab", "br"}))


def _odt(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if b"encryption-data" in _bounded(archive, "META-INF/manifest.xml"):
            raise LockedError
    # Neither what was struck out nor what colleagues remarked.
    hidden, spaces = {"tracked-changes", "annotation"}, {"p", "h", "s", "tab", "line-break"}
    return _zipped(content, "content.xml", _Words(shown={"p", "h"}, hidden=hidden, spaces=spaces))


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {"pdf": _pdf, "docx": _docx, "odt": _odt}


def _zipped(content: bytes, name: str, words: "_Words") -> Iterator[str]:
    """The words of an XML file of an archive. No entity is expanded, no other file is fetched."""
    from defusedxml.sax import make_parser  # See above

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = _bounded(archive, name)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(words)
    with suppress(_EnoughError):
        parser.parse(io.BytesIO(xml))
    yield from words.pieces


def _bounded(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of an archive, whatever size the archive says it has."""
    entry: IO[bytes]
    with archive.open(name) as entry:
        xml = entry.read(LARGEST_XML + 1)
    if len(xml) > LARGEST_XML:
        raise TooLargeError
    return xml


class _Words(ContentHandler):
    """Keeps what stands in elements of these names, but in those that are hidden; after some there is a space."""

    def __init__(self, *, shown: set[str], hidden: set[str], spaces: set[str]) -> None:
        super().__init__()
        self.shown, self.hidden, self.spaces = shown, hidden, spaces
        self.pieces: list[str] = []
        self.length = self.depth_shown = self.depth_hidden = 0

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:  # noqa: N802 - a name of SAX
        self.depth_shown += name[1] in self.shown
        self.depth_hidden += name[1] in self.hidden

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:  # noqa: N802 - a name of SAX
        self.depth_shown -= name[1] in self.shown
        self.depth_hidden -= name[1] in self.hidden
        if name[1] in self.spaces:
            self._keep(" ")

    def characters(self, content: str) -> None:
        if self.depth_shown and not self.depth_hidden:
            self._keep(content)

    def _keep(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)
        if self.length > LONGEST_TEXT:
            raise _EnoughError


if __name__ == "__main__":
    main()
