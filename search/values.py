"""Values of filters: French words and official codes in addresses, keys in columns."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache

from collectivities.models import Collectivity
from initiatives.enums import AudienceCode, Stage
from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage

TYPES = {
    "initiative": InitiativePage,
    "lieu": PublicAccessPage,
    "service-en-ligne": EAdministrationPage,
    "education": EducationPage,
}
STAGES = {
    "projet": Stage.PROJECT,
    "experimentation": Stage.TRIAL,
    "en-service": Stage.RUNNING,
    "generalisee": Stage.GENERAL,
    "arretee": Stage.STOPPED,
}
AUDIENCES = {
    "tous": AudienceCode.ALL,
    "enfants": AudienceCode.CHILDREN,
    "jeunes": AudienceCode.YOUTH,
    "familles": AudienceCode.FAMILIES,
    "aines": AudienceCode.SENIORS,
    "demandeurs-d-emploi": AudienceCode.JOBSEEKERS,
    "handicap": AudienceCode.DISABLED,
    "nouveaux-arrivants": AudienceCode.NEWCOMERS,
    "associations": AudienceCode.ASSOCIATIONS,
    "entreprises": AudienceCode.BUSINESSES,
    "agents": AudienceCode.STAFF,
    "elus": AudienceCode.ELECTED,
}
UNKNOWN = "\u2205"
"""What a value that exists nowhere becomes: it matches nothing, and breaks nothing."""


def _table(facet: str) -> dict[str, str]:
    """Address value to column value."""
    match facet:
        case "type":
            return {name: str(ContentType.objects.get_for_model(model).pk) for name, model in TYPES.items()}
        case "stage":
            return {name: str(value) for name, value in STAGES.items()}
        case "audience":
            return {name: str(value) for name, value in AUDIENCES.items()}
        case "region" | "departement":
            return _territories(facet)
    return {}


def _territories(kind: str) -> dict[str, str]:
    """Official code to key; the reference data hardly ever change."""
    key = f"search-{kind}"
    table: dict[str, str] | None = cache.get(key)
    if table is None:
        rows = Collectivity.objects.filter(kind=kind).values_list("code", "pk")
        table = {code: str(pk) for code, pk in rows}
        cache.set(key, table, timeout=3600)
    return table


def from_address(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The filters of an address with the values of the columns; an unknown value matches nothing."""
    return {
        facet: tuple(_table(facet).get(value, UNKNOWN) for value in values) if _table(facet) else values
        for facet, values in filters.items()
    }


def to_address(facet: str, column: str) -> str:
    table = _table(facet)
    return next((name for name, value in table.items() if value == column), column)
