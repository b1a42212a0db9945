"""Collectivités by what people call them: a name or its beginning, a postal code, an official code."""

from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Length

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity
from collectivities.names import SAINTS, search_key, slugify_name, sort_key
from search.french import words

CODE_LENGTH = 5
"""Characters of a postal code, and of the code INSEE gives to a commune."""
SMALLEST_TOWN = 1_000
"""Inhabitants of a town that some words among others may name: « bus » is a village, and seldom meant."""
MOST_WORDS = 6
BEGINNING = 4
"""Letters from which the beginning of a name is enough for who typed a whole search."""


def collectivities_named(text: str, *, beginning: int = BEGINNING) -> Any:
    """Those whose name, postal code or official code is this text, then, from so many letters on, the communes whose
    name begins with it: « Plougastel » gives Plougastel-Daoulas. The largest first.
    """
    key = sort_key(text)
    if len(key) < 2:
        return Collectivity.objects.none()
    exact = Q(sort_name__in={key, " ".join(words(text))})
    if len(key) == CODE_LENGTH:
        exact |= Q(kind=CollectivityKind.COMMUNE, code=key.upper())
        exact |= Q(kind=CollectivityKind.COMMUNE, postal_codes__contains=key) if key.isdecimal() else Q()
    # A range and not a pattern: databases answer it from the index, whatever their collation.
    begun = search_key(text) or key
    begins = Q(kind=CollectivityKind.COMMUNE, sort_name__range=(begun, f"{begun}zzzz"))
    begins = begins if len(key) >= beginning else Q()
    found = Collectivity.objects.filter(exact | begins).annotate(rank=Case(When(exact, then=0), default=1))
    return found.select_related("departement").order_by("rank", "kind", F("population").desc(nulls_last=True))


def towns_within(text: str) -> Any:
    """The towns that some of the words name, with their article: « wifi à Rennes » gives Rennes. The longest name
    first, then the largest.
    """
    words = [SAINTS.get(word, word) for word in slugify_name(text).split("-")]
    if not 1 < len(words) <= MOST_WORDS:
        return Collectivity.objects.none()
    parts = ("-".join(words[start:stop]) for start in range(len(words)) for stop in range(start + 1, len(words) + 1))
    slugs = {part for part in parts if len(part) >= BEGINNING}
    found = Collectivity.objects.communes().filter(slug__in=slugs, population__gte=SMALLEST_TOWN)
    return found.select_related("departement").order_by(-Length("slug"), "-population")
