"""Members of the jury: the list, inviting, one of them with her links and her dossiers."""

from typing import Any, cast

import django_filters
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from labels.jury.admin.base import own_collectivities
from labels.jury.admin.forms import JurorForm
from labels.jury.current import working_campaign
from labels.jury.enums import AssignmentState, JurorState, Quality
from labels.jury.mails import send_invitation
from labels.jury.recusing import withdraw
from labels.models import Campaign, Juror, JuryRules
from portal.breadcrumbs import BelowListMixin, TitleAloneMixin
from portal.models import User

PAGES = (
    ("jury_admin:assignment", gettext_lazy("Attribution"), "list-ul"),
    ("jury_admin:recusals", gettext_lazy("Déports"), "cross"),
    ("jury_admin:rules", gettext_lazy("Règles"), "cog"),
    ("jury_deliberation_door", gettext_lazy("Délibération"), "lock"),
)


class JurorFilterSet(WagtailFilterSet):
    """The jury at work, until another campaign, or all of them, is asked for."""

    campaign = django_filters.ModelChoiceFilter(label=gettext_lazy("Campagne"), queryset=Campaign.objects.all())
    state = django_filters.ChoiceFilter(label=gettext_lazy("État"), choices=JurorState.choices)
    quality = django_filters.ChoiceFilter(label=gettext_lazy("Qualité"), choices=Quality.choices)

    class Meta:
        model = Juror
        fields = ("campaign", "state", "quality")

    def __init__(self, data: QueryDict, *args: Any, **kwargs: Any) -> None:
        campaign = working_campaign()
        if campaign and "campaign" not in data:
            data = data.copy()
            data["campaign"] = str(campaign.pk)
        super().__init__(data, *args, **kwargs)


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


class InviteView(TitleAloneMixin, CreateView):
    page_title = gettext_lazy("Inviter au jury")
    success_message = gettext_lazy("L’invitation est partie : %(object)s.")
    error_message = gettext_lazy("L’invitation n’est pas partie : voyez ce qui est à reprendre.")
    submit_button_label = gettext_lazy("Envoyer l’invitation")
    submit_button_active_label = gettext_lazy("Envoi…")

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Two who invite at once do it one after the other: the second reads what the first did."""
        if campaign := working_campaign():
            JuryRules.objects.locked(campaign)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class JurorView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """What the association says of somebody, what she declared and reads; and two gestures."""

    model = Juror
    list_url_name = "jury_admin:index"
    list_title = gettext_lazy("Jury")
    permission_required = "change"
    page_title = gettext_lazy("Membre du jury")
    header_icon = "group"
    template_name = "labels/jury/admin/juror.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.juror = get_object_or_404(Juror.objects.select_related("user", "campaign"), pk=kwargs["pk"])

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On the person as she is now: she may answer, or a colleague write, at the same moment."""
        JuryRules.objects.locked(self.juror.campaign)
        rows = Juror.objects.select_for_update(of=("self",)).select_related("user", "campaign")
        juror = self.juror = rows.get(pk=self.juror.pk)
        name = {"name": juror}
        match request.POST.get("geste"):
            case "relancer" if juror.state == JurorState.INVITED:
                transaction.on_commit(lambda: send_invitation(juror, is_reminder=True))
                messages.success(request, _("L’invitation est repartie : %(name)s.") % name)
            case "retirer" if juror.state in JurorState.expected():
                withdraw(juror, cast(User, request.user))
                messages.success(request, _("%(name)s ne siège plus dans ce jury.") % name)
            case "relancer" | "retirer":
                messages.warning(request, _("La situation a changé entre-temps : rien n’a été fait."))
            case _other:
                form = JurorForm(request.POST, instance=juror)
                if not form.is_valid():
                    return self.render_to_response(self.get_context_data(form=form), status=422)
                form.save()
                messages.success(request, _("C’est enregistré."))
        return redirect("jury_admin:edit", juror.pk)

    def get_page_subtitle(self) -> str:
        return str(self.juror)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        juror = self.juror
        kwargs.setdefault("form", JurorForm(instance=juror))
        interests = juror.interests.select_related("collectivity__departement").order_by("ended_at", "-declared_at")
        assignments = juror.assignments.with_names().order_by("dossier__collectivity__sort_name")
        own = own_collectivities(cast(User, self.request.user))
        return {
            **super().get_context_data(**kwargs),
            "juror": juror,
            "state": state_in_words(juror),
            "interests": list(interests),
            "assignments": list(assignments.exclude(dossier__collectivity__in=own)),
            "may_remind": juror.state == JurorState.INVITED,
            "may_withdraw": juror.state in JurorState.expected(),
        }
