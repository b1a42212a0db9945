"""What pages of every kind tell search engines (schema.org)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings

from portal.addresses import whole_address

if TYPE_CHECKING:
    from portal.models import BasePage
    from portal.site_chrome import Link

CONTEXT = "https://schema.org"
ASSOCIATION = {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME, "url": whole_address("/")}


def without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    """The data without what is not known."""
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def creative_work(page: "BasePage", kind: str, **more: Any) -> dict[str, Any]:
    """A page as a ``CreativeWork`` of this kind, with its dates and language and what its type adds."""
    dates = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    data = {
        "@context": CONTEXT,
        "@type": kind,
        "headline": page.title,
        "description": page.summary,
        "url": page.get_full_url(),
        "inLanguage": page.locale.language_code,
        **{name: moment.isoformat() for name, moment in dates.items() if moment},
        "publisher": ASSOCIATION,
    }
    return without_blanks(data | more)


def breadcrumb_list(links: "Sequence[Link]") -> dict[str, Any]:
    """The way to a page; what is being read comes last, without an address."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            without_blanks(
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": link.label,
                    "item": whole_address(link.url),
                }
            )
            for position, link in enumerate(links, start=1)
        ],
    }
