"""Registrations with Wagtail."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from labels.proof.space import KitSection
from labels.proof.withdrawals import WithdrawalViewSet

hooks.register("register_space_sections", KitSection)


@hooks.register("register_admin_viewset")
def register_label_viewsets() -> list[ViewSet]:
    return [WithdrawalViewSet()]
