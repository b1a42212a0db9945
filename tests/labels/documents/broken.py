"""Documents that cannot be made, and what is told to who asks for one."""

from pathlib import Path
from typing import Any

import pytest

from labels.documents import pdf


def break_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PROGRAM", Path("/nowhere/compiler.py"))


def is_said(answer: Any) -> bool:
    """In plain words, and nothing keeps them."""
    headers = answer.headers
    return (
        answer.status_code == 503
        and headers["Retry-After"] == "60"
        and "no-store" in headers["Cache-Control"]
        and "Ce document n’a pas pu être fait" in answer.text.replace("&#x27;", "’")
    )
