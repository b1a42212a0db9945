"""Documents that cannot be made, and what is told to who asks for one."""

from pathlib import Path
from typing import Any

import pytest

from labels.documents import pdf


def break_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PROGRAM", Path("/nowhere/compiler.py"))


def assert_said(answer: Any) -> None:
    """In plain words, and nothing keeps them."""
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Ce document n’a pas pu être fait" in answer.text
