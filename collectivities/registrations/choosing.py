"""Finding the collectivité one works for, among all of France."""

from typing import Any

from django.db.models import Case, F, Q, When

from collectivities.enums import CollectivityKind
from collectivities.listing import matching
from collectivities.models import Collectivity, CollectivityIndexPage
from collectivities.names import search_key

SHOWN = 20
PROPOSED = 8
SHORTEST = 2
"""Letters from which something is proposed."""


def found(text: str) -> Any:
    """Those of a name or code, the exact ones first, then the largest, communes before the others of their name; only
    kinds that the portal presents.
    """
    if len(text) < SHORTEST:
        return Collectivity.objects.none()
    key = search_key(text)
    exact = Q(sort_name=key) | Q(code=text.upper())
    rank = Case(When(exact, then=0), When(sort_name__startswith=key, then=1), default=2)
    other = Case(When(kind=CollectivityKind.COMMUNE, then=0), default=1)
    rows = Collectivity.objects.filter(matching(text), kind__in=presented_kinds()).annotate(rank=rank, other=other)
    rows = rows.with_registration().select_related("departement")
    return rows.order_by("rank", "other", F("population").desc(nulls_last=True), "code")


def presented_kinds() -> list[str]:
    return list(CollectivityIndexPage.objects.order_by().values_list("kind", flat=True).distinct())


def of_address(path: str, code: str) -> Collectivity | None:
    """The one that an address names, by the first part of its public address and its code, when it may register."""
    kind = next((kind for kind in CollectivityKind if kind.path == path), None)
    if kind is None or kind not in presented_kinds():
        return None
    rows = Collectivity.objects.select_related("departement", "region")
    named: Collectivity | None = rows.of_code(kind, code.upper())
    return named
