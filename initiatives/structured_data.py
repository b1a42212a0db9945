"""What search engines read: schema.org, one function per page type."""

from typing import Any

from collectivities.models import Collectivity
from initiatives.enums import Weekday
from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage
from portal.structured_data import CONTEXT, without_blanks


def initiative(page: InitiativePage) -> dict[str, Any]:
    """The sheet as an article, about what its type describes."""
    data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": page.title,
        "description": page.summary,
        "url": page.full_url,
        "inLanguage": page.locale.language_code,
        "datePublished": page.first_published_at.isoformat() if page.first_published_at else None,
        "dateModified": page.last_published_at.isoformat() if page.last_published_at else None,
        "author": _commune(page.collectivity),
        "about": _about(page),
    }
    return without_blanks(data)


def _about(page: InitiativePage) -> dict[str, Any] | None:
    match page:
        case PublicAccessPage():
            return _place(page)
        case EAdministrationPage():
            return {
                "@type": "GovernmentService",
                "name": page.title,
                "provider": _commune(page.collectivity),
                "url": page.service_url,
                "hasOfferCatalog": [procedure.name for procedure in page.procedures.all()],
            }
        case EducationPage():
            return {"@type": "LearningResource", "name": page.title, "educationalLevel": _levels(page)}
    return None


def _place(page: PublicAccessPage) -> dict[str, Any]:
    place = {
        "@type": "CivicStructure",
        "name": page.place_name or page.title,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": page.address,
            "postalCode": next(iter(page.collectivity.postal_code_list), ""),
            "addressLocality": page.collectivity.name,
            "addressCountry": "FR",
        },
        "isAccessibleForFree": page.free_of_charge,
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{CONTEXT}/{Weekday(period.weekday).name.title()}",
                "opens": f"{period.opens:%H:%M}",
                "closes": f"{period.closes:%H:%M}",
            }
            for period in page.opening_periods.all()
        ],
    }
    if page.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
    return place


def _levels(page: EducationPage) -> list[str]:
    return list(dict.fromkeys(str(row.get_level_display()) for row in page.establishments.all()))


def _commune(collectivity: Collectivity) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": collectivity.name, "identifier": collectivity.code}
