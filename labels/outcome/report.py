"""« Avis des candidats », among the reports of the admin."""

import csv
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from labels.admissibility.campaigns import YEAR
from labels.enums import Grade, WouldAgain
from labels.models import Campaign, ProcessFeedback
from labels.models.feedback import GRADES
from labels.outcome.figures import BEST, LEAST, Report, report
from labels.timing import spoken
from portal.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless_row

TITLE = _("Avis des candidats")


def questions() -> list[str]:
    """As candidates read them."""
    fields: Any = ProcessFeedback._meta
    return [str(fields.get_field(name).verbose_name) for name in GRADES]


def asked(request: HttpRequest, campaigns: list[Campaign]) -> Campaign | None:
    """That of the year in the address, or the last one whose palmarès is public."""
    named = (campaign for campaign in campaigns if str(campaign.year) == request.GET.get(YEAR))
    return next(named, next(iter(campaigns), None))


class OfACampaignMixin(PermissionCheckedMixin):
    model = ProcessFeedback
    permission_required = "view"
    request: HttpRequest

    @cached_property
    def campaigns(self) -> list[Campaign]:
        """Those led here whose palmarès is public, the last one first."""
        return list(Campaign.objects.opened().published().order_by("-year"))

    @cached_property
    def campaign(self) -> Campaign | None:
        return asked(self.request, self.campaigns)

    @cached_property
    def report(self) -> Report | None:
        return report(self.campaign) if self.campaign else None


class FeedbackReportView(OfACampaignMixin, WagtailAdminTemplateMixin, TemplateView):
    page_title = TITLE
    header_icon = "comment"
    template_name = "labels/outcome/admin/report.html"

    def get_page_subtitle(self) -> str:
        return str(self.campaign or "")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title, "sublabel": str(self.campaign)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.report
        until = self.campaign.appeals_until if self.campaign else None
        return {
            **super().get_context_data(**kwargs),
            "campaign": self.campaign,
            "years": self.campaigns,
            "year_parameter": YEAR,
            "report": found,
            "least": LEAST,
            "best": BEST,
            "until": spoken(until) if until else "",
            "questions": questions(),
            "answers": WouldAgain.labels,
            "groups": [*filter(None, [found.whole]), *found.classes] if found else [],
        }


class FeedbackTableView(OfACampaignMixin, View):
    """One row an answer, for the comité d'orientation; none before they may be told."""

    def get(self, request: HttpRequest) -> HttpResponse:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=SEPARATOR)
        found = self.report
        classes = ["classe"] if found and found.has_classes else []
        writer.writerow([*classes, *questions(), "candidats de nouveau", "à changer"])
        for row in found.rows if found else ():
            grades = [str(Grade(grade).label) for grade in row.grades]
            own = [row.of_class] if classes else []
            writer.writerow(harmless_row([*own, *grades, str(WouldAgain(row.again).label), row.words]))
        name = f"avis-des-candidats-{self.campaign}.csv"
        content, kind = BYTE_ORDER_MARK + stream.getvalue(), "text/csv; charset=utf-8"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=kind, headers=headers)


class FeedbackReport(ViewSet):
    name = "feedback_report"
    url_prefix = "reports/avis-des-candidats"
    icon = "comment"
    menu_label = TITLE
    menu_order = 107
    menu_hook = "register_reports_menu_item"

    @cached_property
    def menu_url(self) -> str:
        return reverse("feedback_report:index")

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", FeedbackReportView.as_view(), name="index"),
            path("tableau/", FeedbackTableView.as_view(), name="table"),
        ]
