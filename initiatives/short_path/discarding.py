"""Throwing away what no reader ever saw: a draft, or what was changed since the version that is online."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from initiatives.enums import SheetState
from initiatives.models import InitiativePage
from initiatives.next_steps import state_of
from portal.models import User


def has_something_to_discard(draft: InitiativePage) -> bool:
    """Of a sheet that is being written."""
    return bool(draft.has_unpublished_changes if draft.live else not draft.first_published_at)


def why_kept(sheet: InitiativePage) -> str:
    """Why nothing of a sheet may be thrown away; empty when something may."""
    state = state_of(sheet, sheet.current_workflow_state)
    if state == SheetState.REVIEW:
        return _("L’association la relit : retirez-la d’abord de la relecture.")
    if state == SheetState.ARCHIVED:
        return _("Elle a été publiée : sa page reste. Vous pouvez la dire arrêtée.")
    if sheet.live and not sheet.has_unpublished_changes:
        return _("Rien n’a changé depuis la version en ligne.")
    return ""


@transaction.atomic
def discard(page: InitiativePage, user: User) -> bool:
    """Delete a draft, or give a sheet that is online the text it has there; nothing of what was submitted or published
    meanwhile. False when that was so, or when a colleague threw it away.
    """
    there = Page.objects.select_for_update().filter(pk=page.pk).first()
    sheet = there.specific if there else None
    if sheet is None or why_kept(sheet):
        return False
    if sheet.live:
        _drop_changes(sheet, user)
    else:
        # The rules of rights give members no deletion; this one is theirs.
        DeletePageAction(sheet, user=user).execute(skip_permission_checks=True)
    return True


def _drop_changes(sheet: InitiativePage, user: User) -> None:
    """The history keeps what was written: the association gives it back to who asks."""
    sheet.save_revision(user=user, log_action="wagtail.revert", changed=False, clean=False)
    sheet.has_unpublished_changes, sheet.draft_title = False, sheet.title
    sheet.save(update_fields=["has_unpublished_changes", "draft_title"], clean=False)
