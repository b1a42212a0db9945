"""What search engines read about a collectivité (schema.org)."""

from collections.abc import Iterable
from typing import Any

from collectivities.models import Collectivity, RegionalProgrammePage
from collectivities.parts import Part
from portal.structured_data import CONTEXT, without_blanks


def collectivity(place: Collectivity, url: str, parts: Iterable[Part] = ()) -> dict[str, Any]:
    """A commune as a ``City``, a larger territory as an ``AdministrativeArea``, what contains it, and what other apps
    know of it.
    """
    above = place.departement or place.region
    codes = place.postal_code_list
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "City" if place.is_commune else "AdministrativeArea",
        "name": place.name,
        "identifier": {
            "@type": "PropertyValue",
            "propertyID": "INSEE" if len(place.code) < 9 else "SIREN",
            "value": place.code,
        },
        "url": url,
        "address": {"@type": "PostalAddress", "postalCode": codes[0], "addressCountry": "FR"} if codes else None,
        "containedInPlace": {"@type": "AdministrativeArea", "name": above.name} if above else None,
    }
    if place.has_position:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    for part in parts:
        data |= part.data
    return without_blanks(data)


def programme(page: RegionalProgrammePage) -> dict[str, Any]:
    """The partner as an ``Organization``, and the région it serves."""
    return without_blanks(
        {
            "@context": CONTEXT,
            "@type": "Organization",
            "name": page.partner,
            "description": page.summary,
            "url": page.website or page.get_full_url(),
            "email": page.email,
            "telephone": page.telephone,
            "areaServed": {"@type": "AdministrativeArea", "name": page.region.name},
        }
    )
