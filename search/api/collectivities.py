"""``/api/v1/collectivites``: every collectivité of France, registered or not, and one of them."""

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Path, Query, Router, Schema

from collectivities.enums import CollectivityKind
from collectivities.listing import Asked
from collectivities.models import Collectivity
from portal.addresses import whole_address
from search.api.parameters import CollectivityKindParameter, CollectivityParameters, OfficialCode, refuse_unknown
from search.api.schemas import COLLECTIVITY, CollectivityFound, brief, in_json, neighbours
from search.api.schemas import Collectivity as CollectivityGiven
from search.open_data.collectivities import COLUMNS, described, publicly_registered

router = Router()
PER_PAGE = 100
BRIEF = (COLLECTIVITY[0], *brief(COLUMNS))
COMMUNE_LENGTH, SIREN_LENGTH = 5, 9


class CollectivityList(Schema):
    total: int = Field(description=_("Combien de collectivités répondent, toutes pages ensemble."))
    page: int
    pages: int
    suivante: str | None = Field(description=_("L’adresse de la page suivante."))
    precedente: str | None = Field(description=_("L’adresse de la page précédente."))
    resultats: list[CollectivityFound]


@router.get(
    "",
    response=CollectivityList,
    operation_id="lister_collectivites",
    summary=_("Lister les collectivités"),
    description=_(
        "Les communes, intercommunalités, départements et régions de France, inscrits ou non, par ordre alphabétique."
    ),
)
def list_collectivities(request: HttpRequest, asked: Query[CollectivityParameters]) -> dict[str, Any]:
    """Registered or not, by name."""
    refuse_unknown(request, CollectivityParameters)
    found = _narrowed(asked)
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    start = (asked.page - 1) * PER_PAGE
    # Keys first: what is said of each is asked for those of the page only.
    keys = list(found.order_by("sort_name", "code", "pk").values_list("pk", flat=True)[start : start + PER_PAGE])
    rows = described(Collectivity.objects.all()).in_bulk(keys)
    return {
        "total": total,
        "page": asked.page,
        "pages": pages,
        **neighbours(asked.page, pages, partial(_address, request)),
        "resultats": [in_json(rows[key], BRIEF) for key in keys],
    }


def _narrowed(asked: CollectivityParameters) -> Any:
    """By the same rules as the lists of the portal."""
    narrowed = Asked(asked.q.strip(), asked.departement or "", asked.region or "").narrow(Collectivity.objects.all())
    if asked.genre:
        narrowed = narrowed.filter(kind=asked.genre)
    return publicly_registered(narrowed) if asked.inscrites else narrowed


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return whole_address(f"{request.path}?{query.urlencode()}")


@router.get(
    "/{code}",
    response=CollectivityGiven,
    operation_id="lire_collectivite",
    summary=_("Lire une collectivité"),
    description=_(
        "Une collectivité par son code officiel ; un ancien code donne celle dont elle fait partie maintenant."
    ),
)
def read_collectivity(
    request: HttpRequest, code: Path[OfficialCode], asked: Query[CollectivityKindParameter]
) -> dict[str, Any]:
    """By its official code, or a former one."""
    refuse_unknown(request, CollectivityKindParameter)
    found = described(Collectivity.objects.all()).of_code(asked.genre or _kind_of(code), code)
    if not found:
        raise Http404
    return in_json(found, COLLECTIVITY)


def _kind_of(code: str) -> CollectivityKind:
    match len(code):
        case length if length == COMMUNE_LENGTH:
            return CollectivityKind.COMMUNE
        case length if length == SIREN_LENGTH:
            return CollectivityKind.INTERCOMMUNALITY
    return CollectivityKind.DEPARTEMENT
