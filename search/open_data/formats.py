"""The formats of the files. CSV is what data.gouv.fr expects: UTF-8, commas, a first line of names, ISO 8601 dates."""

import csv
import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TextIO

from django.utils import timezone

from portal.spreadsheets import harmless
from search.open_data.columns import Column

Row = dict[str, Any]
SEPARATOR = "|"
"""Between the values of one cell."""


@dataclass(frozen=True, slots=True)
class Format:
    """``writer`` gives what writes a row to a file, once it has written what stands before the rows."""

    name: str
    extension: str
    media_type: str
    writer: Callable[[TextIO, tuple[Column, ...]], Callable[[Row], None]]


def csv_writer(stream: TextIO, columns: tuple[Column, ...]) -> Callable[[Row], None]:
    lines = csv.writer(stream)
    lines.writerow([column.name for column in columns])
    return lambda row: lines.writerow([cell(row[column.name]) for column in columns])


def json_lines_writer(stream: TextIO, columns: tuple[Column, ...]) -> Callable[[Row], None]:
    def write(row: Row) -> None:
        stream.write(json.dumps({name: as_json(value) for name, value in row.items()}, ensure_ascii=False))
        stream.write("\n")

    return write


def cell(value: Any) -> str:
    """The text of a cell. A number may be negative; a text that a spreadsheet would run has an apostrophe before it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case list():
            return harmless(SEPARATOR.join(value))
    return harmless(str(as_json(value)))


def as_json(value: Any) -> Any:
    """Days and moments as ISO 8601, in the time of the portal."""
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, datetime.date) else value


CSV = Format("CSV", "csv", "text/csv", csv_writer)
JSON_LINES = Format("JSON Lines", "jsonl", "application/jsonl", json_lines_writer)
FORMATS = (CSV, JSON_LINES)
BY_EXTENSION = {form.extension: form for form in FORMATS}
