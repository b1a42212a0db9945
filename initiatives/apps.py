"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from initiatives import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from initiatives.models import Theme
        from initiatives.themes.policies import ThemePolicy
        from portal.social import cards

        register_permission_policy(Theme, ThemePolicy(Theme))
        cards.FINDERS["theme"] = lambda key: Theme.objects.filter(pk=key).first()
