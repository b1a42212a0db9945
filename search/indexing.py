"""Puts French between the models and Wagtail's index: every text is stored as stems, on every engine."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from modelsearch.index import AutocompleteField, RelatedFields, SearchField

from search import french


class FrenchDocument:
    """What an engine's indexer reads instead of the object: the same fields, with their texts turned into stems."""

    def __init__(self, obj: Any) -> None:
        self._obj = obj
        self.pk = obj.pk

    def get_search_fields(self) -> list[Any]:
        return french_fields(self._obj.get_search_fields())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._obj, name)


def french_fields(fields: Iterable[Any]) -> list[Any]:
    return [_french_field(field) for field in fields]


def _french_field(field: Any) -> Any:
    clone = copy(field)
    if isinstance(field, RelatedFields):
        clone.fields = french_fields(field.fields)
        clone.get_value = lambda obj: field.get_value(_unwrap(obj))
    elif isinstance(field, AutocompleteField):
        clone.get_value = lambda obj: french.prefixes(_text(field.get_value(_unwrap(obj))))
    elif isinstance(field, SearchField):
        clone.get_value = lambda obj: french.indexed(_text(field.get_value(_unwrap(obj))))
    return clone


def _unwrap(obj: Any) -> Any:
    return obj._obj if isinstance(obj, FrenchDocument) else obj


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return "\n".join(_text(item) for item in value)
    return "" if value is None else str(value)


class FrenchIndexMixin:
    """For an engine's index class."""

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        super().add_items(model, [FrenchDocument(obj) for obj in objs])  # type: ignore[misc]
