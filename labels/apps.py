"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "labels"
    verbose_name = _("Label")

    def ready(self) -> None:
        from labels import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from labels.jury import signal_handlers as jury_handlers  # noqa: F401
        from labels.jury.personal_data import JUROR, described, forgotten
        from labels.palmares.social import shared_palmares
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule
        from portal.social import cards

        HOLDINGS.append(JUROR)
        RULES.append(Rule(described, forgotten))
        cards.FINDERS["palmares"] = shared_palmares
