"""« Corrections » in the admin: what readers proposed, and the decision of the association."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from initiatives.corrections.deciding import dismiss, pass_on
from initiatives.corrections.forms import PASS_ON, DecisionForm
from initiatives.enums import CorrectionState
from initiatives.models import Correction
from portal.breadcrumbs import BelowListMixin
from portal.dashboard import SHOWN, WaitingPanel
from portal.decisions import DecisionIndexView, DecisionViewSet
from portal.models import User

NOTHING_WAITS = gettext_lazy("Aucune correction n’attend.")


def columns() -> list[BaseColumn]:
    """Those of the list and of the panel."""
    return [
        TitleColumn("text", label=gettext_lazy("Correction"), accessor=str, get_url=decide_url),
        Column("sheet", label=gettext_lazy("Fiche"), accessor="sheet.title"),
        Column("commune", label=gettext_lazy("Commune"), accessor="sheet.collectivity.full_name"),
        DateColumn("proposed_at", label=gettext_lazy("Proposée")),
    ]


def decide_url(correction: Correction) -> str:
    return reverse("corrections:edit", args=[correction.pk])


class CorrectionIndexView(DecisionIndexView):
    page_title = gettext_lazy("Corrections")
    no_results_message = NOTHING_WAITS

    @property
    def columns(self) -> list[BaseColumn]:
        return [*columns(), Column("state", label=gettext_lazy("État"), accessor="get_state_display")]

    def get_base_queryset(self) -> QuerySet[Correction]:
        """What waits first."""
        return Correction.objects.with_names().order_by("-state", "-proposed_at", "-pk")


class DecideView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    model = Correction
    list_url_name = "corrections:index"
    list_title = gettext_lazy("Corrections")
    permission_required = "change"
    page_title = gettext_lazy("Correction proposée")
    header_icon = "edit"
    template_name = "initiatives/corrections/admin/decide.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.correction = get_object_or_404(Correction.objects.with_names(), pk=kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        user, answer = cast(User, request.user), form.cleaned_data
        if answer["decision"] == PASS_ON:
            done, said = pass_on(self.correction, user, answer["note"]), _("La commune reçoit la correction.")
        else:
            done, said = dismiss(self.correction, user), _("La correction est écartée.")
        if done:
            messages.success(request, said)
        else:
            messages.warning(request, _("Quelqu’un a décidé entre-temps."))
        return redirect("corrections:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", DecisionForm())
        return {
            **super().get_context_data(**kwargs),
            "correction": self.correction,
            "is_open": self.correction.state == CorrectionState.WAITING,
        }

    def get_page_subtitle(self) -> str:
        return str(self.correction.sheet.title)


class CorrectionViewSet(DecisionViewSet):
    model = Correction
    name = "corrections"
    url_prefix = "corrections"
    icon = "edit"
    menu_label = gettext_lazy("Corrections")
    menu_order = 96
    decide_view_class = DecideView
    index_view_class = CorrectionIndexView


class CorrectionsPanel(WaitingPanel):
    name = "corrections"
    heading = gettext_lazy("Corrections proposées")
    help_text = gettext_lazy("Ce que des lecteurs disent faux. Transmettez à la commune, ou écartez.")
    nothing = NOTHING_WAITS
    order = 15

    @property
    def total(self) -> int:
        return int(Correction.objects.waiting().count())

    @property
    def rows(self) -> Sequence[Correction]:
        return list(Correction.objects.waiting().with_names()[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    @property
    def all_url(self) -> str:
        return reverse("corrections:index")
