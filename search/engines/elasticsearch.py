"""Elasticsearch: the same words and the same tiers as on a database.

A search is one request. Only where too few documents hold every word are there two more: what the best document holds,
then those that come near it.
"""

import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from elasticsearch import Elasticsearch as Client

from portal.searchable import Kind
from search import outbox
from search.elastic.client import SECONDS, alias, client
from search.engines.base import NEAR, WEIGHTS, WHOLE_FIRST, Answer, Filters, Question
from search.facets import BY_NAME
from search.query import Group, Query
from search.spots import Spot

Clause = dict[str, Any]

MOST_VALUES = 2_000
"""More than a facet has values: there are 1,255 intercommunalités."""
EXACT_UNTIL = 40_000
"""Communes are counted one by one until so many: there are 34,969."""
INNER, KINDS, SPOTS = "counted", "kinds", "spots"
MOST_SPOTS = 5_000
"""More than there are: the map has some 500 cells, few of them in more than two départements."""
EXACT_IN_SPOT = 1_000
"""Communes of one spot: there are some 80 at most."""
MOST_HIDDEN = 10_000
ROUNDING = 1 - 1e-6
"""Scores are added up in single precision."""
LEAST_SECONDS = 0.05
READ = "hits.total.value,hits.max_score,hits.hits.fields,aggregations"
BY_DATE: list[Clause] = [{"date": {"order": "desc", "missing": "_last"}}, {"id": "desc"}]
BY_TITLE: list[Clause] = [{"sort_title": "asc"}, {"id": "asc"}]
BY_NEWS: list[Clause] = [{"news_on": {"order": "desc", "missing": "_last"}}, {"id": "desc"}]
ORDERS = {"nom": BY_TITLE, "nouveautes": BY_NEWS}


class IndexIsBehindError(Exception):
    """So many documents were removed that the index does not know of that another engine must answer."""


class Elasticsearch:
    name = "elasticsearch"

    def answer(self, question: Question) -> Answer:
        search, query = _Search(question), question.query
        answer = search.answer(_every(query))
        answer.whole = answer.found
        if answer.found >= query.enough or len(query.groups) < 2:
            return answer
        best = search.best(_by_rarity(query))
        if best is None:
            return answer
        most = search.answer(_most(query, best * NEAR))
        most.whole, most.kinds = answer.whole, answer.kinds
        return most


