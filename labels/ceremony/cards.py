"""The cards of a palmarès: the laureates, with what their pages bring and what the jury said, in two queries more."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils.text import Truncator

from collectivities.models import CollectivityPage
from labels.ceremony.running_order import Card, Photo
from labels.explained.reasons import essential
from labels.models import Decision
from labels.palmares.laureates import Laureate
from portal.pictures import Sources

LONGEST_LINE = 120
"""Characters that are read from the back of a hall."""
FORMAT, WIDTH = "webp", "800"
"""Of the files that pages show: large enough for a third of the stage, small enough for hundreds to be kept at hand."""


class Shown(NamedTuple):
    """What a page brings: its photo, its summary."""

    photo: Photo | None
    line: str


NOTHING = Shown(None, "")


def cards_of(year: int, laureates: Iterable[Laureate], address: Callable[[str], str]) -> list[Card]:
    """``address`` gives that of a photo by its name in the storage. The jury's own words go before those of a page."""
    laureates, said = list(laureates), _said(year)
    pages = _pages({laureate.collectivity for laureate in laureates}, address)
    # The page is that of today: it says nothing of a commune that is part of another since.
    return [
        _card(one, NOTHING if one.today else pages.get(one.collectivity, NOTHING), said.get(one.collectivity, ""))
        for one in laureates
    ]


def _said(year: int) -> dict[int, str]:
    """The first sentences of each avis motivé, by the key of the collectivité."""
    decisions = Decision.objects.standing().filter(dossier__campaign__year=year)
    rows = decisions.values_list("dossier__collectivity", "opinion")
    return {key: essential(opinion) for key, opinion in rows}


def _pages(keys: Iterable[int], address: Callable[[str], str]) -> dict[int, Shown]:
    """What anybody reads on their pages in French."""
    pages = CollectivityPage.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE)
    columns = ("collectivity_id", "summary", "image__sources", "image__credit")
    rows = pages.filter(collectivity__in=keys, alias_of=None).values_list(*columns)
    return {key: Shown(_photo(sources, credit, address), summary) for key, summary, sources, credit in rows}


def _photo(sources: Sources | None, credit: str | None, address: Callable[[str], str]) -> Photo | None:
    """Nothing as long as its files are not made."""
    name = (sources or {}).get(FORMAT, {}).get(WIDTH)
    return Photo(address(name), credit or "") if name else None


def _card(laureate: Laureate, shown: Shown, said: str) -> Card:
    return Card(
        name=laureate.name,
        code=laureate.code,
        territory=laureate.territory,
        region=laureate.region[1] if laureate.region else "",
        population=laureate.population,
        symbols=laureate.symbols,
        level=laureate.level,
        mentions=laureate.mentions,
        is_honorary=laureate.is_honorary,
        place=laureate.place,
        line=_line(said, shown.line),
        photo=shown.photo,
    )


def _line(said: str, summary: str) -> str:
    """What a hall reads: the jury in its own words, between quotation marks; else what the page says of itself."""
    words = Truncator(said or summary).chars(LONGEST_LINE)
    return f"« {words} »" if said else words
