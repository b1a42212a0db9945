"""« Campagne en cours », among the reports of the admin."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from collectivities.models import Membership
from initiatives.statistics.chart import HEIGHT, LEAST, STEP, Bar
from labels.admissibility import figures
from labels.admissibility.campaigns import YEAR, asked_campaign, campaigns
from labels.admissibility.progress import with_progress
from labels.models import Campaign, Dossier

CALLED = 50
"""How many silent drafts are named: those left alone the longest."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A draft nobody wrote in lately, and who may be called."""

    dossier: Any
    team: list[Membership]


def silent_rows(campaign: Campaign) -> list[Silent]:
    dossiers = list(with_progress(figures.silent(campaign))[:CALLED])
    teams: dict[int, list[Membership]] = defaultdict(list)
    members = Membership.objects.referents().filter(collectivity__in={dossier.collectivity_id for dossier in dossiers})
    for member in members.select_related("user").order_by("created_at"):
        teams[member.collectivity_id].append(member)
    return [Silent(dossier, teams[dossier.collectivity_id]) for dossier in dossiers]


def bars(days: Sequence[figures.Day]) -> list[Bar]:
    """How many had been deposited at the end of each day that is over; the place of those ahead stays empty."""
    highest = max((day.total for day in days), default=0)
    return [
        Bar(day.day.strftime("%d/%m/%Y"), day.total, number * STEP, max(LEAST, round(HEIGHT * day.total / highest)))
        for number, day in enumerate(days)
        if day.total and not day.is_ahead
    ]


class CampaignReportView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    model = Dossier
    permission_required = "change"
    page_title = _("Campagne en cours")
    header_icon = "calendar-check"
    template_name = "labels/admissibility/report.html"
    request: HttpRequest

    @cached_property
    def campaign(self) -> Campaign | None:
        return asked_campaign(self.request)

    def get_page_subtitle(self) -> str:
        return str(self.campaign or "")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title, "sublabel": str(self.campaign)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(campaign=self.campaign, year_parameter=YEAR, **kwargs)
        return {**context, **self._of(self.campaign)} if self.campaign else context

    def _of(self, campaign: Campaign) -> dict[str, Any]:
        days, counted = figures.by_day(campaign), figures.counted(campaign)
        silent = silent_rows(campaign)
        return {
            "figures": figures.figures(counted),
            "absent": figures.absent(campaign),
            "days": [day for day in reversed(days) if day.count],
            "bars": bars(days),
            "width": STEP * len(days),
            "height": HEIGHT,
            "bar_width": STEP - 2,
            "shares": (
                (_("Région"), "regions", figures.by_region(counted)),
                (_("Classe"), "classes", figures.by_class(counted)),
            ),
            "silent": silent,
            "silent_days": figures.SILENT_DAYS,
            "silent_total": sum(row.silent for row in counted),
            "years": campaigns(self.request),
        }


class CampaignReport(ViewSet):
    name = "campaign_report"
    url_prefix = "reports/campagne-en-cours"
    icon = "calendar-check"
    menu_label = _("Campagne en cours")
    menu_order = 105
    menu_hook = "register_reports_menu_item"

    @cached_property
    def menu_url(self) -> str:
        return reverse("campaign_report:index")

    def get_urlpatterns(self) -> list[Any]:
        return [path("", CampaignReportView.as_view(), name="index")]
