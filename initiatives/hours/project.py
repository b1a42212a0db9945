"""What hours bring to « Monter un projet »."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from initiatives.models import Hour, Theme
from portal.page_cache import keep_until

SHOWN = 4


class HoursSection(Component):
    """The next hours about the theme; nothing where there are none."""

    template_name = "initiatives/hours/project.html"

    def __init__(self, request: HttpRequest, theme: Theme) -> None:
        self.request, self.theme = request, theme

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        # Their sheets are public: those of the theme are.
        about = Hour.objects.coming().about(self.theme).shown()
        hours = list(about.select_related("sheet__locale")[:SHOWN])
        if hours:
            keep_until(self.request, hours[0].starts_at)
        return {"hours": hours}
