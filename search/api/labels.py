"""``/api/v1/labels``: the awards since 1999, once their palmarès is public."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Query, Router, Schema

from labels.models import Award
from labels.published import turn
from portal.addresses import whole_address
from search.api.parameters import LabelParameters, refuse_unknown
from search.api.schemas import Label, in_json, neighbours
from search.open_data.labels import COLUMNS, described, in_order

router = Router()
PER_PAGE = 100


class LabelList(Schema):
    total: int = Field(description=_("Combien de labels répondent, toutes pages ensemble."))
    page: int
    pages: int
    suivante: str | None = Field(description=_("L’adresse de la page suivante."))
    precedente: str | None = Field(description=_("L’adresse de la page précédente."))
    resultats: list[Label]


@router.get(
    "",
    response=LabelList,
    operation_id="lister_labels",
    summary=_("Lister les labels"),
    description=_(
        "Les labels Ville Internet attribués depuis 1999, dès que leur palmarès est public, par année et par code."
    ),
)
def list_labels(request: HttpRequest, asked: Query[LabelParameters]) -> dict[str, Any]:
    """The first year first."""
    refuse_unknown(request, LabelParameters)
    turn(request)
    found = _narrowed(asked)
    total = found.count()
    pages = max(1, -(-total // PER_PAGE))
    start = (asked.page - 1) * PER_PAGE
    # Keys first: what is said of each is asked for those of the page only.
    keys = list(in_order(found).values_list("pk", flat=True)[start : start + PER_PAGE])
    rows = described(Award.objects.public()).in_bulk(keys)
    return {
        "total": total,
        "page": asked.page,
        "pages": pages,
        **neighbours(asked.page, pages, partial(_address, request)),
        "resultats": [in_json(rows[key], COLUMNS) for key in keys if key in rows],
    }


def _narrowed(asked: LabelParameters) -> Any:
    found = Award.objects.public()
    conditions = {
        "campaign__year": asked.annee,
        "level__symbols": asked.arobases,
        "collectivity__code": asked.code,
        "collectivity__departement__code": asked.departement,
        "collectivity__region__code": asked.region,
    }
    return found.filter(**{name: value for name, value in conditions.items() if value is not None})


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return whole_address(f"{request.path}?{query.urlencode()}")
