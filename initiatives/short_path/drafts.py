"""Drafts of sheets: begun once, saved field by field."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from collectivities.models import CollectivityPage
from initiatives.models import InitiativePage
from initiatives.short_path.fields import PAGE_FIELDS
from initiatives.short_path.forms import ShortForm
from portal.models import User


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a form: the draft as it is now, the names of the fields that somebody else wrote since the form was
    read (``taken``), and of those that both wrote, where nothing was changed (``conflicts``). ``by`` is the other one.
    """

    draft: InitiativePage
    taken: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()
    by: str = ""


def draft_of(page: Page) -> InitiativePage:
    """The sheet as it is being written."""
    draft: InitiativePage = page.specific.get_latest_revision_as_object()
    return draft


def new_draft(
    parent: CollectivityPage,
    model: type[InitiativePage],
    key: UUID | None = None,
    origin: InitiativePage | None = None,
) -> InitiativePage:
    """A sheet that is not saved yet. ``key`` tells a form that is sent twice: it becomes the page's translation key.
    ``origin`` is what it is inspired by.
    """
    draft = model(locale=parent.locale, live=False, translation_key=key or uuid4(), inspired_by=origin)
    draft.copy_territory(parent.collectivity)
    return draft


@transaction.atomic
def begin(parent: CollectivityPage, form: ShortForm, user: User) -> Saved:
    """The sheet of a form that is sent for the first time. Sent again, it is the same sheet, saved."""
    # Two at once, say an autosave and a press of the button, wait for each other here.
    Page.objects.select_for_update().get(pk=parent.pk)
    parent.refresh_from_db()
    draft = form.draft
    begun = InitiativePage.objects.child_of(parent).filter(translation_key=draft.translation_key).first()
    if begun:
        again = ShortForm(form.data, draft=to_write(begun, user))
        again.is_valid()
        return save(again, user)
    if Page.objects.filter(translation_key=draft.translation_key).exists():
        draft.translation_key = uuid4()
    _write(draft, {name: form.cleaned_data[name] for name in form.fields if name in form.cleaned_data})
    draft.owner = user
    parent.add_child(instance=draft)
    draft.save_revision(user=user, clean=False)
    return Saved(draft)


class ClosedError(Exception):
    """Nobody writes in the sheet now: the association reads it, or an editor has it."""


def to_write(page: Page, user: User) -> InitiativePage:
    """The sheet as it is being written, within a transaction: who saves at the same moment waits until its end, and is
    merged with what was written in it. Raises ClosedError, with the reason.
    """
    sheet = Page.objects.select_for_update().get(pk=page.pk).specific
    if reason := why_closed(sheet, user):
        raise ClosedError(reason)
    return draft_of(sheet)


def why_closed(sheet: InitiativePage, user: User) -> str:
    """Why nobody may write now, or nothing."""
    lock = sheet.get_lock()
    return str(lock.get_message(user) or "") if lock and lock.for_user(user) else ""


def save(form: ShortForm, user: User) -> Saved:
    """Write in the draft of a form, which ``to_write`` gave, what this person changed and nobody else did meanwhile."""
    draft = form.draft
    merge = form.merge()
    changes = merge.changes
    by = _author(draft, user) if merge.taken or merge.conflicts else ""
    if changes:
        _write(draft, changes)
        if "title" in changes and not draft.live:
            # Lists of drafts show the page; its other fields are read from its latest version.
            draft.save()
        keep(draft, user, form.cleaned_data.get("written"))
    return Saved(draft, merge.taken, merge.conflicts, by)


def keep(draft: InitiativePage, user: User, written: int | None) -> None:
    """Save a draft as the latest version. ``written`` is the one that the same form made before: it is written over, as
    Wagtail's editor does, unless it was submitted or published since; the history says once that it was written.
    """
    latest = draft.latest_revision
    is_own = latest and latest.pk == written and latest.user_id == user.pk and latest.pk != draft.live_revision_id
    over = latest if is_own and not latest.task_states.exists() else None
    draft.save_revision(user=user, log_action=over is None, overwrite_revision=over, clean=False)


def _author(draft: InitiativePage, user: User) -> str:
    """Who wrote the latest version, in the words of a sentence that this person reads."""
    author = draft.latest_revision.user if draft.latest_revision else None
    return _("vous, sur un autre écran") if author == user else str(author or _("l’association"))


def _write(draft: InitiativePage, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name in PAGE_FIELDS:
            PAGE_FIELDS[name].write(draft, name, value)
    if "title" in values and not draft.first_published_at:
        # The address follows the name until somebody may have read it.
        draft.slug = ""
