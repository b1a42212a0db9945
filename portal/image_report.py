"""The report of pages with an image that has no text."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.models import Page

from portal.image_texts import images_without_text
from portal.reports import PageTypeFilterSet, PortalReportView, ReportViewSet, page_type


class ImagesWithoutTextView(PortalReportView):
    filterset_class = PageTypeFilterSet
    default_ordering = "title"
    no_results_message = _("Toutes les images en ligne ont leur texte.")
    list_export = ("title", "page_type", "places", "address")
    export_headings = {
        "title": _("Page"), "page_type": _("Type"), "places": _("Images à décrire"), "address": _("Adresse"),
    }  # fmt: skip

    @cached_property
    def found(self) -> dict[int, list[str]]:
        return images_without_text()

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("title", label=_("Page"), url_name="wagtailadmin_pages:edit"),
            Column("type", label=_("Type"), accessor=page_type),
            Column("places", label=_("Images à décrire"), accessor=self.places),
        ]

    def get_base_queryset(self) -> QuerySet[Page]:
        pages: QuerySet[Page] = Page.objects.filter(pk__in=list(self.found)).select_related("content_type")
        return pages.order_by("title", "pk")

    def places(self, page: Page) -> str:
        return ", ".join(self.found[page.pk])

    def to_row_dict(self, item: Page) -> dict[str, Any]:
        item.page_type, item.places = page_type(item), self.places(item)
        return super().to_row_dict(item)


class ImagesWithoutTextReport(ReportViewSet):
    name = "images_without_text"
    url_prefix = "reports/images-sans-texte"
    icon = "image"
    menu_label = _("Images sans texte")
    menu_order = 110
    view_class = ImagesWithoutTextView
