"""« Label → Cérémonie » in the admin: the settled palmarès, until when each is under embargo, how it is shown."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from labels.admin_menu import LABEL_MENU
from labels.ceremony import views
from labels.ceremony.forms import USUAL, StageForm
from labels.palmares.settled import settled_palmares, settled_years
from labels.permissions import user_can_prepare_ceremony
from labels.press.kit import territories_of
from labels.press.views import press_of_the_association

YEAR = "millesime"


class CeremonyView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Cérémonie")
    header_icon = "desktop"
    template_name = "labels/ceremony/admin/index.html"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_can_prepare_ceremony(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def years(self) -> list[int]:
        return settled_years()

    def asked_year(self) -> int | None:
        """The one of the address, else the last one."""
        asked = self.request.GET.get(YEAR, "")
        return next((year for year in self.years if str(year) == asked), next(iter(self.years), None))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = self.asked_year()
        settled = settled_palmares(year) if year else None
        return {
            **super().get_context_data(**kwargs),
            "settled": settled,
            "years": self.years,
            "year_parameter": YEAR,
            "form": StageForm(initial=USUAL, auto_id="palmares-%s"),
            "rehearsal_form": StageForm(initial=USUAL, auto_id="repetition-%s"),
            "territories": territories_of(settled.laureates) if settled else [],
        }


class CeremonyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return user_can_prepare_ceremony(request.user)


class CeremonyViewSet(ViewSet):
    name = "ceremony"
    url_prefix = "ceremonie"
    icon = "desktop"
    menu_label = _("Cérémonie")
    menu_order = 35
    menu_hook = LABEL_MENU
    add_to_admin_menu = True
    menu_item_class = CeremonyMenuItem

    @cached_property
    def menu_url(self) -> str:
        return reverse("ceremony:index")

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", CeremonyView.as_view(), name="index"),
            path("repetition/", views.rehearsal_stage, name="rehearsal"),
            path("repetition/fichier/", views.rehearsal_file, name="rehearsal_file"),
            path("<int:year>/", views.stage, name="stage"),
            path("<int:year>/fichier/", views.stage_file, name="stage_file"),
            path("<int:year>/conducteur/", views.running_order, name="order"),
            path("<int:year>/presse/<slug:territory>/", press_of_the_association, name="press"),
        ]
