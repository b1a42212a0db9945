"""Registrations with Wagtail."""

from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSet

from labels.palmares.admin import AwardViewSet


@hooks.register("register_admin_viewset")
def register_awards() -> ViewSet:
    return AwardViewSet()
