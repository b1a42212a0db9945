"""Deciding on one request: what is known, then the answer."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.models import ModelLogEntry

from collectivities.enums import Role
from collectivities.models import Registration
from collectivities.registrations import hints
from collectivities.registrations.admin_forms import Decision, DecisionForm
from collectivities.registrations.deciding import ClosedAccountError, DecidedError, approve, ask, refuse
from collectivities.registrations.listing import confirmed
from portal.breadcrumbs import BelowListMixin
from portal.models import User


class DecideView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    model = Registration
    list_url_name = "registrations:index"
    list_title = gettext_lazy("Inscriptions")
    permission_required = "change"
    page_title = gettext_lazy("Inscription")
    header_icon = "user"
    template_name = "collectivities/registrations/admin/decide.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = confirmed().select_related("collectivity__region", "collectivity__departement", "decided_by")
        self.registration = get_object_or_404(rows, pk=kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(self.registration, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            messages.success(request, self._decide(form.cleaned_data))
        except DecidedError:
            messages.warning(request, _("Cette demande a changé entre-temps : rien n’a été fait, relisez-la."))
        except ClosedAccountError:
            messages.error(
                request, _("Le compte de cette adresse est fermé : rouvrez-le dans « Membres », puis acceptez.")
            )
            return redirect("registrations:edit", self.registration.pk)
        return redirect("registrations:index")

    def _decide(self, answer: dict[str, Any]) -> str:
        """Do it, and say what was done."""
        registration, user = self.registration, cast(User, self.request.user)
        names = {"name": registration.full_name, "collectivity": registration.collectivity.full_name}
        match Decision(answer["decision"]):
            case Decision.APPROVE:
                approve(registration, Role(answer["role"]), user)
                said = _("%(name)s travaille maintenant pour %(collectivity)s, et reçoit de quoi se connecter.")
            case Decision.ASK:
                ask(registration, answer["message"], user)
                said = _("Votre question est partie à %(name)s.")
            case Decision.REFUSE:
                refuse(registration, answer["message"], user)
                said = _("La demande de %(name)s est refusée ; votre motif est parti par courriel.")
        return said % names

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", DecisionForm(self.registration))
        return {
            **super().get_context_data(**kwargs),
            "registration": self.registration,
            "hints": hints.hints(self.registration),
            "team": list(hints.team(self.registration)),
            "others": list(hints.others(self.registration)),
            "decisions": Decision,
            "journal": list(
                ModelLogEntry.objects.for_instance(self.registration).select_related("user").order_by("timestamp")
            ),
        }

    def get_page_subtitle(self) -> str:
        return str(self.registration)
