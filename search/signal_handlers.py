"""Receivers of the search."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.page_cache import forget_when_changed

# A promotion publishes no page, and stands on pages that are kept.
forget_when_changed(SearchPromotion)


@receiver(connection_created)
def prefer_indexes(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Tell PostgreSQL that a page read here or there costs what the next one costs, as on any disk without arms.

    By default it reads every row for a frequent word, and joins the vectors of each: twice to three times slower.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET random_page_cost = 1.1")
