"""Tables for spreadsheets: what they need to know, and what a table must not do to who opens it."""

from collections.abc import Iterable

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a formula of a text, at its beginning."""
BYTE_ORDER_MARK = "\ufeff"
"""By which spreadsheets know that the file is UTF-8."""
SEPARATOR = ";"
"""What French spreadsheets cut cells at."""


def harmless(text: str) -> str:
    """The text of a cell, which no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def harmless_row(values: Iterable[object]) -> list[str]:
    return [harmless(str(value)) for value in values]
