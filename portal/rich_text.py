"""The editor of formatted texts."""

from typing import Any

from django.utils.html import linebreaks
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea


class RichTextArea(DraftailRichTextArea):
    """Draftail. What reaches the server in another shape than its own is kept as a plain text, instead of failing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        try:
            value: str | None = super().value_from_datadict(data, files, name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            return linebreaks(str(data[name]), autoescape=True)
        return value
