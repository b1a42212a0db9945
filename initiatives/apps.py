"""The application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Initiatives")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from initiatives import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from initiatives.corrections import retention as corrections
        from initiatives.hours import retention as hours
        from initiatives.models import Theme
        from initiatives.personal_data import AUTHOR
        from initiatives.questions import retention
        from initiatives.themes.policies import ThemePolicy
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule
        from portal.social import cards

        HOLDINGS.append(AUTHOR)
        RULES.append(Rule(retention.described, retention.silent))
        RULES.append(Rule(corrections.described, corrections.decided))
        RULES.append(Rule(hours.described, hours.past))
        register_permission_policy(Theme, ThemePolicy(Theme))
        cards.FINDERS["theme"] = lambda key: Theme.objects.filter(pk=key).first()
