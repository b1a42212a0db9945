"""Receivers of the kernel."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import page_cache
from portal.models import PortalSettings


@receiver([page_published, page_unpublished, post_page_move])
def page_changed(**kwargs: Any) -> None:
    page_cache.forget_all()


@receiver([post_save, post_delete], sender=PortalSettings)
def settings_changed(**kwargs: Any) -> None:
    page_cache.forget_all()