class _Search:
    """The requests of one question, which share the time there is."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.until = time.monotonic() + SECONDS
        self.readable = _readable(question.languages)
        self.asked = _also(self.readable, {"term": {"kind": str(question.kind)}})

    def answer(self, words: Clause) -> Answer:
        question = self.question
        name = "must" if question.is_ranked else "filter"
        response = self._client().search(
            index=alias(),
            query={"bool": {**self.asked, name: [*self.asked.get(name, []), words]}},
            post_filter=_passes(question.filters, question.filters) if question.filters else None,
            aggs=_counts(question) | _other_kinds(_also(self.readable, words), question.kind),
            sort=_sorting(question),
            from_=question.first,
            size=question.count,
            track_total_hits=True,
            source=False,
            stored_fields="_none_",
            docvalue_fields=[{"field": "id"}],
            allow_partial_search_results=False,
            filter_path=READ,
        )
        return _answer(response.body, question)

    def best(self, words: Clause) -> float | None:
        """The highest score there is; None without any document."""
        response = self._client().search(
            index=alias(),
            query={"bool": {**self.asked, "must": [words]}},
            size=1,
            source=False,
            stored_fields="_none_",
            track_total_hits=False,
            allow_partial_search_results=False,
            filter_path="hits.max_score",
        )
        score: float | None = response.body.get("hits", {}).get("max_score")
        return score

    def _client(self) -> Client:
        return client(max(LEAST_SECONDS, self.until - time.monotonic()))


def _sorting(question: Question) -> list[Clause]:
    if question.is_ranked:
        return [{"_score": "desc"}, *BY_DATE]
    return ORDERS.get(question.sort, BY_DATE)


def _readable(languages: Iterable[str]) -> Clause:
    """What anyone may read in these languages: the index may not know yet what was hidden a moment ago."""
    hidden = outbox.hidden_keys(MOST_HIDDEN + 1)
    if len(hidden) > MOST_HIDDEN:
        raise IndexIsBehindError
    clause: Clause = {"filter": [{"terms": {"language": list(languages)}}]}
    return clause | {"must_not": [{"terms": {"id": hidden}}]} if hidden else clause


def _also(clause: Clause, condition: Clause) -> Clause:
    return {**clause, "filter": [*clause["filter"], condition]}


def _every(query: Query) -> Clause:
    return {"bool": {"must": [_holds(group) for group in query.groups]}}


def _most(query: Query, rarity: float) -> Clause:
    """Documents whose words are rare enough together, by how well they hold them."""
    enough = {"function_score": {"query": _by_rarity(query), "min_score": rarity * ROUNDING}}
    whole = {"constant_score": {"filter": _every(query), "boost": WHOLE_FIRST}}
    return {"bool": {"filter": [enough], "should": [whole, *(_holds(group) for group in query.known)]}}


def _by_rarity(query: Query) -> Clause:
    """Scored by the rarity of the words that are held, and nothing else."""
    held = [{"constant_score": {"filter": _holds(group), "boost": round(group.rarity, 4)}} for group in query.known]
    return {"bool": {"should": held, "minimum_should_match": 1}}


def _holds(group: Group) -> Clause:
    found = [_phrase(name, stems) for stems in group.alternatives for name in WEIGHTS]
    return {"bool": {"should": found, "minimum_should_match": 1}}


def _phrase(name: str, stems: tuple[str, ...]) -> Clause:
    if len(stems) == 1:
        return {"term": {f"{name}_stems": {"value": stems[0], "boost": WEIGHTS[name]}}}
    return {"match_phrase": {f"{name}_stems": {"query": " ".join(stems), "boost": WEIGHTS[name]}}}


def _passes(filters: Filters, names: Iterable[str]) -> Clause:
    return {"bool": {"filter": [{"terms": {BY_NAME[name].column: list(map(str, filters[name]))}} for name in names]}}


def _other_kinds(found: Clause, asked: Kind) -> dict[str, Clause]:
    """How many there are of each kind but the one asked for, which the total tells."""
    others = _also(found, {"terms": {"kind": [str(kind) for kind in Kind if kind != asked]}})
    kinds = {"terms": {"field": "kind", "size": len(Kind)}}
    return {KINDS: {"global": {}, "aggs": {KINDS: {"filter": {"bool": others}, "aggs": {INNER: kinds}}}}}


def _counts(question: Question) -> dict[str, Clause]:
    """Each facet under the filters of the others, so that a choice never hides its alternatives."""
    filters = question.filters
    communes = {"cardinality": {"field": "collectivity_id", "precision_threshold": EXACT_UNTIL}}
    counts: dict[str, Clause] = {"found": {"filter": {"match_all": {}}}} if filters else {}
    counts["communes"] = _counted(communes, filters, filters)
    for facet in question.facets:
        values = {"terms": {"field": facet.column, "size": MOST_VALUES}}
        counts[facet.name] = _counted(values, filters, [name for name in filters if name != facet.name])
    for name in set(filters) - {facet.name for facet in question.facets}:
        counts[name] = {"filter": _passes(filters, [other for other in filters if other != name])}
    if question.is_mapped:
        counts[SPOTS] = _counted(_spots(), filters, question.filters_of_map)
    return counts


def _spots() -> Clause:
    communes = {"cardinality": {"field": "collectivity_id", "precision_threshold": EXACT_IN_SPOT}}
    middle = {name: {"avg": {"field": name}} for name in ("map_x", "map_y")}
    return {"terms": {"field": "spot", "size": MOST_SPOTS}, "aggs": {"communes": communes, **middle}}


def _counted(count: Clause, filters: Filters, names: Collection[str]) -> Clause:
    """Without a filter it stands alone, which takes two thirds of the time."""
    return {"filter": _passes(filters, names), "aggs": {INNER: count}} if names else count


def _answer(response: Mapping[str, Any], question: Question) -> Answer:
    counted = response["aggregations"]
    total = response["hits"]["total"]["value"]
    found = counted["found"]["doc_count"] if "found" in counted else total
    counts = {name: count.get(INNER, count) for name, count in counted.items()}
    return Answer(
        found=found,
        total=total,
        communes=counts["communes"]["value"],
        kinds=_buckets(counted[KINDS][KINDS][INNER]) | ({str(question.kind): found} if found else {}),
        facets={facet.name: _buckets(counts[facet.name]) for facet in question.facets},
        without={name: counted[name].get("doc_count", found) for name in question.filters},
        keys=[hit["fields"]["id"][0] for hit in response["hits"].get("hits", [])],
        spots=[_spot(bucket) for bucket in counts[SPOTS]["buckets"]] if question.is_mapped else [],
        engine=Elasticsearch.name,
    )


def _spot(bucket: Mapping[str, Any]) -> Spot:
    departement = bucket["key"].split(",")[0]
    x, y = bucket["map_x"]["value"], bucket["map_y"]["value"]
    place = None if x is None else (int(x), int(y))
    return Spot(int(departement) if departement else None, bucket["doc_count"], bucket["communes"]["value"], place)


def _buckets(count: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in count["buckets"]}
