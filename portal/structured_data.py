"""What pages of every kind tell search engines (schema.org)."""

from typing import Any

CONTEXT = "https://schema.org"


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
