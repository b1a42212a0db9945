"""Receivers of initiatives."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, ModelLogEntry, Page, WorkflowState
from wagtail.signals import page_published, post_page_move, workflow_approved

from collectivities.models import CustomDocument, FileText, Membership
from collectivities.signals import territories_changed
from initiatives.confirming import confirm_approved
from initiatives.hours.leaving import cancel_of_empty_team
from initiatives.inspirations.declaring import tell_origin_of_published
from initiatives.models import Audience, Hour, InitiativePage, Keyword, Theme
from initiatives.signals import sheets_changed
from initiatives.tasks import index_sheets_with, index_sheets_with_collection, queue_indexing, refresh_territories
from initiatives.themes.addresses import redirect_old_address
from portal.page_cache import forget_when_changed

FEW_KEYS = 5_000
"""Above, as when every population changed, all sheets are indexed again rather than a list kept with the task."""

FOUND_BY = {Theme: "themes", Keyword: "keywords", CustomDocument: "documents__document"}
"""What a sheet is found by without being saved with it, and how the sheets are reached from it."""

# A theme or an audience is saved as a snippet: the pages that name it are not published again.
forget_when_changed(Theme, Audience)
page_published.connect(tell_origin_of_published, dispatch_uid="tell_origin_of_published")
workflow_approved.connect(confirm_approved, sender=WorkflowState, dispatch_uid="confirm_approved_sheet")


@receiver(pre_save, sender=Theme)
def keep_old_address(instance: Theme, raw: bool = False, **kwargs: Any) -> None:
    old_slug = None if raw else Theme.objects.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if old_slug and old_slug != instance.slug:
        redirect_old_address(instance, old_slug)


@receiver(territories_changed)
def follow_territories(keys: list[int], **kwargs: Any) -> None:
    refresh_territories.enqueue(keys=keys if len(keys) <= FEW_KEYS else None)


@receiver(post_page_move)
def follow_commune(instance: Page, **kwargs: Any) -> None:
    """A sheet that was moved below another commune is that one's."""
    sheet = instance.specific
    if isinstance(sheet, InitiativePage):
        refresh_territories.enqueue(keys=[sheet.collectivity_id])


@receiver(post_delete, sender=Membership)
def cancel_hours_of_empty_team(instance: Membership, **kwargs: Any) -> None:
    """Once the change is whole: the hours of a collectivité that merges into another go there with its team."""
    transaction.on_commit(lambda: cancel_of_empty_team(instance.collectivity_id))


@receiver(sheets_changed)
def index_changed_sheets(keys: list[int], **kwargs: Any) -> None:
    queue_indexing(keys)


@receiver(post_save, sender=Theme)
@receiver(post_save, sender=Keyword)
@receiver(post_save, sender=CustomDocument)
def index_sheets_of_renamed(
    sender: type[models.Model], instance: models.Model, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    if not created and not raw:
        index_sheets_with.enqueue(relation=FOUND_BY[sender], key=instance.pk)


@receiver(pre_delete, sender=Theme)
@receiver(pre_delete, sender=Keyword)
@receiver(pre_delete, sender=CustomDocument)
def index_sheets_of_deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    keys = list(InitiativePage.objects.filter(**{FOUND_BY[sender]: instance.pk}).values_list("pk", flat=True))
    transaction.on_commit(lambda: queue_indexing(keys))


@receiver(post_save, sender=FileText)
def index_sheets_with_file(instance: FileText, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        index_sheets_with.enqueue(relation=FOUND_BY[CustomDocument], key=instance.pk)


@receiver(post_save, sender=CollectionViewRestriction)
@receiver(post_delete, sender=CollectionViewRestriction)
def index_sheets_with_files_of(instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """The files of a collection, and of those in it, may be read by others than before."""
    index_sheets_with_collection.enqueue(path=instance.collection.path)


@receiver(post_delete, sender=Hour)
def forget_hour(instance: Hour, **kwargs: Any) -> None:
    """What the journal says of an hour goes with it."""
    ModelLogEntry.objects.for_instance(instance).delete()
