"""The account page of the admin, whose profile picture goes through the same checks as every image."""

from typing import Any

from django.forms import ClearableFileInput
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel

from collectivities.image_fields import PortalImageField
from collectivities.image_uploads import clean_image

MAX_SIDE = 400
"""Pixels of the longer side: four times what the admin shows."""


class AvatarInput(ClearableFileInput):
    """The button alone: the panel shows the picture, and the box that takes it away."""

    template_name = "django/forms/widgets/file.html"


class AvatarForm(AvatarPreferencesForm):
    """Wagtail's form takes any file that Pillow opens, however large, and keeps all that it carries."""

    avatar = PortalImageField(
        label=_("Choisir une photo"), required=False, widget=AvatarInput(attrs={"accept": "image/*"})
    )

    def clean_avatar(self) -> Any:
        file = self.cleaned_data.get("avatar")
        if "avatar" not in self.changed_data:
            return self._original_avatar
        return clean_image(file, MAX_SIDE, may_move=False) if file else file


class AvatarPanel(AvatarSettingsPanel):
    form_class = AvatarForm
    template_name = "collectivities/account/avatar.html"


class PortalAccountView(AccountView):
    def get_panels(self) -> list[Any]:
        panels = super().get_panels()
        return [self._checked(panel) if type(panel) is AvatarSettingsPanel else panel for panel in panels]

    @staticmethod
    def _checked(panel: AvatarSettingsPanel) -> AvatarPanel:
        return AvatarPanel(panel.request, panel.user, panel.profile)


account_view = never_cache(require_admin_access(PortalAccountView.as_view()))
