"""Why a page does not open for writing, in words a member uses."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


class ReadingLock(WorkflowLock):
    """The association reads the page: Wagtail speaks of « modération » and « workflow » there."""

    def get_message(self, user: Any) -> str | None:
        return self.get_description(user) if self.for_user(user) else None

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return str(super().get_locked_by(user, can_lock)) if can_lock else _("En relecture")

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        if can_lock:
            return str(super().get_description(user, can_lock))
        return _("Cette page est en relecture : l’association vous répondra par courriel.")
