"""The formats of the files. CSV is what data.gouv.fr expects: UTF-8, commas, a first line of names, ISO 8601 dates."""

import csv
import datetime
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from django.utils import timezone

from search.open_data.columns import Column
from search.spreadsheets import harmless

Row = dict[str, Any]
SEPARATOR = "|"
"""Between the values of one cell."""


@dataclass(frozen=True, slots=True)
class Format:
    """``write`` takes the rows one by one, and returns how many there were."""

    name: str
    extension: str
    media_type: str
    write: Callable[[TextIO, tuple[Column, ...], Iterable[Row]], int]


def write_csv(stream: TextIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    writer = csv.writer(stream)
    writer.writerow([column.name for column in columns])
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the number of the last row
        writer.writerow([cell(row[column.name]) for column in columns])
    return count


def write_json_lines(stream: TextIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the number of the last row
        stream.write(json.dumps({name: as_json(value) for name, value in row.items()}, ensure_ascii=False))
        stream.write("\n")
    return count


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


CSV = Format("CSV", "csv", "text/csv", write_csv)
JSON_LINES = Format("JSON Lines", "jsonl", "application/jsonl", write_json_lines)
FORMATS = (CSV, JSON_LINES)
BY_EXTENSION = {form.extension: form for form in FORMATS}
