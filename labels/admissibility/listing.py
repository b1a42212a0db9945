"""The list of the dossiers of a campaign in the admin, and its panel on the dashboard."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn

from collectivities.names import sort_key
from labels.admissibility.campaigns import YEAR, asked_campaign
from labels.admissibility.columns import list_columns, panel_columns, say_more
from labels.admissibility.dossiers import counts, followed, waiting
from labels.models import Campaign, Dossier
from portal.dashboard import SHOWN, WaitingPanel
from portal.decisions import DecisionIndexView
from portal.spreadsheets import harmless


class DossierIndexView(DecisionIndexView):
    page_title = _("Dossiers")
    template_name = "labels/admissibility/index.html"
    is_searchable = True

    @cached_property
    def campaign(self) -> Campaign | None:
        return asked_campaign(self.request)

    @property
    def no_results_message(self) -> str | Promise:
        return _("Aucun dossier.") if self.campaign else _("Aucun appel à candidatures n’a encore été fait.")

    @property
    def columns(self) -> list[BaseColumn]:
        return list_columns()

    def get_page_subtitle(self) -> str:
        return str(self.campaign or "")

    def get_filename(self) -> str:
        return f"dossiers-{self.campaign}"

    def get_base_queryset(self) -> QuerySet[Dossier]:
        return followed(self.campaign)

    def search_queryset(self, queryset: QuerySet[Dossier]) -> QuerySet[Dossier]:
        for word in self.search_query.split() if self.is_searching else ():
            queryset = queryset.filter(
                Q(collectivity__sort_name__contains=sort_key(word)) | Q(collectivity__code=word) | Q(number=word)
            )
        return queryset

    def get_table(self, object_list: Sequence[Dossier]) -> Any:
        rows = list(object_list)
        say_more(rows, self.campaign)
        return super().get_table(rows)

    def as_spreadsheet(self, queryset: QuerySet[Dossier], spreadsheet_format: str) -> Any:
        # The export goes through the same rows again: the queryset keeps them.
        say_more(list(queryset), self.campaign)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def to_row_dict(self, item: Dossier) -> dict[str, Any]:
        row: dict[str, Any] = super().to_row_dict(item)
        return {name: harmless(value) if isinstance(value, str) else value for name, value in row.items()}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(*args, **kwargs),
            "campaign": self.campaign,
            "counts": counts(self.campaign) if self.campaign else [],
            "year_parameter": YEAR,
        }


class DossiersPanel(WaitingPanel):
    name = "dossiers"
    heading = _("Dossiers à examiner")
    help_text = _("Le plus ancien d’abord. Ouvrez-le pour le lire et dire s’il est recevable.")
    nothing = _("Aucun dossier n’attend d’être examiné.")
    order = 12

    @cached_property
    def campaign(self) -> Campaign | None:
        found: Campaign | None = Campaign.objects.current()
        return found

    @property
    def total(self) -> int:
        return int(Dossier.objects.to_examine().filter(campaign=self.campaign).count())

    @property
    def rows(self) -> Sequence[Dossier]:
        return list(waiting(self.campaign)[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return panel_columns()

    @property
    def all_url(self) -> str:
        return reverse("dossiers:index")
