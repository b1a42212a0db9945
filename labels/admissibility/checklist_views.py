"""What is checked in every dossier of a campaign, and the usual reasons: written by the association."""

from typing import Any, cast

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from labels.admissibility.campaigns import YEAR, asked_campaign
from labels.admissibility.starting import model_campaign, start_checklist
from labels.models import Campaign, Dossier
from portal.breadcrumbs import BelowListMixin
from portal.models import User

START = "start"
RELATIONS = ("check_items", "usual_reasons")
PANELS = ObjectList([
    InlinePanel(
        "check_items",
        heading=gettext_lazy("À vérifier dans chaque dossier"),
        label=gettext_lazy("Point"),
        panels=[FieldPanel("text"), FieldPanel("help")],
    ),
    InlinePanel(
        "usual_reasons",
        heading=gettext_lazy("Motifs habituels"),
        label=gettext_lazy("Motif"),
        panels=[FieldPanel("kind"), FieldPanel("text")],
    ),
])  # fmt: skip


class ChecklistView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """Until the palmarès is settled, while dossiers are examined too: who reads learns what to look at."""

    model = Dossier
    list_url_name = "dossiers:index"
    list_title = gettext_lazy("Dossiers")
    has_its_title = True
    permission_required = "change"
    page_title = gettext_lazy("Ce qui se vérifie")
    header_icon = "tasks"
    template_name = "labels/admissibility/checklist.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        campaign = asked_campaign(request)
        if campaign is None:
            raise Http404
        self.campaign = campaign

    def get_page_subtitle(self) -> str:
        return str(self.campaign)

    @cached_property
    def handler(self) -> Any:
        return PANELS.bind_to_model(Campaign)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.campaign.settled_at:
            messages.warning(request, _("Le palmarès est arrêté : la liste ne change plus."))
            return self._back()
        if START in request.POST:
            start_checklist(self.campaign)
            messages.success(request, _("La liste est prête : relisez-la."))
            return self._back()
        form = self.handler.get_form_class()(request.POST, instance=self.campaign, for_user=request.user)
        if not form.is_valid():
            messages.error(request, _("La liste n’est pas enregistrée : corrigez ce qui est indiqué."))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        self._save(form)
        messages.success(request, _("La liste est enregistrée."))
        return self._back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None) or self.handler.get_form_class()(
            instance=self.campaign, for_user=self.request.user
        )
        panel = self.handler.get_bound_panel(instance=self.campaign, request=self.request, form=form)
        return super().get_context_data(
            campaign=self.campaign,
            panel=panel,
            form=form,
            action_url=self.request.get_full_path(),
            media=panel.media + form.media,
            is_empty=not self.campaign.check_items.all(),
            model_campaign=model_campaign(self.campaign),
            start=START,
            **kwargs,
        )

    @transaction.atomic
    def _save(self, form: Any) -> None:
        """The two lists and nothing else of the campaign, whose own content is frozen; each state of them is kept."""
        campaign = form.save(commit=False)
        for relation in RELATIONS:
            getattr(campaign, relation).commit()
        campaign.save_revision(user=cast(User, self.request.user), log_action=True)

    def _back(self) -> HttpResponse:
        return redirect(f"{reverse('dossiers:checklist')}?{YEAR}={self.campaign.year}")
