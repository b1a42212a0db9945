"""Admitting many dossiers: the choice, how far it is, and the report of those that were not."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from labels.admissibility.admitting import AT_ONCE, admit_many, ready, report
from labels.models import Campaign, Dossier
from portal.breadcrumbs import BelowListMixin
from portal.models import User


class AdmitManyView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """Of the campaign that members work on. A request admits some, and its answer leads to the rest."""

    model = Dossier
    list_url_name = "dossiers:index"
    list_title = gettext_lazy("Dossiers")
    permission_required = "change"
    page_title = gettext_lazy("Déclarer recevables")
    header_icon = "check"
    template_name = "labels/admissibility/admit_many.html"

    def get_page_subtitle(self) -> str:
        return str(self.page_title)

    def get_page_title(self) -> str:
        """The breadcrumbs name it already."""
        return ""

    def get_header_title(self) -> str:
        return str(self.page_title)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        campaign = Campaign.objects.current()
        keys = _keys(request, "dossier")
        if campaign is None or not keys:
            messages.warning(request, _("Cochez au moins un dossier."))
            return redirect("dossiers:admit_many")
        user = cast(User, request.user)
        now, rest = keys[:AT_ONCE], keys[AT_ONCE:]
        done, left = admit_many(now, campaign, user)
        done += sum(_keys(request, "done")[:1])
        left = [*_keys(request, "left"), *left]
        context = {"done": done, "rest": rest, "left": left, "total": done + len(left) + len(rest)}
        if not rest:
            context["report"] = report(left, campaign, user)
        return self.render_to_response(self.get_context_data(progress=context))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if "progress" in kwargs:
            return super().get_context_data(**kwargs)
        campaign = Campaign.objects.current()
        dossiers = ready(campaign) if campaign else []
        waits = Dossier.objects.to_examine().filter(campaign=campaign).count()
        return super().get_context_data(
            progress=None, campaign=campaign, dossiers=dossiers, others=waits - len(dossiers), **kwargs
        )


def _keys(request: HttpRequest, name: str) -> list[int]:
    """What is no number is left out."""
    return [int(key) for key in request.POST.getlist(name) if key.isascii() and key.isdecimal() and len(key) < 10]
