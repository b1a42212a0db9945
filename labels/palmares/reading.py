"""The file of awards of ``load_awards``: its columns, and the lines as they are understood.

A line that cannot be read is told with its number; nothing is guessed.
"""

import csv
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from collectivities.enums import CollectivityKind
from collectivities.names import fold
from labels.models.campaign import FIRST_YEAR, LAST_YEAR
from labels.palmares.scales import MOST_AROBASES, name_of, symbols_in
from portal.spreadsheets import FORMULA

REQUIRED = ("annee",)
COLUMNS = (
    *REQUIRED, "genre", "code", "nom", "departement", "niveau", "arobases", "echelle", "mentions", "hors_concours",
    "entite_code", "entite_nom", "ceremonie",
)  # fmt: skip
BETWEEN_MENTIONS = "|"
DELIMITERS = ",;\t"
TRUE, FALSE = frozenset({"oui", "true", "vrai", "1", "x"}), frozenset({"", "non", "false", "faux", "0"})
LONGEST_CODE, LONGEST_NAME, LONGEST_LEVEL, LONGEST_MENTION = 9, 200, 60, 80


class UnreadableError(Exception):
    """A file, or lines of it, that cannot be read; the text says which and why, a line for each."""


@dataclass(frozen=True, slots=True)
class Line:
    """``code`` and ``name`` are how it names the collectivité; ``entity_code`` and ``entity_name`` those of its year,
    where they are given. ``raw`` is the line as it was written.
    """

    number: int
    year: int
    kind: CollectivityKind
    code: str
    name: str
    departement: str
    symbols: int
    level: str
    highest: int
    mentions: tuple[str, ...]
    is_honorary: bool
    entity_code: str
    entity_name: str
    ceremony: datetime.datetime | None
    raw: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """``unread`` are the columns that mean nothing here."""

    lines: list[Line]
    unread: list[str]


def read(content: bytes) -> Table:
    """Every line of a file. Raises ``UnreadableError`` with all that is wrong in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("The file is not UTF-8.") from error
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = [column.strip() for column in rows.fieldnames or []]
    rows.fieldnames = columns
    if missing := [name for name in REQUIRED if name not in columns]:
        raise UnreadableError(f"No column {', '.join(missing)}. The columns are: {', '.join(COLUMNS)}.")
    lines, wrong = [], []
    try:
        for row in rows:
            number = rows.line_num
            try:
                lines.append(_line(number, {key: _plain(row[key]) for key in COLUMNS if key in row}))
            except ValueError as error:
                wrong.append(f"line {number}: {error}")
    except csv.Error as error:
        # A quotation mark that nothing closes takes the rest of the file for one cell.
        wrong.append(f"line {rows.line_num + 1}: {error}")
    if wrong:
        raise UnreadableError("\n".join(wrong))
    return Table(lines, [name for name in columns if name not in COLUMNS])


def _plain(text: str | None) -> str:
    """What a cell says, without the apostrophe that tables for spreadsheets put before « @ »."""
    written = (text or "").strip()
    return written[1:] if written.startswith("'") and written[1:].startswith(FORMULA) else written


def _line(number: int, row: dict[str, str]) -> Line:
    code = row.get("code", "").upper().replace(" ", "")
    name = row.get("nom", "")
    if not code and not name:
        raise ValueError("neither « code » nor « nom »")
    symbols, level = _level(row.get("niveau", ""), row.get("arobases", ""))
    highest = _number(row.get("echelle", ""), "echelle") or symbols
    return Line(
        number=number,
        year=_year(row["annee"]),
        kind=_kind(row.get("genre", "")),
        code=_short(code, LONGEST_CODE, "code"),
        name=_short(name, LONGEST_NAME, "nom"),
        departement=row.get("departement", ""),
        symbols=symbols,
        level=_short(level, LONGEST_LEVEL, "niveau"),
        highest=max(highest, symbols),
        mentions=tuple(_mentions(row.get("mentions", ""))),
        is_honorary=_yes_or_no(row.get("hors_concours", "")),
        entity_code=_short(row.get("entite_code", "").upper(), LONGEST_CODE, "entite_code"),
        entity_name=_short(row.get("entite_nom", ""), LONGEST_NAME, "entite_nom"),
        ceremony=moment_of(row.get("ceremonie", "")),
        raw=row,
    )


def moment_of(text: str) -> datetime.datetime | None:
    """A day, or a moment, as ISO 8601 writes them, in the time of the portal; a day begins at midnight."""
    if not text:
        return None
    try:
        moment = parse_datetime(text) if len(text) > len("2006-12-04") else None
        day = parse_date(text) if moment is None else None
    except ValueError:
        moment = day = None
    if day:
        moment = datetime.datetime.combine(day, datetime.time())
    if moment is None:
        raise ValueError(f"« {text} » is no day: write it as 2006-12-04, or as 2006-12-04T18:30")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _year(text: str) -> int:
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    raise ValueError(f"« {text} » is no year of the label")


def _kind(text: str) -> CollectivityKind:
    try:
        return CollectivityKind(fold(text) or CollectivityKind.COMMUNE)
    except ValueError as error:
        kinds = ", ".join(CollectivityKind.values)
        raise ValueError(f"« {text} » is no « genre »: there are {kinds}") from error


def _level(written: str, arobases: str) -> tuple[int, str]:
    """The number of arobases, which the column of that name says where a name alone does not."""
    symbols = _number(arobases, "arobases")
    if symbols is None:
        symbols = symbols_in(written)
    if symbols is None:
        raise ValueError(f"« {written} » is no level: write « @@@ », « 3 », « mention », or the number in « arobases »")
    return symbols, name_of(written, symbols)


def _number(text: str, column: str) -> int | None:
    if not text:
        return None
    if text.isdecimal() and int(text) <= MOST_AROBASES:
        return int(text)
    raise ValueError(f"« {text} » in « {column} » is no number from 0 to {MOST_AROBASES}")


def _mentions(text: str) -> Iterator[str]:
    for name in dict.fromkeys(part.strip() for part in text.split(BETWEEN_MENTIONS)):
        if name:
            yield _short(name[:1].upper() + name[1:], LONGEST_MENTION, "mentions")


def _yes_or_no(text: str) -> bool:
    written = fold(text)
    if written in TRUE | FALSE:
        return written in TRUE
    raise ValueError(f"« {text} » in « hors_concours » is neither « oui » nor « non »")


def _short(text: str, longest: int, column: str) -> str:
    if len(text) > longest:
        raise ValueError(f"« {column} » is longer than {longest} characters")
    return text
