"""Typst makes the papers: a template of ours, and data that it only ever prints."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
ACCESSIBLE = "ua-1"
"""PDF/UA: tagged, titled, with its language. A template that is not refuses to compile."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER / "fonts"])


def compile_pdf(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of a template of this folder; the same data give the same file."""
    return _compiled(template, data, format="pdf", pdf_standards=ACCESSIBLE)


def compile_png(template: str, data: dict[str, Any], ppi: float) -> bytes:
    return _compiled(template, data, format="png", ppi=ppi)


def _compiled(template: str, data: dict[str, Any], **options: Any) -> bytes:
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    made: bytes = typst.compile(FOLDER / template, root=FOLDER, font_paths=_fonts(), sys_inputs=inputs, **options)
    return made
