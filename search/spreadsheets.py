"""What a table must not do to who opens it in a spreadsheet."""

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What makes a formula of a text, at its beginning."""


def harmless(text: str) -> str:
    """The text of a cell, which no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
