"""Reads and checks the files of reference data. Every error names the file and the line."""

import csv
import gzip
import re
import tomllib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CODE = {
    "regions.csv": re.compile(r"^\d{2,3}$"),
    "departements.csv": re.compile(r"^(?:\d{2,3}|2[AB])$"),
    "epci.csv": re.compile(r"^\d{9}$"),
    "communes.csv.gz": re.compile(r"^(?:\d{5}|2[AB]\d{3})$"),
    "fusions.csv": re.compile(r"^(?:\d{2,9}|2[AB]\d{0,3})$"),
}
COLUMNS = {
    "regions.csv": ("code", "nom", "zone"),
    "departements.csv": ("code", "nom", "region", "zone"),
    "epci.csv": ("siren", "nom", "type"),
    "communes.csv.gz": (
        "insee",
        "nom",
        "dep",
        "reg",
        "epci",
        "population",
        "codes_postaux",
        "lat",
        "lon",
    ),
    "fusions.csv": ("ancien", "actuel", "genre"),
}
NAMED = frozenset(COLUMNS) - {"fusions.csv"}
POSTAL_CODES = re.compile(r"^(?:\d{5}(?:\|\d{5})*)?$")


class ReferenceDataError(Exception):
    """A file of reference data is missing, truncated or corrupt; the message says which line."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: where it stands, and its values by column."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def error(self, message: str) -> ReferenceDataError:
        return ReferenceDataError(f"{self.file}, line {self.line}: {message}")

    def integer(self, column: str) -> int | None:
        """A whole number, None where the column is empty."""
        text = self[column]
        if text and not text.isdecimal():
            raise self.error(f"« {column} » is not a whole number: {text!r}")
        return int(text) if text else None

    def degrees(self, column: str, limit: int) -> float | None:
        """An angle between -limit and limit, None where the column is empty."""
        text = self[column]
        if not text:
            return None
        try:
            value = float(text)
        except ValueError:
            raise self.error(f"« {column} » is not a number: {text!r}") from None
        if not -limit <= value <= limit:
            raise self.error(f"« {column} » is not on Earth: {text}")
        return value


def read(folder: Path, file: str) -> list[Row]:
    """The checked rows of one file.

    Raises ReferenceDataError for a missing or truncated file, wrong columns, a bad or repeated code, an empty name.
    """
    rows: list[Row] = []
    codes: set[str] = set()
    key = COLUMNS[file][0]
    for row in _rows(folder, file):
        if not CODE[file].match(row[key]):
            raise row.error(f"bad code {row[key]!r}")
        if row[key] in codes:
            raise row.error(f"code {row[key]} stands twice")
        if file in NAMED and not row["nom"].strip():
            raise row.error("empty name")
        codes.add(row[key])
        rows.append(row)
    _check_count(folder, file, rows)
    return rows


def _rows(folder: Path, file: str) -> Iterator[Row]:
    path = folder / file
    line = 0
    try:
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            header = tuple(next(reader, ()))
            line = reader.line_num
            if header != COLUMNS[file]:
                raise ReferenceDataError(f"{file}, line 1: the columns are {header}, not {COLUMNS[file]}")
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(header):
                    raise ReferenceDataError(f"{file}, line {line}: {len(cells)} columns instead of {len(header)}")
                yield Row(file, line, dict(zip(header, cells, strict=True)))
    except (OSError, EOFError, zlib.error, csv.Error, UnicodeDecodeError) as error:
        raise ReferenceDataError(f"{file}, after line {line}: {error}") from error


def announced(folder: Path) -> dict[str, int]:
    """How many rows each file has, by its name, as the manifest says."""
    manifest = folder / "manifest.toml"
    try:
        rows: dict[str, int] = tomllib.loads(manifest.read_text(encoding="utf-8"))["rows"]
    except FileNotFoundError as error:
        raise ReferenceDataError("manifest.toml is missing: it says how many rows each file has") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
        raise ReferenceDataError(f"manifest.toml does not say how many rows each file has: {error}") from error
    return rows


def _check_count(folder: Path, file: str, rows: list[Row]) -> None:
    expected = announced(folder).get(file)
    if expected is None:
        raise ReferenceDataError(f"manifest.toml does not say how many rows {file} has")
    if len(rows) != expected:
        last = rows[-1].line if rows else 1
        raise ReferenceDataError(f"{file}, line {last}: the file ends after {len(rows)} rows, {expected} are announced")
