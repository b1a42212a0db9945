"""Fields of the editor's form that understand what people write."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

WRITTEN_HOUR = re.compile(r"^\s*(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?\s*$", re.IGNORECASE)


class HourInput(forms.TextInput):
    """An hour of the day as it is written in French: « 9h », « 12 h 30 », « 12:30 ».

    Wagtail's own field reads no « h »: it would keep the hour and drop the minutes without a word.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"placeholder": _("12 h 30"), "autocomplete": "off", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        return f"{value:%H:%M}" if hasattr(value, "strftime") else value

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        found = WRITTEN_HOUR.match(value or "")
        return f"{int(found[1]):02}:{found[2] or '00'}" if found else value
