"""What the association's own pages for the jury share."""

from typing import Any, cast

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from collectivities.models import Membership
from labels.jury.current import working_campaign
from labels.models import Campaign, Juror
from portal.breadcrumbs import BelowListMixin
from portal.models import User


def own_collectivities(user: User) -> frozenset[int]:
    """Those whose team somebody of the association is of: who reads their dossiers is not for her to know."""
    return frozenset(Membership.objects.of(user).values_list("collectivity_id", flat=True))


class JuryPageView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """A page below the list of the jury, about the campaign that is at work."""

    model = Juror
    list_url_name = "jury_admin:index"
    list_title = _("Jury")
    has_its_title = True
    permission_required = "change"
    header_icon = "group"
    campaign: Campaign

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        campaign = working_campaign()
        if campaign is None:
            raise Http404
        self.campaign = campaign

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def get_page_subtitle(self) -> str:
        return str(self.campaign)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "campaign": self.campaign}
