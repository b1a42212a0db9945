"""The association's screens for a campaign, beside the forms of its content."""

from typing import Any, cast

from django.db.models import Count, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, NumberColumn, TitleColumn
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.snippets.views.snippets import IndexView

from labels.campaigns import errata, moving, opening
from labels.campaigns.acting_forms import ErratumForm, MoveForm, ReasonForm
from labels.campaigns.addresses import CAMPAIGNS, campaign_address
from labels.campaigns.checking import checklist
from labels.campaigns.content import read
from labels.campaigns.duplicating import YearTakenError, duplicate, next_year, year_after
from labels.campaigns.journal import acts
from labels.campaigns.mails import count_of_teams
from labels.campaigns.public import preview
from labels.campaigns.showing import frozen_content, shown_content
from labels.campaigns.starting import start
from labels.enums import Phase
from labels.models import Campaign
from labels.models.campaign import CALENDAR
from labels.timing import spoken
from portal.breadcrumbs import BelowListMixin
from portal.models import User

LIST = f"{CAMPAIGNS}:list"
PUBLISH, CHANGE = "publier", "modifier"


class CampaignIndexView(IndexView):
    default_ordering = "-year"
    add_item_label = gettext_lazy("Nouvelle campagne")

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn(
                "year", label=_("Millésime"), accessor=str, get_url=lambda row: campaign_address(row, "overview")
            ),
            Column("phase", label=_("État"), accessor=lambda row: row.phase().label),
            Column("opens_at", label=_("Ouverture"), accessor=lambda row: _said(row.opens_at)),
            Column("closes_at", label=_("Clôture"), accessor=lambda row: _said(row.closes_at)),
            NumberColumn("dossier_count", label=_("Dossiers")),
        ]

    def get_base_queryset(self) -> QuerySet[Campaign]:
        campaigns: QuerySet[Campaign] = Campaign.objects.annotate(dossier_count=Count("dossiers"))
        return campaigns


def _said(moment: Any) -> str:
    return spoken(moment) if moment else "–"


class CampaignView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """A screen of one campaign."""

    model = Campaign
    list_url_name = LIST
    list_title = gettext_lazy("Campagnes du label")
    permission_required = "change"
    header_icon = "calendar-alt"
    campaigns = Campaign.objects.all()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.campaign: Campaign = get_object_or_404(self.campaigns, pk=kwargs["pk"])

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def get_page_subtitle(self) -> str:
        return str(self.campaign)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "campaign": self.campaign}

    def to_overview(self) -> HttpResponse:
        return redirect(campaign_address(self.campaign, "overview"))


class OverviewView(CampaignView):
    """All that a campaign is, what it still lacks, and what may be done to it."""

    page_title = gettext_lazy("Campagne du label")
    template_name = "labels/campaigns/admin/overview.html"
    campaigns = Campaign.objects.with_last_year()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaign = self.campaign
        return {
            **super().get_context_data(**kwargs),
            **({"content": frozen_content(campaign)} if campaign.is_frozen else self._in_preparation()),
            "calendar": [
                (Campaign._meta.get_field(name).verbose_name, _said(getattr(campaign, name))) for name in CALENDAR
            ],
            "errata": list(campaign.errata.told()) if campaign.opened_at else [],
            "journal": acts(campaign),
            "withdraw_form": ReasonForm() if campaign.opened_at and not opening.why_not_withdrawn(campaign) else None,
            "movable": moving.movable(campaign),
            "opens_later": campaign.phase() == Phase.ANNOUNCED,
            "next_year": str(year_after(campaign.last_year)),
        }

    def _in_preparation(self) -> dict[str, Any]:
        campaign, content = self.campaign, read(self.campaign)
        prefetch_related_objects([campaign], "levels", "mentions", "rules", "criteria")
        checks = checklist(campaign, content)
        return {
            "content": shown_content(campaign, content),
            "has_questions": bool(content),
            "checks": checks,
            "is_ready": not any(check.problems for check in checks),
        }


