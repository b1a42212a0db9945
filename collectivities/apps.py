"""The application of collectivités."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CollectivitiesConfig(AppConfig):
    name = "collectivities"
    verbose_name = _("Collectivités")

    def ready(self) -> None:
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from collectivities import signal_handlers  # noqa: F401 - connects the receivers once models are loaded
        from collectivities.models import CustomDocument, CustomImage
        from collectivities.personal_data import MEMBER
        from collectivities.policies import MembershipMediaPolicy, MembershipPagePolicy
        from collectivities.registrations import retention
        from portal.personal_data import HOLDINGS
        from portal.retention import RULES, Rule

        HOLDINGS.append(MEMBER)
        register_permission_policy(Page, MembershipPagePolicy())
        for model in (CustomImage, CustomDocument):
            policy = MembershipMediaPolicy(model, auth_model=model, owner_field_name="uploaded_by_user")
            register_permission_policy(model, policy, exact_class=True)
        RULES.append(Rule(retention.unconfirmed_described, retention.unconfirmed))
        RULES.append(Rule(retention.decided_described, retention.decided))
