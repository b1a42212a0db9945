"""The filters of a palmarès, as data: what an address may ask for, among what the year has. Other lists of a campaign
have filters of their own, and go through the same functions.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from collectivities.names import fold
from labels.palmares.laureates import Laureate
from portal.site_chrome import Link

Row = TypeVar("Row")
Value = tuple[str, str, str]
"""What the address says, its name, and what it sorts by."""


@dataclass(frozen=True, slots=True)
class Filter:
    """``name`` is that of the parameter, ``nothing`` what is chosen where nothing is."""

    name: str
    label: str | Promise
    nothing: str | Promise
    read: Callable[[Any], Iterable[Value]]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A filter as the form shows it, with what the year has to choose among."""

    filter: Filter
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        return next((option for option in self.options if option.is_chosen), None)


def _level(laureate: Laureate) -> Iterable[Value]:
    yield str(laureate.symbols), laureate.level, str(-laureate.symbols)


def _region(laureate: Laureate) -> Iterable[Value]:
    if laureate.region:
        code, name = laureate.region
        yield code, name, fold(name)


def _departement(laureate: Laureate) -> Iterable[Value]:
    if laureate.departement:
        code, name = laureate.departement
        yield code, f"{name} ({code})", fold(name)


def _size(laureate: Laureate) -> Iterable[Value]:
    if laureate.size:
        yield laureate.size.value, str(laureate.size.label), laureate.size.value


def _course(laureate: Laureate) -> Iterable[Value]:
    if laureate.is_first:
        yield "entre", gettext("Première fois"), "1"
    if laureate.has_progressed:
        yield "progresse", gettext("En progrès"), "2"


def _mention(laureate: Laureate) -> Iterable[Value]:
    for name in laureate.mentions:
        yield slugify(name), name, fold(name)


FILTERS = (
    Filter("niveau", _("Niveau"), _("Tous"), _level),
    Filter("region", _("Région"), _("Toutes"), _region),
    Filter("departement", _("Département"), _("Tous"), _departement),
    Filter("taille", _("Taille"), _("Toutes"), _size),
    Filter("parcours", _("Parcours"), _("Tous"), _course),
    Filter("mention", _("Mention"), _("Toutes"), _mention),
)


def fields(parameters: QueryDict, rows: Iterable[Any], filters: Sequence[Filter] = FILTERS) -> list[Field]:
    """Each filter with its values in this year; one without any is left out, and so is what makes no sense."""
    rows = list(rows)
    found = []
    for one in filters:
        counts = Counter(value for row in rows for value in one.read(row))
        asked = parameters.get(one.name, "")
        options = [
            Option(value, name, counts[value, name, order], value == asked)
            for value, name, order in sorted(counts, key=lambda value: _order(value[2]))
        ]
        if options:
            found.append(Field(one, options))
    return found


def _order(order: str) -> tuple[float, str]:
    """Numbers by what they are, before words by their letters."""
    number = order.removeprefix("-")
    return (float(order), "") if number.isdecimal() else (float("inf"), order)


def narrow(rows: Iterable[Row], fields: Iterable[Field]) -> list[Row]:
    """Those that every chosen value is true of."""
    chosen = [(field.filter, field.chosen.value) for field in fields if field.chosen]
    return [row for row in rows if all(value in {given[0] for given in one.read(row)} for one, value in chosen)]


def query(fields: Iterable[Field], **changes: str) -> str:
    """The query string of what is chosen, with these changes; an empty value takes one away."""
    values = {field.filter.name: field.chosen.value for field in fields if field.chosen} | changes
    parameters = QueryDict(mutable=True)
    parameters.update({name: value for name, value in values.items() if value})
    return parameters.urlencode()


def chips(fields: Iterable[Field]) -> list[Link]:
    """Each filter that is chosen, with the address without it."""
    fields = list(fields)
    return [
        Link(field.chosen.label, f"?{rest}" if (rest := query(fields, **{field.filter.name: ""})) else ".")
        for field in fields
        if field.chosen
    ]
