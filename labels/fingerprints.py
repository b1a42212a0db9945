"""What a fingerprint is made of: one way to write a content, so that anybody can make the same again."""

import hashlib
import json
from typing import Any


def canonical(content: dict[str, Any]) -> bytes:
    """The same bytes for the same content, whatever wrote it: sorted keys, no space, UTF-8."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def fingerprint(content: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
