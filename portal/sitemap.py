"""``/sitemap.xml``: every public page, in every language."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page


class PortalSitemap(Sitemap):
    """As Wagtail's, which knows the tree of the first language only; aliases are left out, they have nothing to say."""

    def items(self) -> Any:
        homes = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        pages = Page.objects.none()
        for home in homes.order_by("path"):
            pages |= Page.objects.descendant_of(home, inclusive=True)
        return pages.filter(alias_of=None).live().public().order_by("path").defer_streamfields().specific()
