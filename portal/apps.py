"""The kernel's application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        from django.db import models
        from wagtail.admin.compare import register_comparison_class
        from wagtail.fields import RichTextField

        from portal import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from portal.comparisons import TextComparison, ValueComparison
        from portal.text_rules import apply_to_admin_forms

        for field in (models.BooleanField, models.DateField, models.DecimalField, models.IntegerField):
            register_comparison_class(field, comparison_class=ValueComparison)
        register_comparison_class(RichTextField, comparison_class=TextComparison)
        apply_to_admin_forms()
