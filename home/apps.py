"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Pages éditoriales")

    def ready(self) -> None:
        from home import retention  # Needs the models
        from portal.retention import RULES, Rule

        RULES.append(Rule(retention.described, retention.expired_messages))
