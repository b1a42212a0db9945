"""Which pages show an image that says nothing to a person who does not see it."""

from collections import defaultdict
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, IntegerField, QuerySet
from django.db.models.constants import LOOKUP_SEP
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex, get_page_models

from portal.fields import BlockField

NOT_SHOWN = {"social_image"}
"""Images that no page shows to its readers."""
IMAGE_BLOCK = "image"


def images_without_text() -> dict[int, list[str]]:
    """For each public page concerned, by key, the fields whose image lacks its text.

    An image of a field is described by the field « …_alt » beside it, or by its own description where there is none;
    an image among blocks by its block, unless it is said to be decorative. A few queries for each type of pages.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for model in get_page_models():
        for field in model._meta.local_fields:
            for key in _pages_without_text(model, field):
                found[key].append(str(capfirst(field.verbose_name)))
    return found


def fields_without_text(page: Page) -> list[str]:
    """The same of one page as it is in memory, a draft for instance."""
    return [str(capfirst(field.verbose_name)) for field in page._meta.get_fields() if _lacks_text(page, field)]


def _lacks_text(page: Page, field: Any) -> bool:
    if isinstance(field, BlockField):
        return any(map(_is_mute, getattr(page, field.name).raw_data))
    if not _is_shown_image(field) or not getattr(page, field.attname):
        return False
    text: str = attrgetter(_text_path(type(page), field).replace(LOOKUP_SEP, "."))(page)
    return not text.strip()


def _is_shown_image(field: Any) -> bool:
    return isinstance(field, ForeignKey) and field.related_model is get_image_model() and field.name not in NOT_SHOWN


def _pages_without_text(model: type[Page], field: Any) -> Iterator[int]:
    live = model._default_manager.filter(live=True, alias_of=None)
    if isinstance(field, BlockField):
        yield from (key for key, value in _with_images(live, field) if any(map(_is_mute, value.raw_data)))
    elif _is_shown_image(field):
        mute = {f"{field.name}__isnull": False, _text_path(model, field): ""}
        yield from live.filter(**mute).values_list("pk", flat=True)


def _with_images(pages: QuerySet[Page], field: BlockField) -> Iterator[tuple[int, Any]]:
    """Only those the index of references knows to hold an image: the others need not be read."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(get_image_model()),
        model_path__startswith=f"{field.name}.",
    )
    keys = references.annotate(key=Cast("object_id", IntegerField())).values("key")
    return iter(pages.filter(pk__in=keys).values_list("pk", field.name))


def _is_mute(block: Any) -> bool:
    value = block["value"]
    return block["type"] == IMAGE_BLOCK and not value.get("decorative") and not (value.get("alt_text") or "").strip()


def _text_path(model: type[Page], field: Any) -> str:
    """Where the text of an image is, as a lookup: beside it, else its own description."""
    beside = f"{field.name}_alt"
    return beside if _has_field(model, beside) else f"{field.name}{LOOKUP_SEP}description"


def _has_field(model: type[Page], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
