"""What search engines read: schema.org, one function per page type."""

from typing import Any

from collectivities.models import Collectivity
from initiatives.enums import Weekday
from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage
from portal.structured_data import CONTEXT, creative_work, without_blanks


def initiative(page: InitiativePage) -> dict[str, Any]:
    """The sheet as an article, about what its type describes."""
    keywords = [theme.name for theme in page.theme_list]
    return creative_work(
        page, "Article", author=_commune(page.collectivity), articleSection=keywords, about=_about(page)
    )


def _about(page: InitiativePage) -> dict[str, Any] | None:
    match page:
        case PublicAccessPage():
            return without_blanks(_place(page))
        case EAdministrationPage():
            return without_blanks(_service(page))
        case EducationPage():
            return without_blanks(_learning(page))
    return None


def _service(page: EAdministrationPage) -> dict[str, Any]:
    procedures = [{"@type": "Service", "name": procedure.name} for procedure in page.procedure_list]
    channel = {"@type": "ServiceChannel", "serviceUrl": page.service_url}
    return {
        "@type": "GovernmentService",
        "name": page.title,
        "provider": _commune(page.collectivity),
        "areaServed": {"@type": "AdministrativeArea", "name": page.collectivity.name},
        "availableChannel": channel if page.service_url else None,
        "hasOfferCatalog": {
            "@type": "OfferCatalog",
            "itemListElement": [{"@type": "Offer", "itemOffered": procedure} for procedure in procedures],
        }
        if procedures
        else None,
    }


def _learning(page: EducationPage) -> dict[str, Any]:
    rows = page.establishment_list
    return {
        "@type": "LearningResource",
        "name": page.title,
        "educationalLevel": list(dict.fromkeys(str(row.get_level_display()) for row in rows)),
        "contributor": [{"@type": "EducationalOrganization", "name": row.name} for row in rows],
    }


def _place(page: PublicAccessPage) -> dict[str, Any]:
    place = {
        "@type": "CivicStructure",
        "name": page.place_name or page.title,
        "address": without_blanks(
            {
                "@type": "PostalAddress",
                "streetAddress": page.address,
                "postalCode": next(iter(page.collectivity.postal_code_list), ""),
                "addressLocality": page.collectivity.name,
                "addressCountry": "FR",
            }
        ),
        "publicAccess": True,
        "isAccessibleForFree": page.free_of_charge,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": str(item), "value": True} for item in page.equipment_list
        ],
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{CONTEXT}/{Weekday(period.weekday).name.title()}",
                "opens": f"{period.opens:%H:%M}",
                "closes": f"{period.closes:%H:%M}",
            }
            for period in page.opening_list
        ],
    }
    if page.latitude is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": page.latitude, "longitude": page.longitude}
    return place


def _commune(collectivity: Collectivity) -> dict[str, Any]:
    return {"@type": "GovernmentOrganization", "name": collectivity.name, "identifier": collectivity.code}
