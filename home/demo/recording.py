"""What the loaders of the demonstration share."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page

from home.models import DemoItem


class DemoRecorder:
    """Remembers what the demonstration makes, in the order it is made."""

    def __init__(self) -> None:
        self.items: list[DemoItem] = []

    def __call__(self, *objects: Model) -> None:
        for item in objects:
            content_type = ContentType.objects.get_for_model(Page if isinstance(item, Page) else item)
            self.items.append(DemoItem(content_type=content_type, object_id=item.pk))

    def save(self) -> None:
        DemoItem.objects.bulk_create(self.items, batch_size=1_000, ignore_conflicts=True)


def values_of(sheet: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The values a text of the demonstration gives for these fields; a missing one keeps the model's default."""
    return {name: sheet[name] for name in names if name in sheet}
