"""Public pages of collectivités: the lists, the page of a registered one, the card of the others."""

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _

from collectivities import structured_data
from collectivities.enums import CollectivityKind
from collectivities.listing import Asked
from collectivities.map import Place, locator, project
from collectivities.models import Collectivity, CollectivityPage
from collectivities.parts import parts_of
from collectivities.programmes import programme_of
from portal.pagination import paginate
from portal.site_chrome import Link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from collectivities.models import CollectivityIndexPage

PER_PAGE = 90
NEIGHBOURS = 12
MOST_DOTS = 1_500
FILTERS: dict[str, tuple[CollectivityKind, ...]] = {
    CollectivityKind.COMMUNE: (CollectivityKind.DEPARTEMENT, CollectivityKind.REGION),
    CollectivityKind.INTERCOMMUNALITY: (CollectivityKind.DEPARTEMENT, CollectivityKind.REGION),
    CollectivityKind.DEPARTEMENT: (CollectivityKind.REGION,),
    CollectivityKind.REGION: (),
}
"""The territories by which each kind may be narrowed."""


def collectivity_list(request: "HttpRequest", page: "CollectivityIndexPage") -> "HttpResponse":
    """All those of a kind, registered ones first, narrowed by what the address asks for."""
    asked = Asked.from_query(request.GET)
    listed = asked.narrow(Collectivity.objects.filter(kind=page.kind).with_registration())
    listed = listed.select_related("departement").order_by("-registered", "sort_name", "code")
    territories = list(Collectivity.objects.filter(kind__in=FILTERS[page.kind]).order_by("kind", "sort_name"))
    context = {
        **page.get_context(request),
        "page_obj": paginate(request, listed, PER_PAGE),
        "asked": asked,
        "chips": asked.chips(territories),
        "departements": [place for place in territories if place.kind == CollectivityKind.DEPARTEMENT],
        "regions": [place for place in territories if place.kind == CollectivityKind.REGION],
        "is_communes": page.kind == CollectivityKind.COMMUNE,
    }
    return render(request, page.template, context)


def collectivity_card(
    request: "HttpRequest", page: "CollectivityIndexPage", collectivity: Collectivity
) -> "HttpResponse":
    """What is known of a collectivité that has no page in this language, and an invitation."""
    original = CollectivityPage.objects.live().filter(collectivity=collectivity, alias_of=None).first()
    context = {
        **page.get_context(request),
        **common_context(request, collectivity, request.build_absolute_uri(request.path), linked=original is not None),
        "original": original,
        "breadcrumbs": trail(collectivity, [*page.breadcrumbs, page]),
    }
    return render(request, "collectivities/collectivity_card.html", context)


def collectivity_context(request: "HttpRequest", page: CollectivityPage) -> dict[str, Any]:
    """What the page of a registered collectivité shows."""
    collectivity = page.collectivity
    return {
        **common_context(request, collectivity, page.full_url, linked=True),
        "breadcrumbs": trail(collectivity, page.breadcrumbs),
    }


def common_context(request: "HttpRequest", collectivity: Collectivity, url: str, *, linked: bool) -> dict[str, Any]:
    """What is shown of any collectivité, registered (``linked``) or not: its map, its parts, who is around."""
    parts = list(Collectivity.objects.parts_of(collectivity).with_registration().select_related("departement"))
    around = registered_around(collectivity)
    shown = parts_of(request, collectivity)
    # The communes of an intercommunalité are all shown, the registered ones among them.
    members = [] if collectivity.kind == CollectivityKind.INTERCOMMUNALITY else list(around[:NEIGHBOURS])
    return {
        "collectivity": collectivity,
        "map": locator(collectivity, map_label(collectivity), dots(collectivity), linked=linked),
        "signs": [part.sign for part in shown if part.sign],
        "sections": [part.section for part in shown if part.section],
        "json_ld_data": structured_data.collectivity(collectivity, url, shown),
        "members": members,
        "member_count": _count(collectivity, parts, around),
        "parts": parts,
        "programme": programme_of(collectivity),
    }


def _count(collectivity: Collectivity, parts: list[Any], around: Any) -> int:
    """How many registered collectivités a territory holds; not counted for a commune."""
    match collectivity.kind:
        case CollectivityKind.COMMUNE:
            return 0
        case CollectivityKind.INTERCOMMUNALITY:
            return sum(part.registered for part in parts)
    return int(around.count())


def trail(collectivity: Collectivity, pages: list[Any]) -> list[Any]:
    """What leads to a collectivité: home, then its territories from the largest; for a région, its list."""
    territories = [territory for territory in (collectivity.region, collectivity.departement) if territory]
    # La Réunion is a région and a département: the smaller of the two is enough.
    above = {place.name: Link(place.name, place.get_absolute_url()) for place in territories}
    return [pages[0], *above.values()] if above else pages


def map_label(collectivity: Collectivity) -> str:
    """What a screen reader says of its map."""
    region = collectivity.region.name if collectivity.region else ""
    departement = collectivity.departement.name if collectivity.departement else collectivity.name
    if not region:
        return str(_("Carte : %(name)s") % {"name": collectivity.name})
    return str(
        _("Carte : %(name)s, %(departement)s, %(region)s")
        % {"name": collectivity.name, "departement": departement, "region": region}
    )


def registered_around(collectivity: Collectivity) -> Any:
    """The registered collectivités of a territory; of a commune, its registered neighbours."""
    registered = Collectivity.objects.registered().select_related("departement")
    return registered.neighbours_of(collectivity) if collectivity.is_commune else registered.within(collectivity)


def dots(territory: Collectivity) -> list[Place]:
    """Where its communes are: all those of an intercommunalité, the registered ones of a larger territory."""
    if territory.is_commune:
        return []
    communes = Collectivity.objects.communes().within(territory)
    if territory.kind != CollectivityKind.INTERCOMMUNALITY:
        communes = communes.registered()
    positions = communes.order_by("pk").values_list("latitude", "longitude", "departement__code")[:MOST_DOTS]
    return [place for position in positions if (place := project(*position))]
