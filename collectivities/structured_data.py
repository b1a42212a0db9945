"""What search engines read about a collectivité (schema.org)."""

from typing import Any

from collectivities.models import Collectivity
from portal.structured_data import CONTEXT, without_blanks


def collectivity(place: Collectivity, url: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "AdministrativeArea",
        "name": place.name,
        "identifier": place.code,
        "url": url,
        "containedInPlace": place.departement.name if place.departement else None,
    }
    if place.has_position:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return without_blanks(data)
