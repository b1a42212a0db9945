"""Sending a sheet to be read, and why it cannot be sent yet."""

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from collectivities.review import answers
from initiatives.asking import is_asked
from initiatives.completeness import lacking
from initiatives.models import InitiativePage
from portal.models import User


def missing(draft: InitiativePage) -> dict[str, str]:
    """What a sheet lacks to be sent to be read, in words, by name of field."""
    nameless = {} if draft.title else {"title": _("le nom")}
    return nameless | {one.fields[0]: str(one.label) for one in lacking(draft)}


def why_not(draft: InitiativePage) -> str:
    """Why the sheet may not be sent to be read yet; empty when it may."""
    if lacks := missing(draft):
        return _("Il manque encore : %(what)s.") % {"what": ", ".join(lacks.values())}
    if draft.live and not draft.has_unpublished_changes:
        return _("Rien n’a changé depuis la version en ligne.")
    return ""


@transaction.atomic
def submit(page: Page, user: User, answer: str = "") -> bool:
    """Send the latest version to be read, with the commune's answer to what was asked. False when it was sent already:
    pressed twice, the button sends once.
    """
    sheet = Page.objects.select_for_update().get(pk=page.pk).specific
    state = sheet.current_workflow_state
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return False
    if answer:
        answers.record(sheet, user, answer)
    if is_asked(state):
        state.resume(user)
    else:
        sheet.get_workflow().start(sheet, user)
    return True


@transaction.atomic
def withdraw(page: Page, user: User) -> bool:
    """Take a sheet back to go on writing. False when it is not being read, or is not this person's to take back."""
    sheet = Page.objects.select_for_update().get(pk=page.pk).specific
    state = sheet.current_workflow_state
    if not state or not state.user_can_cancel(user):
        return False
    state.cancel(user=user)
    return True
