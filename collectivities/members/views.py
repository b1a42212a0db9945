"""Views of the association for one member."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import log

from collectivities.enums import AccountState
from collectivities.members.invitations import send_invitation
from collectivities.members.listing import account_buttons
from collectivities.models import Membership
from collectivities.team.journal import record
from portal.breadcrumbs import BelowListMixin
from portal.models import User
from portal.permissions import ASSOCIATION_GROUP


class InviteView(CreateView):
    page_title = gettext_lazy("Inviter un membre")
    success_message = gettext_lazy("L’invitation est partie : %(object)s.")
    error_message = gettext_lazy("L’invitation n’est pas partie : voyez ce qui est à reprendre.")
    submit_button_label = gettext_lazy("Envoyer l’invitation")
    submit_button_active_label = gettext_lazy("Envoi…")


class MemberEditView(EditView):
    delete_item_label = gettext_lazy("Retirer de la commune")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *(Button.from_menu_item(item) for item in account_buttons(self.object))]


class RevokeView(DeleteView):
    page_title = gettext_lazy("Retirer un membre")
    success_message = gettext_lazy("%(object)s : retiré·e de la commune.")

    def delete_action(self) -> None:
        record("collectivities.remove_member", self.object, self.request.user)
        super().delete_action()

    @property
    def confirmation_message(self) -> str:
        return _(
            "La personne ne pourra plus rien faire pour cette commune, tout de suite. "
            "Ce qu’elle a écrit reste en place, et son compte existe toujours."
        )


class MemberActionView(PermissionCheckedMixin, BelowListMixin, TemplateView):
    """Asks before it acts: a GET shows what will happen, a POST does it."""

    model = Membership
    list_url_name = "members:index"
    list_title = gettext_lazy("Membres")
    permission_required = "change"
    template_name = "collectivities/members/confirm.html"
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(Membership.objects.select_related("user", "collectivity"), pk=kwargs["pk"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.success(request, self.act())
        return redirect("members:index")

    def act(self) -> str:
        """Do it and say what was done."""
        raise NotImplementedError

    def get_page_subtitle(self) -> str:
        return str(self.object)


class SendInvitationView(MemberActionView):
    page_title = gettext_lazy("Renvoyer l’invitation")

    def act(self) -> str:
        send_invitation(self.object, cast(User, self.request.user))
        record("collectivities.send_invitation", self.object, self.request.user)
        return _("L’invitation est repartie à %(email)s.") % {"email": self.object.user.email}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = _("%(email)s reçoit un nouveau lien, valable trois jours.") % {"email": self.object.user.email}
        return {**super().get_context_data(**kwargs), "text": text, "label": self.page_title}


class ToggleAccountView(MemberActionView):
    """Deactivates an account, or gives it back. Deletion would take the author away from the revisions."""

    page_title = gettext_lazy("Compte du membre")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.deactivated = self.object.state == AccountState.DEACTIVATED

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = self.object.user
        # The association's and the technical team's accounts are not the association's to close.
        if user.is_superuser or user.groups.filter(name=ASSOCIATION_GROUP).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def act(self) -> str:
        self.object.user.is_active = self.deactivated
        self.object.user.save(update_fields=["is_active"])
        action = "collectivities.reactivate" if self.deactivated else "collectivities.deactivate"
        log(self.object, action, user=self.request.user)
        if self.deactivated:
            return _("Le compte de %(user)s est rouvert.") % {"user": self.object.user}
        return _("Le compte de %(user)s est fermé, tout de suite et pour toutes ses communes.") % {
            "user": self.object.user
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text, label = (
            _("La personne ne pourra plus se connecter, pour aucune de ses communes."),
            _("Désactiver le compte"),
        )
        if self.deactivated:
            text, label = _("La personne pourra se connecter de nouveau."), _("Réactiver le compte")
        return {**super().get_context_data(**kwargs), "text": text, "label": label}
