"""What the editorial pages bring to « Monter un projet »: the resources of the theme."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from home.models import ResourcePage
from initiatives.models import Theme

SHOWN = 4


class ResourcesSection(Component):
    """The latest resources of a theme, in the reader's language or else in French; nothing where there are none."""

    template_name = "home/project_resources.html"

    def __init__(self, request: HttpRequest, theme: Theme) -> None:
        self.theme = theme

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        language = self.theme.locale.language_code
        tagged = ResourcePage.objects.filter(themes__translation_key=self.theme.translation_key)
        readable = tagged.live_public_or_french(language).with_card().select_related("locale")
        latest = readable.order_by(F("published_on").desc(nulls_last=True), "-pk")[:SHOWN]
        return {"resources": list(latest), "theme": self.theme, "LANGUAGE_CODE": language}
