"""The application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal import health


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule
        from search import (
            fts,  # Needs the models
            missed,
            signal_handlers,  # noqa: F401 - connects the receivers once models are loaded
        )
        from search.alerts import retention
        from search.alerts.personal_data import READER
        from search.elastic.health import health as elasticsearch_health

        post_migrate.connect(fts.create, sender=self)
        health.SERVICES["elasticsearch"] = elasticsearch_health
        HOLDINGS.append(READER)
        RULES.append(Rule(retention.described, retention.unconfirmed_alerts))
        RULES.append(Rule(missed.described, missed.expired))