class PreviewView(CampaignView):
    """The questionnaire as a commune will read it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return preview(request, self.campaign)


class NewCampaignView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """« Nouvelle campagne »: the last one again, a year later; the first one of a portal from what it comes with."""

    model = Campaign
    list_url_name = LIST
    list_title = gettext_lazy("Campagnes du label")
    permission_required = "add"
    page_title = gettext_lazy("Nouvelle campagne")
    header_icon = "calendar-alt"
    template_name = "labels/campaigns/admin/new.html"

    def get_page_subtitle(self) -> str:
        return str(next_year())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return make(request, self.source)

    @property
    def source(self) -> Campaign | None:
        """The last that has something to ask: those of the past have a scale alone."""
        found: Campaign | None = Campaign.objects.exclude(questionnaires=None).order_by("-year").first()
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "source": self.source, "year": str(next_year())}


class DuplicateView(CampaignView):
    permission_required = "add"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return make(request, self.campaign)


def make(request: HttpRequest, source: Campaign | None) -> HttpResponse:
    """The campaign of the year to come, ready to be checked."""
    try:
        campaign = duplicate(source) if source else start(next_year())
    except YearTakenError as error:
        messages.warning(request, str(error))
        return redirect(LIST)
    said = _(
        "La campagne %(year)s est créée. Vérifiez ses dates : elles sont celles de l’année d’avant, un an plus tard."
    )
    messages.success(request, said % {"year": campaign.year})
    return redirect(campaign_address(campaign, "overview"))


class OpenView(CampaignView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            campaign = opening.open_call(self.campaign.pk, self.user)
        except opening.NotOpenedError as error:
            messages.error(request, str(error))
        else:
            said = _("L’appel à candidatures %(year)s est ouvert : les collectivités le voient à partir du %(when)s.")
            messages.success(request, said % {"year": campaign.year, "when": _said(campaign.opens_at)})
        return self.to_overview()


class WithdrawView(CampaignView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            messages.error(request, str(form.errors["reason"][0]))
            return self.to_overview()
        try:
            opening.withdraw_call(self.campaign.pk, self.user, form.cleaned_data["reason"])
        except opening.NotOpenedError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request, _("L’appel à candidatures est retiré : la campagne est de nouveau en préparation.")
            )
        return self.to_overview()


class FormView(CampaignView):
    """A form about a campaign that is open."""

    submit: Any
    intro: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.campaign.opened_at:
            messages.warning(request, _("La campagne est en préparation : corrigez-la directement."))
            return self.to_overview()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", self.new_form())
        return {**super().get_context_data(**kwargs), "submit": self.submit, "intro": self.intro}

    def new_form(self, data: Any = None) -> Any:
        raise NotImplementedError

    def refused(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class MoveView(FormView):
    page_title = gettext_lazy("Reporter ou rouvrir")
    template_name = "labels/campaigns/admin/form.html"
    submit = gettext_lazy("Changer le calendrier")
    intro = gettext_lazy(
        "La clôture se reporte, et ne s’avance jamais : reportée après coup, elle rouvre les dossiers, où aucune "
        "réponse n’est perdue. Les autres dates bougent vers l’avenir seulement. Chaque équipe qui a un dossier est "
        "prévenue."
    )

    def new_form(self, data: Any = None) -> MoveForm:
        return MoveForm(self.campaign, data)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.new_form(request.POST)
        if not form.is_valid():
            return self.refused(form)
        try:
            moving.move(self.campaign.pk, form.changes, form.cleaned_data["reason"], self.user)
        except moving.NotMovedError as error:
            # Somebody else moved the rest in between.
            for name, said in error.wrong.items():
                form.add_error(name if name in form.fields else None, said)
            return self.refused(form)
        messages.success(request, _("Le calendrier a changé ; qui a un dossier est prévenu par courriel."))
        return self.to_overview()


class ErratumView(FormView):
    """In two steps, for nobody takes an erratum back: what is to be said, then how it will be read."""

    page_title = gettext_lazy("Publier un rectificatif")
    template_name = "labels/campaigns/admin/correct.html"
    submit = gettext_lazy("Publier le rectificatif")
    intro = gettext_lazy(
        "Le questionnaire ne change plus. Le rectificatif se lit à côté de ce qu’il corrige, dans les dossiers, "
        "au jury et sur la page publique, et part par courriel aux équipes qui ont un dossier."
    )

    def new_form(self, data: Any = None) -> ErratumForm:
        return ErratumForm(self.campaign, data)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.new_form(request.POST)
        if not form.is_valid():
            return self.refused(form)
        step = request.POST.get("step")
        if step != PUBLISH:
            preview = {} if step == CHANGE else self._preview(form)
            return self.render_to_response(self.get_context_data(form=form, **preview))
        typed = form.cleaned_data
        try:
            errata.publish(self.campaign.pk, typed["question"], typed["text"], self.user)
        except errata.NotCorrectedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Le rectificatif est publié."))
        return self.to_overview()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "publish": PUBLISH, "change": CHANGE}

    def _preview(self, form: ErratumForm) -> dict[str, Any]:
        return {"preview": form.cleaned_data, "teams": count_of_teams(self.campaign)}
