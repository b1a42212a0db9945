"""« Toujours en service » : a commune confirms a sheet, by a button or by having a new version approved."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLResolver, include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import WorkflowState

from initiatives.models import InitiativePage
from portal.permissions import Person

ACTION = "initiatives.confirm"


def user_can_confirm(user: Person, page: InitiativePage) -> bool:
    """Whoever may edit a sheet that is online says that it is still true."""
    return bool(page.live and page.permissions_for_user(user).can_edit())


@require_POST
def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """« Toujours en service », pressed on the dashboard, or in the space of the commune, where it leads back."""
    page = get_object_or_404(InitiativePage, pk=page_id)
    if not user_can_confirm(request.user, page):
        raise PermissionDenied
    page.confirm()
    log(page, ACTION, user=request.user)
    messages.success(request, _("« %(title)s » est confirmée pour un an.") % {"title": page.title})
    return redirect("space" if request.GET.get("retour") == "espace" else "wagtailadmin_home")


def confirm_approved(instance: WorkflowState, **kwargs: Any) -> None:
    """A version the commune submitted, and that is now online, says that the sheet is true today."""
    page = getattr(instance.content_object, "specific", None)
    if isinstance(page, InitiativePage):
        page.confirm()


def register_confirmation(actions: Any) -> None:
    """For Wagtail's hook: what the journal says of a confirmation."""
    actions.register_action(
        ACTION, gettext_lazy("Confirmer une fiche"), gettext_lazy("Confirmée : toujours en service")
    )


def confirmation_urls() -> URLResolver:
    """The address of the button, below that of the admin."""
    return path("fiches/", include(([path("<int:page_id>/confirmer/", confirm, name="confirm")], "confirmation")))
