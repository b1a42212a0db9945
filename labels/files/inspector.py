"""Says whether a PDF is locked, or does something when it is opened: a program by itself, as hostile files are read by.

The file comes by the standard input; one word leaves by the standard output. It imports nothing of the portal, which
starts it without its environment. Every object is looked at, those too that are compressed.
"""

import io
import resource
import sys
from contextlib import suppress
from typing import Any

MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 20
"""Of the processor."""
SAFE, LOCKED, ACTIVE = "safe", "locked", "active"
ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"}
ACTIVE_KEYS = {"/JS", "/XFA", "/RichMediaContent"}
ACTIVE_TYPES = {"/EmbeddedFile"}


def main() -> None:
    limit()
    sys.stdout.write(inspected(sys.stdin.buffer.read()))


def limit() -> None:
    """From now on this process has so much memory and time, and writes no file."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError):  # macOS has no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def inspected(content: bytes) -> str:
    """Raises whatever its reader raises for one that is broken."""
    from pypdf import PasswordType, PdfReader  # The portal reads names of this module; only this program holds it
    from pypdf.generic import IndirectObject

    reader = PdfReader(io.BytesIO(content))
    # Many forbid to print or to change, with an empty password: anyone may read them.
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        return LOCKED
    if not len(reader.pages):
        raise ValueError("no page")
    keys = {(number, generation) for generation, numbers in reader.xref.items() for number in numbers}
    keys |= {(number, 0) for number in reader.xref_objStm}
    for number, generation in sorted(keys):
        found = reader.get_object(IndirectObject(number, generation, reader))
        if any(_is_active(one) for one in _dictionaries(found)):
            return ACTIVE
    return SAFE


def _dictionaries(found: Any) -> Any:
    """Those of an object, however deep; what it refers to is an object of its own."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += dict.values(one)
        elif isinstance(one, list):
            waiting += one


def _is_active(one: dict[Any, Any]) -> bool:
    said = {name: dict.get(one, name) for name in ("/S", "/Type")}
    return said["/S"] in ACTIONS or said["/Type"] in ACTIVE_TYPES or not ACTIVE_KEYS.isdisjoint(one)


if __name__ == "__main__":
    main()
