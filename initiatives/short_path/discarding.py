"""Throwing away a draft: the one page that a commune deletes itself, since no reader ever saw it."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.delete_page import DeletePageAction
from wagtail.models import Page

from initiatives.enums import SheetState
from initiatives.models import InitiativePage
from initiatives.next_steps import state_of
from portal.models import User


def why_kept(sheet: InitiativePage) -> str:
    """Why a sheet may not be thrown away; empty when it may."""
    state = state_of(sheet, sheet.current_workflow_state)
    if state == SheetState.REVIEW:
        return _("L’association la relit : retirez-la d’abord de la relecture.")
    if state != SheetState.DRAFT:
        return _("Elle a été publiée : sa page reste. Vous pouvez la dire arrêtée.")
    return ""


@transaction.atomic
def discard(page: InitiativePage, user: User) -> bool:
    """Delete the draft, and nothing that was submitted or published meanwhile. False when that was so, or when a
    colleague threw it away.
    """
    there = Page.objects.select_for_update().filter(pk=page.pk).first()
    sheet = there.specific if there else None
    if sheet is None or why_kept(sheet):
        return False
    # The rules of rights give members no deletion; this one is theirs.
    DeletePageAction(sheet, user=user).execute(skip_permission_checks=True)
    return True
