"""Public pages of collectivités: the lists, the page of a registered one, the card of the others."""

import re
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.shortcuts import render
from django.utils.translation import gettext as _

from collectivities import structured_data
from collectivities.enums import CollectivityKind
from collectivities.map import locator
from collectivities.models import Collectivity, CollectivityPage
from collectivities.names import sort_key
from portal.pagination import paginate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from collectivities.models import CollectivityIndexPage

PER_PAGE = 60
NEIGHBOURS = 12
OFFICIAL_CODE = r"\d[\dAB]\d{3}|\d{9}"
"""What postal codes, INSEE codes of communes and SIREN look like."""


def collectivity_list(request: "HttpRequest", page: "CollectivityIndexPage") -> "HttpResponse":
    """All those of a kind, registered ones first; ``?q=`` narrows by name, postal code or official code."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    departement = request.GET.get("departement", "").upper()
    listed = with_registration(Collectivity.objects.filter(kind=page.kind)).select_related("departement")
    if query:
        listed = listed.filter(matching(query))
    if departement:
        listed = listed.filter(departement__code=departement)
    context = {
        **page.get_context(request),
        "page_obj": paginate(request, listed.order_by("-registered", "sort_name", "code"), PER_PAGE),
        "query": query,
        "departement": departement,
        "departements": Collectivity.objects.departements().order_by("code").values_list("code", "name"),
        "is_communes": page.kind == CollectivityKind.COMMUNE,
    }
    return render(request, page.template, context)


def with_registration(collectivities: Any) -> Any:
    """Adds ``registered``: whether the collectivité has a live page."""
    pages = CollectivityPage.objects.live().filter(collectivity=OuterRef("pk")).order_by()
    return collectivities.annotate(registered=Exists(pages))


def matching(query: str) -> Q:
    """By the beginning of the name or of a word of it, by postal code, by official code, or by a former one."""
    key = sort_key(query)
    condition = Q(code=query.upper())
    if re.fullmatch(OFFICIAL_CODE, query.upper()):
        condition |= Q(postal_codes__contains=query) | Q(former_codes__contains=query.upper())
    if key:
        condition |= Q(sort_name__startswith=key) | Q(sort_name__contains=f" {key}")
    return condition


def collectivity_card(
    request: "HttpRequest", page: "CollectivityIndexPage", collectivity: Collectivity
) -> "HttpResponse":
    """What is known of a collectivité that has no page in this language, and an invitation."""
    original = CollectivityPage.objects.live().filter(collectivity=collectivity, alias_of=None).first()
    context = {
        **page.get_context(request),
        **common_context(collectivity, request.build_absolute_uri(request.path)),
        "original": original,
    }
    context["breadcrumbs"] = [*page.breadcrumbs, page]
    return render(request, "collectivities/collectivity_card.html", context)


def collectivity_context(page: CollectivityPage) -> dict[str, Any]:
    return common_context(page.collectivity, page.full_url)


def common_context(collectivity: Collectivity, url: str) -> dict[str, Any]:
    return {
        "collectivity": collectivity,
        "map": locator(collectivity, map_label(collectivity)),
        "json_ld_data": structured_data.collectivity(collectivity, url),
        "members": members(collectivity),
    }


def map_label(collectivity: Collectivity) -> str:
    region = collectivity.region.name if collectivity.region else ""
    departement = collectivity.departement.name if collectivity.departement else collectivity.name
    if not region:
        return str(_("Carte : %(name)s") % {"name": collectivity.name})
    return str(
        _("Carte : %(name)s, %(departement)s, %(region)s")
        % {"name": collectivity.name, "departement": departement, "region": region}
    )


def members(collectivity: Collectivity) -> list[Collectivity]:
    """The registered collectivités of a territory; of a commune, its registered neighbours."""
    registered = Collectivity.objects.registered().select_related("departement")
    match collectivity.kind:
        case CollectivityKind.COMMUNE:
            found = registered.neighbours_of(collectivity)
        case CollectivityKind.INTERCOMMUNALITY:
            found = registered.filter(intercommunality=collectivity)
        case CollectivityKind.DEPARTEMENT:
            found = registered.filter(departement=collectivity)
        case _kind:
            found = registered.filter(region=collectivity)
    return list(found[:NEIGHBOURS])
