"""« L'année du label », among the reports of the admin: three pages, each with its table for spreadsheets."""

import csv
from collections.abc import Iterator
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.views.mixins import Echo, SpreadsheetExportMixin
from wagtail.admin.viewsets.base import ViewSet

from labels.comparison import candidates, decisions, notes, questions, tables
from labels.comparison.rules import LEAST
from labels.comparison.years import EARLIER, YEAR, Years
from labels.models import Dossier
from portal.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless, harmless_row

Context = dict[str, Any]


class ComparisonView(SpreadsheetExportMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page reads its figures in ``found``, and gives them to spreadsheets by ``rows``."""

    model = Dossier
    permission_required = "change"
    page_title = _("L’année du label")
    header_icon = "order"
    tab: ClassVar[str]
    tab_label: ClassVar[str | Promise]
    request: HttpRequest

    @cached_property
    def years(self) -> Years | None:
        return Years.asked(self.request.GET)

    def found(self, years: Years) -> Context:
        raise NotImplementedError

    def rows(self, years: Years, found: Context) -> list[tables.Row]:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export and self.years:
            rows = self.rows(self.years, self.found(self.years))
            # The mixin names its columns so: those of the first row are those of all.
            self.list_export = list(rows[0]) if rows else []
            spreadsheet: HttpResponse = self.as_spreadsheet(rows, request.GET["export"])
            return spreadsheet
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        return [f"labels/comparison/{self.tab}.html"]

    def get_page_subtitle(self) -> str:
        return str(self.years.campaign) if self.years else ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        label = {"url": "", "label": self.page_title, "sublabel": self.get_page_subtitle()}
        return [*super().get_breadcrumbs_items(), label]

    def get_context_data(self, **kwargs: Any) -> Context:
        context = super().get_context_data(years=self.years, tab=self.tab, tab_label=self.tab_label, **kwargs)
        if not self.years:
            return context
        return {
            **context,
            **self.found(self.years),
            "tabs": [(view.tab, view.tab_label, self._address(view)) for view in VIEWS],
            "least": LEAST,
            "others": tables.others(),
            "parameters": (YEAR, EARLIER),
        }

    def _address(self, view: "type[ComparisonView]") -> str:
        return f"{reverse(f'label_comparison:{view.tab}')}?{self.years.query if self.years else ''}"

    def get_filename(self) -> str:
        return f"annee-du-label-{self.tab}-{self.get_page_subtitle()}"

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def to_row_dict(self, item: tables.Row) -> tables.Row:
        return {name: harmless(value) if isinstance(value, str) else value for name, value in item.items()}

    def stream_csv(self, queryset: list[tables.Row]) -> Iterator[bytes]:
        """Cut as French spreadsheets do."""
        writer = csv.writer(Echo(), delimiter=SEPARATOR)
        yield BYTE_ORDER_MARK.encode()
        yield writer.writerow(self.list_export)
        for row in queryset:
            yield writer.writerow(harmless_row(_written(value) for value in row.values()))


def _written(value: Any) -> Any:
    """Nothing where there is no figure, and the comma of French decimals."""
    return str(value).replace(".", ",") if isinstance(value, float) else "" if value is None else value


class CandidatesView(ComparisonView):
    tab = "index"
    tab_label = _("Candidatures et labels")

    def found(self, years: Years) -> Context:
        rows = candidates.dossier_rows(years)
        return {
            "candidacies": candidates.candidacies(years, rows),
            "levels": candidates.levels(years),
            "mentions": candidates.mentions(years),
            "breakdowns": (candidates.by_class(years, rows), candidates.by_region(years)),
        }

    def rows(self, years: Years, found: Context) -> list[tables.Row]:
        parts = ((_("Candidatures"), "candidacies"), (_("Niveaux"), "levels"), (_("Mentions"), "mentions"))
        return [
            *tables.line_rows(years, [(heading, found[name]) for heading, name in parts]),
            *tables.group_rows(years, found["breakdowns"]),
        ]


class NotesView(ComparisonView):
    tab = "notes"
    tab_label = _("Notes du jury")

    def found(self, years: Years) -> Context:
        rows = notes.score_rows(years)
        return {
            "marked": (
                (_("Par rubrique"), "rubriques", notes.marked(years, rows, "section")),
                (_("Par critère"), "criteres", notes.marked(years, rows, "criterion")),
            ),
            "decisions": decisions.decisions(years),
        }

    def rows(self, years: Years, found: Context) -> list[tables.Row]:
        return tables.note_rows(years, [(heading, marked) for heading, _slug, marked in found["marked"]])


class QuestionsView(ComparisonView):
    tab = "questions"
    tab_label = _("Questions")

    def found(self, years: Years) -> Context:
        return {"questions": questions.questions(years)}

    def rows(self, years: Years, found: Context) -> list[tables.Row]:
        return tables.question_rows(years, found["questions"])


VIEWS: tuple[type[ComparisonView], ...] = (CandidatesView, NotesView, QuestionsView)


class ComparisonReport(ViewSet):
    name = "label_comparison"
    url_prefix = "reports/annee-du-label"
    icon = "order"
    menu_label = _("L’année du label")
    menu_order = 106
    menu_hook = "register_reports_menu_item"

    @cached_property
    def menu_url(self) -> str:
        return reverse("label_comparison:index")

    def get_urlpatterns(self) -> list[Any]:
        places = {"index": ""}
        return [path(places.get(view.tab, f"{view.tab}/"), view.as_view(), name=view.tab) for view in VIEWS]
