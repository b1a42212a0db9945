"""The buttons of the editor, in words a member uses."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem


class SubmitItem(SubmitForModerationMenuItem):
    """Wagtail writes the workflow's name after a preposition: « Soumettre à Relecture par l’association »."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {**super().get_context_data(parent_context), "label": _("Soumettre à la relecture")}


def name_buttons(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """For Wagtail's hook on the menu of actions: each button by the portal's name for it."""
    menu_items[:] = [
        SubmitItem(order=item.order) if type(item) is SubmitForModerationMenuItem else item for item in menu_items
    ]
