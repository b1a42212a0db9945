"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "labels"
    verbose_name = _("Label")

    def ready(self) -> None:
        from labels import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
