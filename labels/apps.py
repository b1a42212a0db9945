"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LabelsConfig(AppConfig):
    name = "labels"
    verbose_name = _("Label")

    def ready(self) -> None:
        from django.core.checks import Tags, register

        from labels import retention, signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from labels.jury import personal_data as jury
        from labels.jury import signal_handlers as jury_handlers  # noqa: F401
        from labels.minutes import signal_handlers as minutes_handlers  # noqa: F401
        from labels.palmares.social import shared_label, shared_level, shared_palmares
        from labels.personal_data import AUTHOR
        from labels.proof.checks import check_signing_keys
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule
        from portal.social import cards

        HOLDINGS.append(AUTHOR)
        HOLDINGS.append(jury.JUROR)
        RULES.append(Rule(retention.drafts_described, retention.drafts))
        RULES.append(Rule(retention.files_described, retention.files))
        RULES.append(Rule(retention.appeals_described, retention.appeals))
        RULES.append(Rule(jury.described, jury.forgotten))
        cards.FINDERS["palmares"] = shared_palmares
        cards.FINDERS["palmares-niveau"] = shared_level
        cards.FINDERS["label"] = shared_label
        register(check_signing_keys, Tags.security, deploy=True)
