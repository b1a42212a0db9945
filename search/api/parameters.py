"""What may be asked of the API. The parameters of a search are those of the search page, by the same names."""

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from ninja.errors import ValidationError
from pydantic import StringConstraints

from collectivities.listing import MAX_QUERY
from labels.models.campaign import FIRST_YEAR, LAST_YEAR
from search.french import MAX_QUERY as MAX_WORDS
from search.request import MAX_PAGE, MAX_VALUE_LENGTH, MAX_VALUES

MAX_LIST_PAGE = 1_000
Language = Literal["fr", "en", "br"]
Values = Annotated[list[Annotated[str, StringConstraints(max_length=MAX_VALUE_LENGTH)]], Field(max_length=MAX_VALUES)]
TerritoryCode = Annotated[str, StringConstraints(pattern=r"^(\d{2,3}|2[AB])$")]
OfficialCode = Annotated[str, StringConstraints(pattern=r"^\d[0-9AB]\d{0,7}$")]
Radius = Literal["10", "20", "50"]
SheetNumber = Annotated[int, Field(ge=1, le=2_147_483_647)]


class SearchParameters(Schema):
    """Several values of one parameter widen the search, several parameters narrow it."""

    q: str = Field("", max_length=MAX_WORDS, description=_("Les mots cherchés, comme dans le champ de recherche."))
    theme: Values = Field([], description=_("Thème, par son « slug » : acces-public. Se répète."))
    type: Values = Field([], description=_("Type de fiche : initiative, lieu, service-en-ligne, education. Se répète."))
    region: Values = Field([], description=_("Région, par son code INSEE : 53. Se répète."))
    departement: Values = Field([], description=_("Département, par son code : 22. Se répète."))
    intercommunalite: Values = Field([], description=_("Intercommunalité, par son SIREN. Se répète."))
    taille: Values = Field([], description=_("Taille de la commune : 1-village, 2-bourg, 3-ville… Se répète."))
    etape: Values = Field(
        [], description=_("Étape : projet, experimentation, en-service, generalisee, arretee. Se répète.")
    )
    confirmee: Values = Field(
        [], description=_("Si la commune l’a confirmée depuis moins d’un an : oui, a-confirmer. Se répète.")
    )
    public: Values = Field([], description=_("Public concerné : aines, jeunes, familles… Se répète."))
    annee: Values = Field([], description=_("Année de publication. Se répète."))
    pres: str = Field(
        "",
        max_length=MAX_VALUE_LENGTH,
        description=_("Autour d’une commune : son nom, son code postal ou son code INSEE."),
    )
    rayon: Radius = Field("20", description=_("À combien de kilomètres, avec « pres »."))
    tri: Literal["pertinence", "date", "nouveautes", "nom"] = Field("pertinence", description=_("L’ordre des fiches."))
    page: int = Field(1, ge=1, le=MAX_PAGE, description=_("La page, vingt fiches chacune."))
    exact: bool = Field(False, description=_("Ne pas corriger les mots."))
    langue: Language = Field("fr", description=_("La langue des fiches ; en français là où elle n’en a pas."))


class CollectivityParameters(Schema):
    """The parameters of the lists of collectivités, and their kind."""

    q: str = Field(
        "", max_length=MAX_QUERY, description=_("Début du nom ou d’un de ses mots, code postal ou officiel.")
    )
    genre: Literal["commune", "intercommunalite", "departement", "region"] | None = Field(
        None, description=_("Le genre.")
    )
    departement: TerritoryCode | None = Field(None, description=_("Celles d’un département, par son code : 22."))
    region: TerritoryCode | None = Field(None, description=_("Celles d’une région, par son code INSEE : 53."))
    inscrites: bool = Field(False, description=_("Seulement celles qui ont une page publique."))
    page: int = Field(1, ge=1, le=MAX_LIST_PAGE, description=_("La page, cent collectivités chacune."))


class CollectivityKindParameter(Schema):
    genre: Literal["commune", "intercommunalite", "departement", "region"] | None = Field(
        None,
        description=_("Le genre. Sans lui, il se lit du code ; un code de deux ou trois signes est d’un département."),
    )


class LabelParameters(Schema):
    """Several parameters narrow the list."""

    annee: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description=_("Le millésime : 2007."))
    arobases: int | None = Field(None, ge=0, le=5, description=_("Le nombre d’arobases ; zéro pour une mention."))
    code: OfficialCode | None = Field(None, description=_("Celui d’une collectivité : son histoire depuis 1999."))
    departement: TerritoryCode | None = Field(None, description=_("Ceux d’un département, par son code : 22."))
    region: TerritoryCode | None = Field(None, description=_("Ceux d’une région, par son code INSEE : 53."))
    page: int = Field(1, ge=1, le=MAX_LIST_PAGE, description=_("La page, cent labels chacune."))


class LanguageParameter(Schema):
    langue: Language = Field("fr", description=_("La langue des noms et des textes."))


class NoParameter(Schema):
    pass


def refuse_unknown(request: HttpRequest, known: type[Schema]) -> None:
    """A parameter misspelt would give everything without a word: it is refused by its name."""
    unknown = [name for name in request.GET if name not in known.model_fields]
    if unknown:
        raise ValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in unknown])
