"""Members of the jury: the list, inviting, one of them with her links and her dossiers."""

from typing import Any, cast

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets.button import HeaderButton

from labels.jury.current import working_campaign
from labels.jury.enums import AssignmentState, JurorState, Quality
from labels.jury.mails import send_invitation
from labels.jury.recusing import withdraw
from labels.models import Campaign, Juror
from portal.models import User

PAGES = (
    ("jury_admin:assignment", gettext_lazy("Attribution"), "list-ul"),
    ("jury_admin:recusals", gettext_lazy("Déports"), "cross"),
    ("jury_admin:rules", gettext_lazy("Règles"), "cog"),
)


class JurorFilterSet(WagtailFilterSet):
    campaign = django_filters.ModelChoiceFilter(label=gettext_lazy("Campagne"), queryset=Campaign.objects.all())
    state = django_filters.ChoiceFilter(label=gettext_lazy("État"), choices=JurorState.choices)
    quality = django_filters.ChoiceFilter(label=gettext_lazy("Qualité"), choices=Quality.choices)

    class Meta:
        model = Juror
        fields = ("campaign", "state", "quality")


def state_in_words(juror: Juror) -> str:
    if juror.is_sitting and juror.declared_at is None:
        return _("A accepté, liens à déclarer")
    return str(juror.get_state_display())


class JurorIndexView(IndexView):
    page_title = gettext_lazy("Jury")
    default_ordering = None
    add_item_label = gettext_lazy("Inviter")
    is_searchable = False

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            TitleColumn("user", label=gettext_lazy("Personne"), accessor=str, get_url=self.get_edit_url),
            Column("campaign", label=gettext_lazy("Campagne"), accessor="campaign.year"),
            Column("quality", label=gettext_lazy("Qualité"), accessor=quality_in_words),
            Column("state", label=gettext_lazy("État"), accessor=state_in_words),
            Column("dossiers", label=gettext_lazy("Dossiers"), accessor="dossiers"),
            Column("recusals", label=gettext_lazy("Déports"), accessor="recusals"),
        ]

    def get_base_queryset(self) -> QuerySet[Juror]:
        counted = Q(assignments__state__in=AssignmentState.counted())
        recused = Q(assignments__state=AssignmentState.RECUSED)
        rows: QuerySet[Juror] = super().get_base_queryset().select_related("user", "campaign")
        rows = rows.annotate(
            dossiers=Count("assignments", filter=counted), recusals=Count("assignments", filter=recused)
        )
        return rows.order_by("-campaign__year", "user__last_name", "pk")

    @cached_property
    def header_buttons(self) -> list[Any]:
        if working_campaign() is None:
            return []
        own = [HeaderButton(label, reverse(name), icon_name=icon) for name, label, icon in PAGES]
        return [*super().header_buttons, *own]

    def get_list_buttons(self, instance: Juror) -> list[Any]:
        """The name leads to everything."""
        return []


def quality_in_words(juror: Juror) -> str:
    if juror.is_president:
        return _("%(quality)s, présidence") % {"quality": juror.get_quality_display()}
    return str(juror.get_quality_display())


class InviteView(CreateView):
    page_title = gettext_lazy("Inviter au jury")
    success_message = gettext_lazy("L’invitation est partie : %(object)s.")
    error_message = gettext_lazy("L’invitation n’est pas partie : voyez ce qui est à reprendre.")
    submit_button_label = gettext_lazy("Envoyer l’invitation")
    submit_button_active_label = gettext_lazy("Envoi…")


class JurorEditView(EditView):
    """The form, and below it what the person declared and reads; two gestures beside."""

    template_name = "labels/jury/admin/juror.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        match request.POST.get("geste"):
            case "relancer" if self.object.state == JurorState.INVITED:
                send_invitation(self.object, is_reminder=True)
                messages.success(request, _("L’invitation est repartie : %(name)s.") % {"name": self.object})
                return redirect(self.get_edit_url())
            case "retirer" if self.object.state in JurorState.expected():
                withdraw(self.object, cast(User, request.user))
                messages.success(request, _("%(name)s ne siège plus dans ce jury.") % {"name": self.object})
                return redirect(self.get_edit_url())
            case "relancer" | "retirer":
                messages.warning(request, _("La situation a changé entre-temps : rien n’a été fait."))
                return redirect(self.get_edit_url())
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        juror: Juror = self.object
        interests = juror.interests.select_related("collectivity__departement").order_by("ended_at", "-declared_at")
        assignments = juror.assignments.with_names().order_by("dossier__collectivity__sort_name")
        return {
            **super().get_context_data(**kwargs),
            "juror": juror,
            "state": state_in_words(juror),
            "interests": list(interests),
            "assignments": list(assignments),
            "may_remind": juror.state == JurorState.INVITED,
            "may_withdraw": juror.state in JurorState.expected(),
        }
