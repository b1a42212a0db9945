"""Values of facets: French words and official codes in addresses, keys in columns, names for readers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import override

from collectivities.enums import CollectivityKind, SizeClass
from collectivities.models import Collectivity
from initiatives.enums import AudienceCode, Confirmation, Stage
from initiatives.models import (
    Audience,
    EAdministrationPage,
    EducationPage,
    InitiativePage,
    PublicAccessPage,
    Theme,
)
from labels.published import last_year
from portal.page_cache import remember
from search import labels
from search.models import Document

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
CONFIRMATIONS = {"oui": Confirmation.RECENT, "a-confirmer": Confirmation.DUE}
Column = int | str


class Value(NamedTuple):
    """A value of a facet: its address, its name, and what the column holds (several rows may be one value).

    ``former`` are addresses that lead here since what they named was merged into this one. A tuple, since thousands are
    kept in the cache, which reads them five times faster.
    """

    address: str
    label: str
    columns: tuple[Column, ...]
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The filters of an address that exist, by facet, and the values that do not."""

    filters: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, tuple[Column, ...]]
    ignored: tuple[str, ...]


Vocabulary = Mapping[str, Mapping[str, Value]]


def vocabulary(language: str) -> Vocabulary:
    """Every value of every facet, by address; read again when something public changed, or a palmarès became so."""
    return remember(f"search-values:{language}:{last_year()}", lambda: _vocabulary(language))


def _vocabulary(language: str) -> Vocabulary:
    with override(language):
        return {facet: _by_address(values) for facet, values in _read(language).items()}


def _by_address(values: Iterable[Value]) -> dict[str, Value]:
    return {address: value for value in values for address in (value.address, *value.former)}


def known(filters: Mapping[str, tuple[str, ...]], values: Vocabulary) -> Known:
    """Sort the values of an address: those that exist filter, the others are told and left aside."""
    kept: dict[str, tuple[str, ...]] = {}
    columns: dict[str, tuple[Column, ...]] = {}
    ignored: list[str] = []
    for facet, addresses in filters.items():
        found = (values[facet][address].address for address in addresses if address in values[facet])
        kept[facet] = tuple(dict.fromkeys(found))
        ignored += [address for address in addresses if address not in values[facet]]
        columns[facet] = tuple(column for address in kept[facet] for column in values[facet][address].columns)
    return Known(
        {facet: addresses for facet, addresses in kept.items() if addresses},
        {facet: found for facet, found in columns.items() if found},
        tuple(dict.fromkeys(ignored)),
    )


def _read(language: str) -> dict[str, Iterable[Value]]:
    territories = _territories()
    audiences = dict(Audience.objects.values_list("code", "pk"))
    return {
        "theme": _themes(language),
        "type": [
            Value(address, _capitalised(model), (ContentType.objects.get_for_model(model).pk,))
            for address, model in TYPES.items()
        ],
        "region": territories[CollectivityKind.REGION],
        "departement": territories[CollectivityKind.DEPARTEMENT],
        "intercommunality": territories[CollectivityKind.INTERCOMMUNALITY],
        "size": [Value(str(value), str(label), (str(value),)) for value, label in SizeClass.choices],
        "label": [Value(address, label, (column,)) for address, label, column in labels.choices()],
        "stage": [Value(address, str(stage.label), (str(stage),)) for address, stage in STAGES.items()],
        "audience": [
            Value(address, str(code.label), (audiences[code],))
            for address, code in AUDIENCES.items()
            if code in audiences
        ],
        "confirmed": [Value(address, str(code.label), (str(code),)) for address, code in CONFIRMATIONS.items()],
        "year": [Value(str(year), str(year), (year,)) for year in _years()],
    }


def _territories() -> dict[str, list[Value]]:
    """Those larger than a commune, by kind."""
    found: dict[str, list[Value]] = {kind: [] for kind in CollectivityKind}
    rows = Collectivity.objects.exclude(kind=CollectivityKind.COMMUNE).order_by("code")
    for kind, code, name, pk in rows.values_list("kind", "code", "name", "pk"):
        found[kind].append(Value(code, name, (pk,)))
    return found


def _years() -> list[int]:
    """The years of documents, the latest first."""
    years = Document.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [year for year in years if year]


def _themes(language: str) -> list[Value]:
    """One value per slug: a sheet may hold the theme in the language it was translated from.

    The slug of a theme that was merged leads to the one that took its place.
    """
    fields = ("slug", "name", "pk", "locale__language_code")
    rows = list(Theme.objects.filter(merged_into=None).order_by("order", "pk").values_list(*fields))
    names = {slug: name for slug, name, _pk, code in rows if code == "fr"}
    names |= {slug: name for slug, name, _pk, code in rows if code == language}
    keys: dict[str, tuple[int, ...]] = {}
    for slug, _name, pk, _code in rows:
        keys[slug] = (*keys.get(slug, ()), pk)
    former: dict[str, tuple[str, ...]] = {}
    for slug, old in Theme.objects.merged_slugs():
        former[slug] = (*former.get(slug, ()), old)
    return [Value(slug, name, keys[slug], former.get(slug, ())) for slug, name in names.items()]


def _capitalised(model: type[InitiativePage]) -> str:
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]
