"""The application."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        from search import (
            indexes,  # Needs the settings
            signal_handlers,  # noqa: F401 - connects the receivers once models are loaded
        )

        # Django tells applications that have models only; this one has none.
        post_migrate.connect(indexes.create, sender=apps.get_app_config("initiatives"))
