"""The application."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Recherche")

    def ready(self) -> None:
        from search import (
            fts,  # Needs the models
            signal_handlers,  # noqa: F401 - connects the receivers once models are loaded
        )

        post_migrate.connect(fts.create, sender=self)
