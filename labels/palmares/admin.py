"""« Labels des années passées » in the admin: looking for one, and correcting it with a reason."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from labels.admin_menu import LABEL_MENU
from labels.models import Award
from labels.palmares.correcting import AwardForm, correct
from labels.permissions import OWN, user_may_decide_on
from portal.breadcrumbs import BelowListMixin
from portal.decisions import DecisionIndexView, DecisionViewSet
from portal.models import User

TITLE = gettext_lazy("Labels des années passées")


def correct_url(award: Award) -> str:
    return reverse("awards:edit", args=[award.pk])


class AwardIndexView(DecisionIndexView):
    page_title = TITLE
    no_results_message = gettext_lazy("Aucun label de ce nom.")

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("entity_name", label=gettext_lazy("Collectivité"), get_url=correct_url),
            Column("code", label=gettext_lazy("Code"), accessor="entity_code"),
            Column("year", label=gettext_lazy("Millésime"), accessor=lambda award: str(award.campaign.year)),
            Column("level", label=gettext_lazy("Niveau"), accessor="level.name"),
        ]

    def get_base_queryset(self) -> QuerySet[Award]:
        found: QuerySet[Award] = Award.objects.correctable().select_related("campaign", "level")
        # By the name of today, the only one that sorts without accents on every database.
        return found.order_by("-campaign__year", "collectivity__sort_name", "entity_name", "pk")


class CorrectView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    model = Award
    list_url_name = "awards:index"
    list_title = TITLE
    permission_required = "change"
    page_title = gettext_lazy("Corriger un label")
    header_icon = "edit"
    template_name = "labels/palmares/admin/correct.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        related = Award.objects.correctable().select_related("campaign", "level", "collectivity__departement")
        self.award = get_object_or_404(related, pk=kwargs["pk"])
        self.refused = "" if user_may_decide_on(request.user, self.award) else str(OWN)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.refused:
            return self.render_to_response(self.get_context_data(), status=409)
        form = correct(self.award.pk, cast(User, request.user), request.POST)
        if form is None:
            raise Http404
        if not form.is_valid():
            self.award.refresh_from_db()
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if form.corrects:
            messages.success(request, _("Le label est corrigé ; le journal garde le motif."))
        else:
            messages.info(request, _("Rien n’a changé"))
        return redirect("awards:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AwardForm(instance=self.award))
        return {**super().get_context_data(**kwargs), "award": self.award, "refused": self.refused}

    def get_page_subtitle(self) -> str:
        return str(self.award)


class AwardViewSet(DecisionViewSet):
    model = Award
    name = "awards"
    url_prefix = "labels-passes"
    icon = "tag"
    menu_label = TITLE
    menu_order = 40
    menu_hook = LABEL_MENU
    search_fields = ("entity_name", "entity_code")
    list_filter = ("campaign",)
    decide_view_class = CorrectView
    index_view_class = AwardIndexView
