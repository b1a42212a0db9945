"""What the editors put before the hits of some words, looked up whatever accents, plurals or order. Nothing is
written: a robot that searches leaves no row.
"""

from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from portal.models import PageQuerySet
from portal.page_cache import remember
from search import french
from search.request import SearchRequest

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Promotion:
    title: str
    url: str
    description: str


def promotions(asked: SearchRequest) -> list[Promotion]:
    """Those of the words asked for, on the first page, in the order of the editors.

    A promoted page is shown in the reader's language, as long as anyone may read it there; a copy that translates
    nothing is none.
    """
    if asked.page > 1 or not asked.terms:
        return []
    keys = remember("search-promotions", _keys_by_terms).get(_terms(asked.query), [])
    chosen = SearchPromotion.objects.filter(pk__in=keys).select_related("page").order_by("sort_order", "pk")
    readable = _readable([row.page for row in chosen if row.page], asked.language) if keys else {}
    shown = [_promotion(row, readable) for row in chosen] if keys else []
    return [promotion for promotion in shown if promotion][:SHOWN]


def _promotion(row: SearchPromotion, readable: dict[object, Page]) -> Promotion | None:
    if not row.page:
        return Promotion(row.external_link_text or row.external_link_url, row.external_link_url, row.description)
    page = readable.get(row.page.translation_key)
    return Promotion(page.title, page.get_url() or "", row.description) if page else None


def _readable(pages: list[Page], language: str) -> dict[object, Page]:
    keys = [page.translation_key for page in pages]
    public = PageQuerySet(Page).live_public(language).filter(translation_key__in=keys)
    return {page.translation_key: page for page in public}


def _keys_by_terms() -> dict[tuple[str, ...], list[int]]:
    """Every promotion by the terms of its query: there are few, and they change rarely."""
    found: dict[tuple[str, ...], list[int]] = {}
    for pk, query in SearchPromotion.objects.values_list("pk", "query__query_string"):
        found.setdefault(_terms(query), []).append(pk)
    return found


def _terms(query: str) -> tuple[str, ...]:
    return tuple(sorted(set(french.terms(query))))
