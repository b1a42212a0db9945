"""Merging a theme into another: every sheet of it moves, published, drafted or scheduled, in every language.

The old theme stays, retired, with the one that took its place: earlier revisions, which nobody rewrites, still name it,
and its address leads to the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState, WorkflowState

from initiatives.models import InitiativePage, Theme
from initiatives.signals import sheets_changed
from portal.page_cache import forget_all
from portal.permissions import Person

BATCH = 500
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
    """The sheets that name some rows of themes, and the revisions to come in which they do."""

    sheets: frozenset[int]
    revisions: tuple[int, ...]


def sheets_of(theme: Theme) -> Moved:
    """What a merge of this theme would move."""
    return _counted(_find({row.pk for row in _rows(theme)}).sheets)


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
    moved, keys = _counted(found.sheets), sorted(found.sheets)
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


def _move_published(places: dict[int, Any]) -> None:
    through = InitiativePage.themes.through.objects
    for old, new in places.items():
        already = list(through.filter(theme_id=new).values_list("initiativepage_id", flat=True))
        for keys in batched(already):
            through.filter(theme_id=old, initiativepage_id__in=keys).delete()
        through.filter(theme_id=old).update(theme_id=new)


def _move_revisions(places: dict[int, Any], keys: Sequence[int]) -> None:
    for batch in batched(keys):
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
    rows = InitiativePage.themes.through.objects.filter(theme_id__in=themes)
    sheets, revisions = set(rows.values_list("initiativepage_id", flat=True)), []
    for key, sheet, content in _revisions_to_come(themes).values_list("pk", "object_id", "content").iterator(BATCH):
        if themes.intersection(content.get("themes", ())):
            revisions.append(key)
            sheets.add(int(sheet))
    return Found(frozenset(sheets), tuple(revisions))


def _revisions_to_come(themes: set[int]) -> QuerySet[Revision]:
    """The latest, scheduled and submitted revisions that may name one of these themes.

    The latest of a sheet that neither has one nor holds anything unpublished cannot: it is not read.
    """
    sheets = InitiativePage.objects.filter(Q(themes__in=themes) | Q(has_unpublished_changes=True)).order_by()
    submitted = TaskState.objects.filter(workflow_state__status=WorkflowState.STATUS_IN_PROGRESS).order_by()
    return Revision.objects.filter(
        Q(pk__in=sheets.values("latest_revision_id"))
        | Q(pk__in=submitted.values("revision_id"))
        | Q(approved_go_live_at__isnull=False),
        base_content_type=ContentType.objects.get_for_model(Page),
    )


def _counted(keys: frozenset[int]) -> Moved:
    published = sum(InitiativePage.objects.filter(pk__in=batch, live=True).count() for batch in batched(sorted(keys)))
    return Moved(published, len(keys) - published)


def batched(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many keys as one statement takes without harm."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
