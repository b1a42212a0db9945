"""Merging a theme into another: all that has it moves, published, drafted or scheduled, in every language.

The old theme stays, retired, with the one that took its place: earlier revisions, which nobody rewrites, still name it,
and its address leads to the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from initiatives.models import InitiativePage, Theme
from initiatives.signals import sheets_changed
from portal.batches import batched
from portal.page_cache import forget_all
from portal.permissions import Person

BATCH = 500
"""As many keys as one statement takes without harm."""
MERGE_ACTION = "initiatives.merge_theme"


@dataclass(frozen=True, slots=True)
class Moved:
    """How many sheets move, whatever the language: those the public reads, and those it does not."""

    published: int
    drafts: int

    @property
    def total(self) -> int:
        return self.published + self.drafts


@dataclass(frozen=True, slots=True)
class Found:
    """The pages that name some rows of themes, and the revisions to come in which they do."""

    pages: frozenset[int]
    revisions: tuple[int, ...]


def sheets_of(theme: Theme) -> Moved:
    """What a merge of this theme would move."""
    return _counted(_find({row.pk for row in _rows(theme)}).pages)


@transaction.atomic
def merge(old: Theme, new: Theme, user: Person) -> Moved:
    """Move the sheets of ``old`` to ``new`` and retire ``old``; both are named by their French rows.

    The index follows by task. Raises ``ValueError`` when the two are one, or ``new`` is not in force.
    """
    new = Theme.objects.select_for_update().get(pk=new.pk)
    if new.retired or new.translation_key == old.translation_key:
        raise ValueError("A theme is merged into another one that is in force.")
    places = _places(old, new)
    found = _find(set(places))
    _move_published(places)
    _move_revisions(places, found.revisions)
    _retire(places)
    moved, keys = _counted(found.pages), sorted(found.pages)
    log(old, MERGE_ACTION, user=user, data={"into": new.name, "sheets": moved.total, "pages": keys})
    forget_all()
    transaction.on_commit(lambda: sheets_changed.send(sender=Theme, keys=keys))
    return moved


def _rows(theme: Theme) -> QuerySet[Any]:
    rows: QuerySet[Any] = theme.get_translations(inclusive=True)
    return rows


def _places(old: Theme, new: Theme) -> dict[int, Any]:
    """The row that takes the place of each: that of its language, or the French one where there is none."""
    by_language = {row.locale_id: row.pk for row in _rows(new)}
    return {row.pk: by_language.get(row.locale_id, new.pk) for row in _rows(old)}


def _relations() -> list[Any]:
    """The relation « themes » of every type of pages that has one, of apps this one knows nothing of too."""
    relations = (relation.field for relation in Theme._meta.get_fields(include_hidden=True) if relation.many_to_many)
    return [field for field in relations if issubclass(field.model, Page)]


def _move_published(places: dict[int, Any]) -> None:
    for field in _relations():
        rows, page = field.remote_field.through.objects, field.m2m_column_name()
        for old, new in places.items():
            already = list(rows.filter(theme_id=new).values_list(page, flat=True))
            for keys in batched(already, BATCH):
                rows.filter(theme_id=old, **{f"{page}__in": keys}).delete()
            rows.filter(theme_id=old).update(theme_id=new)


def _move_revisions(places: dict[int, Any], keys: Sequence[int]) -> None:
    for batch in batched(keys, BATCH):
        revisions = list(Revision.objects.filter(pk__in=batch))
        for revision in revisions:
            themes = revision.content["themes"]
            revision.content["themes"] = list(dict.fromkeys(places.get(key, key) for key in themes))
        Revision.objects.bulk_update(revisions, ["content"])


def _retire(places: dict[int, Any]) -> None:
    for old, new in places.items():
        Theme.objects.filter(pk=old).update(retired=True, merged_into=new)
        # What had been merged into it leads straight to the one in force.
        Theme.objects.filter(merged_into=old).update(merged_into=new)


def _find(themes: set[int]) -> Found:
    pages: set[int] = set()
    revisions = []
    for field in _relations():
        rows = field.remote_field.through.objects.filter(theme_id__in=themes)
        pages.update(rows.values_list(field.m2m_column_name(), flat=True))
    for key, page, content in _revisions_to_come(themes).values_list("pk", "object_id", "content").iterator(BATCH):
        if themes.intersection(content.get("themes", ())):
            revisions.append(key)
            pages.add(int(page))
    return Found(frozenset(pages), tuple(revisions))


def _revisions_to_come(themes: set[int]) -> QuerySet[Revision]:
    """The latest, scheduled and submitted revisions that may name one of these themes.

    The latest of a page that neither has one nor holds anything unpublished cannot: it is not read.
    """
    latest = Q()
    for field in _relations():
        pages = field.model.objects.filter(Q(themes__in=themes) | Q(has_unpublished_changes=True)).order_by()
        latest |= Q(pk__in=pages.values("latest_revision_id"))
    submitted = TaskState.objects.filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS).order_by()
    return Revision.objects.filter(
        latest | Q(pk__in=submitted.values("revision_id")) | Q(approved_go_live_at__isnull=False),
        base_content_type=ContentType.objects.get_for_model(Page),
    )


def _counted(keys: frozenset[int]) -> Moved:
    published = drafts = 0
    for batch in batched(sorted(keys), BATCH):
        live = list(InitiativePage.objects.filter(pk__in=batch).values_list("live", flat=True))
        published, drafts = published + sum(live), drafts + len(live) - sum(live)
    return Moved(published, drafts)
