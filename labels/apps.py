"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "labels"
    verbose_name = _("Label")

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from labels import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from labels.proof.checks import check_signing_keys

        register(check_signing_keys, Tags.security, deploy=True)
