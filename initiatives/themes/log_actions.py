"""What the journal says of themes, beside Wagtail's own « created » and « edited »."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogFormatter

from initiatives.themes.merging import MERGE_ACTION


class MergeFormatter(LogFormatter):
    label = gettext_lazy("Fusionner un thème")

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data.get("sheets", 0)
        text = ngettext(
            "Fusionné dans « %(theme)s » : %(count)s fiche", "Fusionné dans « %(theme)s » : %(count)s fiches", count
        )
        return text % {"theme": log_entry.data.get("into", ""), "count": count}


def register_theme_actions(actions: Any) -> None:
    """For Wagtail's hook on the journal."""
    actions.register_action(MERGE_ACTION)(MergeFormatter)
