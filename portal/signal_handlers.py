"""Receivers of the kernel."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from portal import page_cache
from portal.models import MenuLink, PortalSettings

# A page that becomes private leaves the cache at once.
page_cache.forget_when_changed(PortalSettings, MenuLink, Site, PageViewRestriction)


@receiver([page_published, page_unpublished, post_page_move])
def page_changed(**kwargs: Any) -> None:
    page_cache.forget_all()
