"""The kernel's application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portail")

    def ready(self) -> None:
        from django.db import models
        from modelcluster.contrib.taggit import ClusterTaggableManager
        from modelcluster.fields import ParentalManyToManyField
        from wagtail.admin.compare import register_comparison_class
        from wagtail.fields import RichTextField, StreamField

        from portal import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from portal.comparisons import BlocksComparison, ChoicesComparison, TextComparison, ValueComparison
        from portal.page_views import retention as page_views
        from portal.personal_data import HOLDINGS, Holding, of_the_account
        from portal.profile import retention
        from portal.retention import RULES, Rule
        from portal.text_rules import apply_to_admin_forms

        HOLDINGS.append(Holding("compte", of_the_account))
        RULES.append(Rule(retention.described, retention.ended_sessions))
        RULES.append(Rule(page_views.described, page_views.expired))

        for field in (models.BooleanField, models.DateField, models.DecimalField, models.IntegerField):
            register_comparison_class(field, comparison_class=ValueComparison)
        for field in (ParentalManyToManyField, ClusterTaggableManager):
            register_comparison_class(field, comparison_class=ChoicesComparison)
        register_comparison_class(RichTextField, comparison_class=TextComparison)
        register_comparison_class(StreamField, comparison_class=BlocksComparison)
        apply_to_admin_forms()
