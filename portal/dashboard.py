"""A panel of the admin's dashboard: what waits, the first of it, and where the rest is."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import BaseColumn, Table

SHOWN = 8


class WaitingPanel(Component):
    """Subclasses say what waits: ``total``, ``rows`` for the first ``SHOWN`` of it, and their columns."""

    template_name = "portal/admin/waiting_panel.html"
    name: str
    heading: str | Promise
    help_text: str | Promise = ""
    nothing: str | Promise
    """What is said when nothing waits."""
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @property
    def total(self) -> int:
        raise NotImplementedError

    @property
    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    @property
    def columns(self) -> list[BaseColumn]:
        raise NotImplementedError

    @property
    def all_url(self) -> str:
        """Where all of it is listed."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        total = self.total
        table = Table(self.columns, self.rows, caption=self.heading) if total else None
        return {"panel": self, "total": total, "table": table, "request": self.request}
