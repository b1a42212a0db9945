"""Puts pages into every index at once, without waiting for the end of a transaction."""

from django.conf import settings
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from search.elastic.feed import feed


def index(*pages: Page) -> None:
    for backend in get_search_backends(with_auto_update=True):
        for page in pages:
            backend.add(page)
    if settings.ELASTICSEARCH_URL:
        feed()
