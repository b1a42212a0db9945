"""What the API gives: the columns of the datasets, and what stands around them in a list."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import create_model

from portal.languages import in_french
from search.open_data import collectivities, initiatives, labels, themes
from search.open_data.columns import BOOLEAN, Column
from search.open_data.datasets import row_of
from search.open_data.formats import as_json

REGISTERED = Column("inscrite", BOOLEAN, _("Si elle a une page publique sur le portail."), lambda c: c.registered)
COLLECTIVITY = (REGISTERED, *collectivities.COLUMNS)


def brief(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns that stand in a listing."""
    return tuple(column for column in columns if column.brief)


def in_json(record: Any, columns: Iterable[Column]) -> dict[str, Any]:
    """A record as the API gives it: as in a file of JSON Lines."""
    return {name: as_json(value) for name, value in row_of(record, columns).items()}


def neighbours(page: int, pages: int, address: Callable[[int], str]) -> dict[str, str | None]:
    """The pages before and after one of a list, by their addresses; after one beyond the end, the last is before it."""
    return {
        "suivante": address(page + 1) if page < pages else None,
        "precedente": address(min(page - 1, pages)) if page > 1 else None,
    }


def _field(column: Column) -> Any:
    kind, form = column.kind.python_type, column.kind.table_format
    extra: dict[str, Any] = {} if form == "default" else {"format": form}
    field = Field(..., description=str(column.meaning), json_schema_extra=extra)
    return (kind | None if column.may_lack else kind, field)


def _schema(name: str, columns: Iterable[Column], **more: Any) -> Any:
    with in_french():
        return create_model(name, __base__=Schema, **{column.name: _field(column) for column in columns}, **more)


EXCERPT = (str, Field(..., description=_("Un passage du texte où les mots sont trouvés, en HTML : <mark> seulement.")))
Initiative = _schema("Initiative", initiatives.COLUMNS)
InitiativeFound = _schema("InitiativeTrouvee", brief(initiatives.COLUMNS), extrait=EXCERPT)
Collectivity = _schema("Collectivite", COLLECTIVITY)
CollectivityFound = _schema("CollectiviteTrouvee", (REGISTERED, *brief(collectivities.COLUMNS)))
Theme = _schema("Theme", themes.COLUMNS)
Label = _schema("Label", labels.COLUMNS)
