"""The kinds of things that are found, as data: each has a tab, its filters, its orders, and how a hit of it looks."""

from dataclasses import dataclass

from portal.searchable import Kind

EVERY_LANGUAGE = "mul"
"""The language of what has a name and no text: it is found in every language (ISO 639-2, « multiple languages »)."""


@dataclass(frozen=True, slots=True)
class Tab:
    """``address`` is its value in the address, none for the first. ``sorts`` are the orders that make sense, that of a
    list without words second; ``has_language`` says whether things of this kind are written in one.
    """

    kind: Kind
    address: str
    template: str
    facets: tuple[str, ...]
    sorts: tuple[str, ...] = ("pertinence", "date", "nom")
    has_language: bool = True

    @property
    def has_map(self) -> bool:
        return "departement" in self.facets

    def language(self, reader: str) -> str:
        """The language its documents have, of those that a reader of this one is shown."""
        return reader if self.has_language else EVERY_LANGUAGE


TERRITORY = ("region", "departement", "intercommunality")
PLACES = (*TERRITORY, "near")
"""The filters that say where: none of them narrows the map."""
TABS = (
    Tab(
        Kind.INITIATIVE,
        "",
        "components/initiative_hit.html",
        ("theme", "type", *TERRITORY, "size", "label", "stage", "confirmed", "audience", "year"),
        sorts=("pertinence", "date", "nouveautes", "nom"),
    ),
    Tab(
        Kind.COLLECTIVITY,
        "collectivites",
        "components/collectivity_hit.html",
        (*TERRITORY, "size", "label"),
        sorts=("pertinence", "nom"),
        has_language=False,
    ),
    Tab(Kind.ARTICLE, "actualites", "components/article_hit.html", ("theme", "year")),
    Tab(Kind.EVENT, "agenda", "components/event_hit.html", ("year",)),
    Tab(Kind.RESOURCE, "ressources", "components/resource_hit.html", ("theme", "year")),
)
BY_KIND = {tab.kind: tab for tab in TABS}
BY_ADDRESS = {tab.address: tab for tab in TABS}
