"""The datasets of the portal, as data. To add one: a module with its rows and its columns, and a line below."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.open_data import collectivities, initiatives, labels, themes
from search.open_data.columns import Column

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """``name`` is part of its permanent addresses. ``records`` are read anew each time, in an order that is kept."""

    name: str
    title: str | Promise
    description: str | Promise
    columns: tuple[Column, ...]
    records: Callable[[], Iterable[Any]]

    def rows(self) -> Iterator[Row]:
        """One by one, so that a dataset of any length takes the same memory."""
        return (row_of(record, self.columns) for record in self.records())


def row_of(record: Any, columns: Iterable[Column]) -> Row:
    return {column.name: column.read(record) for column in columns}


DATASETS = (
    Dataset(
        "initiatives",
        _("Initiatives des communes"),
        _("Chaque fiche publiée, en français : ce que la commune a fait, à quel coût, ce qui a été difficile."),
        initiatives.COLUMNS,
        initiatives.all_records,
    ),
    Dataset(
        "collectivites",
        _("Collectivités inscrites"),
        _("Les communes, intercommunalités, départements et régions qui ont une page sur le portail."),
        collectivities.COLUMNS,
        collectivities.registered_records,
    ),
    Dataset(
        "themes",
        _("Thèmes"),
        _("La nomenclature des fiches, avec les thèmes abandonnés que d’anciennes fiches portent encore."),
        themes.COLUMNS,
        themes.all_records,
    ),
    Dataset(
        "labels",
        _("Labels depuis 1999"),
        _("Chaque label Ville Internet attribué : l’année, le niveau et l’échelle de cette année-là, les mentions."),
        labels.COLUMNS,
        labels.public_records,
    ),
)
BY_NAME = {dataset.name: dataset for dataset in DATASETS}
