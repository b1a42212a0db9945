"""``/api/v1/initiatives``: the search of the portal, and one sheet."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from django.utils.translation import override
from ninja import Field, Path, Query, Router, Schema

from portal.addresses import whole_address
from search.api.parameters import NoParameter, SearchParameters, SheetNumber, refuse_unknown
from search.api.schemas import Initiative, InitiativeFound, brief, in_json, neighbours
from search.facade import FacetCounts, Hit, SearchPage, search
from search.open_data import initiatives
from search.request import SearchRequest

router = Router()
BRIEF = brief(initiatives.COLUMNS)
PRECISIONS = {"all": "tous-les-mots", "most": "la-plupart-des-mots", "corrected": "mots-corriges"}


class FacetValueGiven(Schema):
    valeur: str = Field(description=_("Ce qui s’écrit dans le paramètre."))
    libelle: str = Field(description=_("Son nom."))
    nombre: int = Field(description=_("Combien de fiches elle donnerait."))
    choisie: bool = Field(description=_("Si elle est demandée."))


class FacetGiven(Schema):
    parametre: str = Field(description=_("Le paramètre qui filtre."))
    libelle: str = Field(description=_("Son nom."))
    valeurs: list[FacetValueGiven]


class SearchAnswer(Schema):
    total: int = Field(description=_("Combien de fiches répondent, toutes pages ensemble."))
    page: int
    pages: int = Field(description=_("Combien de pages se demandent : cinquante au plus."))
    suivante: str | None = Field(description=_("L’adresse de la page suivante."))
    precedente: str | None = Field(description=_("L’adresse de la page précédente."))
    langue: str = Field(description=_("La langue des fiches données."))
    precision: str = Field(description=_("tous-les-mots, la-plupart-des-mots ou mots-corriges."))
    corrige: str = Field(description=_("Les mots cherchés à la place de ceux demandés ; vide sans correction."))
    autour: str = Field(description=_("La commune autour de laquelle on cherche, et la distance ; vide sans elle."))
    ignores: list[str] = Field(description=_("Les valeurs de filtres qui n’existent pas : elles n’ont rien filtré."))
    facettes: list[FacetGiven]
    resultats: list[InitiativeFound]


@router.get(
    "",
    response=SearchAnswer,
    operation_id="chercher_initiatives",
    summary=_("Chercher des initiatives"),
    description=_(
        "Les fiches publiées que montre la page de recherche, avec les mêmes filtres, le même ordre, les mêmes totaux."
    ),
)
def search_initiatives(request: HttpRequest, asked: Query[SearchParameters]) -> dict[str, Any]:
    """The public sheets of the portal, as the search page finds them."""
    refuse_unknown(request, SearchParameters)
    wanted = replace(SearchRequest.from_query(request.GET, asked.langue), is_exact=asked.exact)
    with override(asked.langue):
        return _answer(request.path, search(wanted))


def _answer(path: str, found: SearchPage) -> dict[str, Any]:
    page = found.request.page
    # Departement and région are no part of a card.
    prefetch_related_objects([hit.page for hit in found.hits], "departement", "region")
    return {
        "total": found.total,
        "page": page,
        "pages": found.pages,
        **neighbours(page, found.pages, partial(_address, path, found.request)),
        "langue": found.language,
        "precision": PRECISIONS[found.tier],
        "corrige": found.corrected,
        "autour": found.near.label if found.near else "",
        "ignores": list(found.ignored),
        "facettes": [_facet(counts) for counts in found.facets],
        "resultats": [_hit(hit) for hit in found.hits],
    }


def _address(path: str, asked: SearchRequest, page: int) -> str:
    language = {} if asked.language == settings.LANGUAGE_CODE else {"langue": asked.language}
    return whole_address(f"{path}?{asked.parameters(page=page, **language).urlencode()}")


def _facet(counts: FacetCounts) -> dict[str, Any]:
    values = [
        {"valeur": value.value, "libelle": value.label, "nombre": value.count, "choisie": value.selected}
        for value in counts.values
    ]
    return {"parametre": counts.facet.parameter, "libelle": str(counts.facet.label), "valeurs": values}


def _hit(hit: Hit) -> dict[str, Any]:
    return {**in_json(hit.page, BRIEF), "extrait": str(hit.excerpt)}


@router.get(
    "/{number}",
    response=Initiative,
    operation_id="lire_initiative",
    summary=_("Lire une initiative"),
    description=_(
        "Une fiche publiée, en entier, dans la langue où elle est écrite : les champs du jeu « initiatives »."
    ),
)
def read_initiative(request: HttpRequest, number: Path[SheetNumber]) -> dict[str, Any]:
    """A public sheet of any language."""
    refuse_unknown(request, NoParameter)
    page = initiatives.public().filter(pk=number).first()
    if not page:
        raise Http404
    return in_json(page, initiatives.COLUMNS)
