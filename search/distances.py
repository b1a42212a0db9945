"""The value of the filter « around a commune »: what was typed for the commune, and a distance, as one text."""

import re

RADII = (10, 20, 50)
"""Kilometres that may be chosen."""
USUAL = 20
WRITTEN = re.compile(r"(?P<place>.*) \((?P<radius>\d+) km\)")


def written(place: str, radius: str) -> str:
    """The value of the filter for a commune and a distance as an address has them."""
    chosen = int(radius) if radius in map(str, RADII) else USUAL
    return f"{place} ({chosen} km)"


def read(value: str) -> tuple[str, str]:
    """The commune and the distance of a value, as an address has them."""
    match = WRITTEN.fullmatch(value)
    return (match["place"], match["radius"]) if match else (value, str(USUAL))
