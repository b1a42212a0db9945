"""An initiative as it was deposited, made again from what was kept of it: the sheet itself may have changed or gone."""

from typing import Any

from django.db.models import ForeignKey
from wagtail.models import get_page_models

from initiatives.models import InitiativePage


def frozen_sheet(type_name: str, content: dict[str, Any]) -> InitiativePage:
    """The page, unsaved and outside of the tree. What it refers to and is no more is left empty.

    Raises KeyError when there is no such type of sheets any more.
    """
    types = {model._meta.label: model for model in get_page_models() if issubclass(model, InitiativePage)}
    model = types[type_name]
    found: InitiativePage = model.from_serializable_data(_without_what_is_gone(model, content), check_fks=False)
    return found


def _without_what_is_gone(model: type[InitiativePage], content: dict[str, Any]) -> dict[str, Any]:
    """Foreign keys whose row was deleted since would fail when they are read."""
    kept = dict(content)
    for field in model._meta.concrete_fields:
        key = kept.get(field.name)
        if not isinstance(field, ForeignKey) or field.remote_field.parent_link or key is None:
            continue
        if not field.related_model._base_manager.filter(**{field.target_field.name: key}).exists():
            kept[field.name] = None
    return kept
