"""The kernel's application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        from portal import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
