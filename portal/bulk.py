"""Adds many pages at once. The tree API adds one in some 30 ms; a demonstration or an import needs thousands.

Wagtail and Django offer nothing for this: ``bulk_create`` refuses models with parents. The rows of the page table
are made in bulk, then those of the type's own table. No signal is sent, no revision made: index the pages afterwards.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, router, transaction
from django.db.models import F, Model
from django.utils import timezone
from wagtail.models import Page

from portal.batches import batched

MANY = 500
"""Rows from which PostgreSQL should look at a table again; for fewer it would take longer than adding them."""


@transaction.atomic
def add_children(parent: Page, pages: Sequence[Any]) -> None:
    """Add new live pages of one type, without themes or other children of their own, below a page.

    Each page needs its title and slug; its place in the tree, locale, dates and keys are set here.
    """
    if not pages:
        return
    model = type(pages[0])
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    first = _next_position(parent)
    for position, page in enumerate(pages, first):
        _place(page, parent, position)
    rows = [
        Page(**{field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}) for page in pages
    ]
    Page.objects.bulk_create(rows, batch_size=1_000)
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.id = page.page_ptr_id = row.pk
    _insert_own_rows(model, pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))
    if len(pages) >= MANY:
        refresh_statistics(Page, *_tables(model))


def _next_position(parent: Page) -> int:
    last = parent.get_children().order_by("-path").first()
    return Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1


def _place(page: Any, parent: Page, position: int) -> None:
    now = timezone.now()
    page.path = Page._get_path(parent.path, parent.depth + 1, position)
    page.depth = parent.depth + 1
    page.numchild = 0
    page.locale_id = parent.locale_id
    page.url_path = f"{parent.url_path}{page.slug}/"
    page.draft_title = page.title
    page.content_type = ContentType.objects.get_for_model(type(page))
    page.first_published_at = page.first_published_at or now
    page.last_published_at = page.last_published_at or page.first_published_at
    page.latest_revision_created_at = page.last_published_at


def _insert_own_rows(model: type[Any], pages: Sequence[Any]) -> None:
    """Insert the rows of every table between ``Page`` and the type, the oldest first."""
    for table in _tables(model):
        fields = [field for field in table._meta.local_concrete_fields if not field.generated]
        manager = table._base_manager
        for batch in batched(pages, 1_000):
            manager._insert(batch, fields=fields, using=router.db_for_write(table), raw=True)


def _tables(model: type[Any]) -> list[type[Any]]:
    """The models whose rows make a page of this type, beside that of ``Page``."""
    return [table for table in [*reversed(model._meta.get_parent_list()), model] if table is not Page]


def refresh_statistics(*models: type[Model]) -> None:
    """Let PostgreSQL look at tables that have just been filled.

    Until it has, it may choose ways that take minutes where milliseconds are enough. SQLite does well without: knowing
    some tables and not the others, it took ten times as long for the home page.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
