"""Receivers of initiatives."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver

from initiatives.models import Audience, Theme
from initiatives.signals import sheets_changed
from initiatives.tasks import queue_indexing
from initiatives.themes.addresses import redirect_old_address
from portal.page_cache import forget_when_changed

# A theme or an audience is saved as a snippet: the pages that name it are not published again.
forget_when_changed(Theme, Audience)


@receiver(pre_save, sender=Theme)
def keep_old_address(instance: Theme, raw: bool = False, **kwargs: Any) -> None:
    old_slug = None if raw else Theme.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if old_slug and old_slug != instance.slug:
        redirect_old_address(instance, old_slug)


@receiver(sheets_changed)
def index_changed_sheets(keys: list[int], **kwargs: Any) -> None:
    queue_indexing(keys)
