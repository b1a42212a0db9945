"""What search engines read about the editorial pages (schema.org)."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from home.enums import Licence
from home.models import ArticlePage, EventPage, HomePage, ResourcePage
from portal.structured_data import ASSOCIATION, CONTEXT, creative_work, without_blanks

FOUNDED = "1998"
LICENCES: dict[str, str] = {
    Licence.OPEN_LICENCE: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
}


def home(page: HomePage) -> dict[str, Any]:
    """The association, and the site with its search."""
    address = settings.PUBLIC_URL
    organization = {
        **ASSOCIATION,
        "@id": f"{address}/#association",
        "logo": f"{address}{static('portal/favicon.svg')}",
        "foundingDate": FOUNDED,
    }
    site = {
        "@type": "WebSite",
        "@id": f"{address}/#site",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": page.get_full_url(),
        "inLanguage": page.locale.language_code,
        "publisher": {"@id": organization["@id"]},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{address}{reverse('search')}?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": CONTEXT, "@graph": [organization, site]}


def article(page: ArticlePage) -> dict[str, Any]:
    """News by the association."""
    return creative_work(page, "NewsArticle", datePublished=page.date.isoformat(), author=ASSOCIATION)


def resource(page: ResourcePage) -> dict[str, Any]:
    """A document, with its author and licence."""
    return creative_work(
        page,
        "DigitalDocument",
        author={"@type": "Organization", "name": page.author} if page.author else None,
        datePublished=page.published_on.isoformat() if page.published_on else None,
        license=LICENCES.get(page.licence),
    )


def event(page: EventPage) -> dict[str, Any]:
    """An event, on line or at a place."""
    mode = "OnlineEventAttendanceMode" if page.online else "OfflineEventAttendanceMode"
    return without_blanks(
        {
            "@context": CONTEXT,
            "@type": "Event",
            "name": page.title,
            "description": page.summary,
            "url": page.get_full_url(),
            "startDate": page.starts_at.isoformat(),
            "endDate": page.ends_at.isoformat(),
            "eventAttendanceMode": f"{CONTEXT}/{mode}",
            "location": _location(page),
            "organizer": ASSOCIATION,
        }
    )


def _location(page: EventPage) -> dict[str, Any] | None:
    if page.online:
        return {"@type": "VirtualLocation", "url": page.registration_url or page.get_full_url()}
    place = {"@type": "Place", "name": page.place, "address": page.address or page.place}
    return place if page.place else None
