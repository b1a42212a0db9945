"""The search of the portal: one function, whatever the engine. Views, feeds and commands call nothing else."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.safestring import SafeString

from collectivities.enums import SizeClass
from collectivities.models import Collectivity
from initiatives.enums import AudienceCode, Stage
from initiatives.models import InitiativePage, Theme
from search import engines, statement
from search.facets import FACETS, Facet
from search.highlight import excerpt, mark
from search.request import SearchRequest
from search.values import from_address, to_address


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet: its value in the address, its name, how many hits it would give, whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    facet: Facet
    values: tuple[FacetValue, ...]

    @property
    def is_open(self) -> bool:
        return any(value.selected for value in self.values)


@dataclass(frozen=True, slots=True)
class Hit:
    page: InitiativePage
    title: SafeString
    summary: SafeString
    excerpt: SafeString


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``tier`` is « all » when every word was found in each hit, « some » when no document held them all."""

    request: SearchRequest
    hits: tuple[Hit, ...]
    total: int
    facets: tuple[FacetCounts, ...]
    engine: str
    tier: str = "all"
    pages: int = field(default=1)


def search(request: SearchRequest) -> SearchPage:
    """Answer a request: live, public initiatives of its language, and nothing else."""
    engine = engines.current()
    terms = request.terms
    filters = from_address(request.filters)
    rows = _run(request, engine, terms, filters, all_words=True)
    tier = "all"
    if terms and len(terms) > 1 and not rows.found:
        rows, tier = _run(request, engine, terms, filters, all_words=False), "some"
    return SearchPage(
        request=request,
        hits=_hits(rows.hit_keys, frozenset(terms)),
        total=rows.total,
        facets=_facets(request, rows.facets),
        engine=engine.name,
        tier=tier,
        pages=max(1, -(-rows.total // request.per_page)),
    )


@dataclass(slots=True)
class _Rows:
    found: int = 0
    """Documents with the words, before any filter."""
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    hit_keys: list[int] = field(default_factory=list)


def _run(
    request: SearchRequest,
    engine: engines.Engine,
    terms: list[str],
    filters: dict[str, tuple[str, ...]],
    *,
    all_words: bool,
) -> _Rows:
    matched: tuple[str, list[Any]]
    if request.query and not terms:
        return _Rows()
    matched = engine.matched(terms, all_words=all_words) if terms else (engines.EVERYTHING, [])
    built = statement.build(request, matched, filters)
    rows = _Rows()
    ranked: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(built.text(), built.parameters)
        for kind, value, number in cursor.fetchall():
            if kind == "found":
                rows.found = number
            elif kind == "total":
                rows.total = number
            elif kind == "hit":
                ranked[number] = int(value)
            elif value not in (None, ""):
                rows.facets.setdefault(kind, {})[str(value)] = number
    rows.hit_keys = [ranked[position] for position in sorted(ranked)]
    return rows


def _hits(keys: list[int], terms: frozenset[str]) -> tuple[Hit, ...]:
    pages = {page.pk: page for page in InitiativePage.objects.filter(pk__in=keys).with_card()}
    return tuple(_hit(pages[key], terms) for key in keys if key in pages)


def _hit(page: InitiativePage, terms: frozenset[str]) -> Hit:
    body = " ".join(str(text) for text in page._meta.get_field("body").get_searchable_content(page.body))
    return Hit(page, mark(page.title, terms), mark(page.summary, terms), excerpt(body, terms))


def _facets(request: SearchRequest, counts: dict[str, dict[str, int]]) -> tuple[FacetCounts, ...]:
    labels = _labels(counts)
    found = []
    for facet in FACETS:
        chosen = set(request.filters.get(facet.name, ()))
        by_address = {to_address(facet.name, key): (key, count) for key, count in counts.get(facet.name, {}).items()}
        values = [
            FacetValue(address, labels[facet.name].get(key, address), count, address in chosen)
            for address, (key, count) in by_address.items()
        ]
        values += [
            FacetValue(
                address,
                labels[facet.name].get(from_address({facet.name: (address,)}).get(facet.name, ("",))[0], address),
                0,
                True,
            )
            for address in sorted(chosen - set(by_address))
        ]
        found.append(FacetCounts(facet, tuple(sorted(values, key=lambda value: (-value.count, value.label)))))
    return tuple(found)


def _labels(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, str]]:
    """The name of every value, by facet and by what the column holds."""
    territories = dict(Collectivity.objects.filter(kind__in=("region", "departement")).values_list("pk", "name"))
    return {
        "theme": dict(Theme.objects.in_language().values_list("slug", "name")),
        "type": {
            str(ContentType.objects.get_for_model(model).pk): str(model._meta.verbose_name).capitalize()
            for model in engines.initiative_models()
        },
        "region": {str(key): name for key, name in territories.items()},
        "departement": {str(key): name for key, name in territories.items()},
        "size": {value: str(label) for value, label in SizeClass.choices},
        "stage": {value: str(label) for value, label in Stage.choices},
        "audience": {value: str(label) for value, label in AudienceCode.choices},
    }
