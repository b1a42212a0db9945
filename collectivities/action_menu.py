"""The buttons of the editor, in words a member uses."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import (
    ActionMenuItem,
    CancelWorkflowMenuItem,
    PageLockedMenuItem,
    SubmitForModerationMenuItem,
)

from collectivities.permissions import user_is_only_member


class SubmitItem(SubmitForModerationMenuItem):
    """Wagtail writes the workflow's name after a preposition: « Soumettre à Relecture par l’association »."""

    template_name = "collectivities/submit_button.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Soumettre à la relecture")}


class WithdrawItem(CancelWorkflowMenuItem):
    """Members know no « workflow »: they sent a page to be read, and take it back."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Retirer de la relecture")}


NAMED = {SubmitForModerationMenuItem: SubmitItem, CancelWorkflowMenuItem: WithdrawItem}
MEMBERS_FIRST = (SubmitItem, PageLockedMenuItem)
"""What a member may find on the big button: the draft saves itself, and nothing is withdrawn at one click."""


def name_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """For Wagtail's hook on the menu of actions: each button by the portal's name, the member's next step first."""
    menu_items[:] = [NAMED[type(item)](order=item.order) if type(item) in NAMED else item for item in menu_items]
    if user_is_only_member(request.user):
        menu_items.sort(key=lambda item: not isinstance(item, MEMBERS_FIRST))
