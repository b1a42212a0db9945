"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "labels"
    verbose_name = _("Label")

    def ready(self) -> None:
        from labels import (
            retention,
            signal_handlers,  # noqa: F401 - connects the receivers once models are loaded
        )
        from labels.personal_data import WRITER
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule

        HOLDINGS.append(WRITER)
        RULES.append(Rule(retention.drafts_described, retention.drafts))
        RULES.append(Rule(retention.files_described, retention.files))
