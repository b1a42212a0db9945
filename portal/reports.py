"""Reports of the admin that list pages, for those who watch over everybody's."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.reports import PageReportView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, get_page_content_types


class PortalReportView(PageReportView):
    """A report for whoever may publish every page it lists. ``columns`` are those of the table and of the export."""

    permission_required = "publish"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    is_searchable = False

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        """A row of the export: ``address`` is where readers find the page, which only its own type knows."""
        item.address = item.specific_deferred.full_url
        row: dict[str, Any] = super().to_row_dict(item)
        return row


class ReportViewSet(ViewSet):
    """Registers a report: its two addresses and its entry in the menu « Rapports »."""

    view_class: type[PortalReportView]
    menu_hook = "register_reports_menu_item"

    @cached_property
    def menu_url(self) -> str:
        return reverse(self.get_url_name("index"))

    def get_urlpatterns(self) -> list[Any]:
        names = {"index_url_name": self.get_url_name("index"), "index_results_url_name": self.get_url_name("results")}
        view = {"page_title": self.menu_label, "header_icon": self.icon, **names}
        return [
            path("", self.view_class.as_view(**view), name="index"),
            path("liste/", self.view_class.as_view(**view, results_only=True), name="results"),
        ]


def page_types(request: HttpRequest) -> QuerySet[ContentType]:
    """The types of pages, for a filter."""
    types: QuerySet[ContentType] = get_page_content_types(include_base_page_type=False)
    return types


class PageTypeFilterSet(WagtailFilterSet):
    content_type = ContentTypeFilter(label=_("Type"), queryset=page_types)

    class Meta:
        model = Page
        fields = ("content_type",)


def page_type(page: Page) -> str:
    """The type of a page, in words."""
    return str(get_content_type_label(page.content_type))
