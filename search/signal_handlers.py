"""Receivers of the search."""

from wagtail.contrib.search_promotions.models import SearchPromotion

from portal.page_cache import forget_when_changed

# A promotion publishes no page, and stands on pages that are kept.
forget_when_changed(SearchPromotion)
