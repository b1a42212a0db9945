"""« Recours » in the admin: reading, studying, answering, and putting a label right."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from labels.admin_menu import LABEL_MENU
from labels.appeals.answering import levels_above, move_appeal, rectify, standing_level, why_not_move, why_not_rectify
from labels.appeals.forms import AnswerForm, RectifyForm
from labels.appeals.states import ANSWERS, BY_NAME, STUDY
from labels.enums import Actor, AppealState
from labels.models import Appeal, Decision
from labels.permissions import actors, can_examine
from labels.transitions import NotPossibleError
from portal.breadcrumbs import BelowListMixin
from portal.dashboard import SHOWN, WaitingPanel
from portal.decisions import DecisionIndexView, DecisionViewSet
from portal.models import User

TITLE = gettext_lazy("Recours")
NOTHING_WAITS = gettext_lazy("Aucun recours n’attend de réponse.")


def appeal_url(appeal: Appeal) -> str:
    return reverse("appeals:edit", args=[appeal.pk])


def columns() -> list[BaseColumn]:
    """Those of the list and of the panel."""
    return [
        TitleColumn(
            "name", label=gettext_lazy("Collectivité"), accessor="dossier.collectivity.full_name", get_url=appeal_url
        ),
        Column("year", label=gettext_lazy("Millésime"), accessor=lambda appeal: str(appeal.dossier.campaign.year)),
        Column("state", label=gettext_lazy("État"), accessor="get_state_display"),
        DateColumn("filed_at", label=gettext_lazy("Déposé")),
    ]


class AppealIndexView(DecisionIndexView):
    page_title = TITLE
    no_results_message = gettext_lazy("Aucun recours.")

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    def get_base_queryset(self) -> QuerySet[Appeal]:
        """What waits first, the oldest before the others."""
        waits = Case(
            When(state__in=AppealState.waiting(), then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        found: QuerySet[Appeal] = Appeal.objects.with_names().order_by(waits, "filed_at", "pk")
        return found


class OfAnAppealMixin(PermissionCheckedMixin, BelowListMixin):
    model = Appeal
    list_url_name = "appeals:index"
    list_title = TITLE
    permission_required = "change"
    header_icon = "help"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.appeal = get_object_or_404(Appeal.objects.with_names(), pk=kwargs["pk"])

    @cached_property
    def user(self) -> User:
        return cast(User, self.request.user)

    @cached_property
    def actors(self) -> frozenset[Actor]:
        return actors(self.user, self.appeal.dossier)

    def get_page_subtitle(self) -> str:
        return f"{self.appeal.dossier.collectivity.full_name}, {self.appeal.dossier.campaign}"


class AppealView(OfAnAppealMixin, TemplateView):
    """All that an answer is made of. Whoever is of the team of the collectivité reads it in its space, and not here."""

    page_title = TITLE
    template_name = "labels/appeals/admin/appeal.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if STUDY.name in request.POST:
            return self._move(STUDY.name, "", _("La collectivité voit que son recours est à l’étude."))
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        answer = form.cleaned_data
        return self._move(answer["move"], answer["answer"], _("La réponse est envoyée à l’équipe de la collectivité."))

    def _move(self, name: str, answer: str, done: str) -> HttpResponse:
        try:
            move_appeal(self.appeal.pk, BY_NAME[name], self.user, answer)
        except NotPossibleError as error:
            self.appeal.refresh_from_db()
            messages.error(self.request, str(error))
            # What was written is shown again: somebody else answered, and it may have to be said elsewhere.
            context = self.get_context_data(form=AnswerForm(self.request.POST), typed=answer)
            return self.render_to_response(context, status=409)
        messages.success(self.request, done)
        return redirect("appeals:edit", self.appeal.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AnswerForm())
        kwargs.setdefault("typed", "")
        appeal = self.appeal
        refused = why_not_move(ANSWERS[0], appeal, self.actors)
        decision = Decision.objects.public().filter(dossier=appeal.dossier).select_related("level").first()
        return {
            **super().get_context_data(**kwargs),
            "appeal": appeal,
            "decision": decision,
            "level": standing_level(appeal.dossier),
            "is_waiting": appeal.state in AppealState.waiting(),
            "may_read": can_examine(self.actors),
            "may_study": not why_not_move(STUDY, appeal, self.actors),
            "study": STUDY,
            "refused": refused,
            "rectify_refused": why_not_rectify(appeal, self.actors) if appeal.is_answered else "",
        }


class RectifyView(OfAnAppealMixin, TemplateView):
    page_title = gettext_lazy("Rectifier le label")
    template_name = "labels/appeals/admin/rectify.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.refused = why_not_rectify(self.appeal, self.actors) if request.user.is_authenticated else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.refused:
            messages.warning(request, self.refused)
            return redirect("appeals:edit", self.appeal.pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = RectifyForm(levels_above(self.appeal.dossier), request.POST)
        if not self.refused and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            if self.refused:
                raise NotPossibleError(self.refused)
            rectify(self.appeal.pk, form.cleaned_data["level"], self.user, form.cleaned_data["reason"])
        except NotPossibleError as error:
            messages.error(request, str(error))
            # What was written is shown again: it may have to be said elsewhere.
            return self.render_to_response(self.get_context_data(form=form), status=409)
        messages.success(request, _("Le label est rectifié : le palmarès et la vérification le disent."))
        return redirect("appeals:edit", self.appeal.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", RectifyForm(levels_above(self.appeal.dossier)))
        return {
            **super().get_context_data(**kwargs),
            "appeal": self.appeal,
            "level": standing_level(self.appeal.dossier),
        }


class AppealViewSet(DecisionViewSet):
    model = Appeal
    name = "appeals"
    url_prefix = "label/recours"
    icon = "help"
    menu_label = TITLE
    menu_order = 45
    menu_hook = LABEL_MENU
    list_filter = ("state", "dossier__campaign")
    decide_view_class = AppealView
    index_view_class = AppealIndexView

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("<int:pk>/rectifier/", RectifyView.as_view(), name="rectify")]


class AppealsPanel(WaitingPanel):
    name = "appeals"
    heading = gettext_lazy("Recours qui attendent une réponse")
    help_text = gettext_lazy("Le plus ancien d’abord. Demandez à la présidence du jury, puis répondez avec des motifs.")
    nothing = NOTHING_WAITS
    order = 13

    @property
    def total(self) -> int:
        return int(Appeal.objects.waiting().count())

    @property
    def rows(self) -> Sequence[Appeal]:
        return list(Appeal.objects.waiting().with_names()[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    @property
    def all_url(self) -> str:
        return reverse("appeals:index")
