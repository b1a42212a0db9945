"""The search of the portal: one function, whatever the engine. Views, feeds and commands call nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from portal.page_cache import remember
from portal.searchable import Searchable, searchable_models
from search import engines, french, ranking, spelling
from search.engines import Answer, Engine, Question
from search.facets import NEAR, Facet
from search.french import fold
from search.highlight import excerpt, mark
from search.keys import key_of, own_key
from search.models import DocumentText
from search.nearby import vocabulary_for
from search.query import Query, read, size, spelled_out
from search.ranking import Score
from search.request import MAX_PAGE, PER_PAGE, SearchRequest
from search.spots import Spot
from search.values import Known, Value, known

SHOWN_VALUES = 6
MORE_VALUES = 100
"""Of a facet with hundreds of values, the most frequent: nobody reads more, and each weighs on the page."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One line of a facet: its value in the address, its name, how many hits it would give, whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """``first`` are the values to show, the chosen ones among them; ``more`` the others, by name."""

    facet: Facet
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...] = ()

    @property
    def values(self) -> tuple[FacetValue, ...]:
        return self.first + self.more

    @property
    def is_open(self) -> bool:
        return any(value.selected for value in self.first)


@dataclass(frozen=True, slots=True)
class Hit:
    """``page`` is what was found: of a collectivité, itself. ``key`` is that of its document. ``file`` is the title of
    the file in which the excerpt stands, when it is one's.
    """

    key: int
    page: Any
    title: SafeString
    summary: SafeString
    excerpt: SafeString
    file: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """``kinds`` says how many things of each kind have every word. ``tier`` is « all » when every word was found in
    each hit, « most » when too few held them all, « corrected » when words were put right; ``corrected`` is then what
    was looked for. ``whole`` counts those with every word, ``found`` those of the tier, before any filter.

    ``ignored`` are the values of filters that do not exist; ``request`` is without them. ``without`` says, for each
    facet with chosen values, how many hits there are without these. ``language`` is that of the hits and of what is
    counted: the reader's, or French where nothing is translated. ``query`` is what was looked for.
    ``spots`` are there when the request asks for the map. ``near`` is the commune around which it looks.
    ``scores`` tell why the first hits stand where they stand, by key, where they are ranked by relevance.
    """

    request: SearchRequest
    hits: tuple[Hit, ...]
    kinds: Mapping[str, int]
    total: int
    facets: tuple[FacetCounts, ...]
    engine: str
    language: str
    query: Query
    tier: str = "all"
    whole: int = 0
    found: int = 0
    corrected: str = ""
    communes: int = 0
    without: Mapping[str, int] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()
    near: Value | None = None
    scores: Mapping[int, Score] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages can be turned, at least one."""
        return min(MAX_PAGE, max(1, -(-self.total // self.request.per_page)))

    @property
    def has_facets(self) -> bool:
        return any(counts.values for counts in self.facets)

    @property
    def is_from_another_engine(self) -> bool:
        """Whether the engine that usually answers could not."""
        return self.engine != engines.usual().name

    @property
    def is_cut(self) -> bool:
        """Whether there is more than can be turned."""
        return self.total > MAX_PAGE * self.request.per_page


def search(request: SearchRequest, engine: Engine | None = None) -> SearchPage:
    """Answer a request: what anyone may read, of its kind and in its language, or in French where there is none.

    The engine is that of the portal, which always answers, unless another one is given.
    """
    engine = engine or engines.current()
    values = vocabulary_for(request.filters, request.language)
    filters = known(request.filters, values)
    request = replace(request, filters=filters.filters)
    outcome = _in_language(request, filters, engine)
    answer, scores = outcome.answer, _scores(request, outcome)
    keys = list(scores)[request.offset : request.offset + request.per_page] if scores else answer.keys
    hits = _hits(request, keys, outcome.query)
    return SearchPage(
        request=request,
        hits=hits,
        kinds=answer.kinds,
        total=answer.total,
        facets=tuple(
            _facet(facet, request, answer.facets.get(facet.name, {}), values[facet.name]) for facet in request.facets
        ),
        engine=answer.engine or engine.name,
        language=outcome.language,
        query=outcome.query,
        tier=_tier(outcome),
        whole=answer.whole,
        found=answer.found,
        corrected=_as_written(outcome, hits),
        communes=answer.communes,
        without=answer.without,
        ignored=filters.ignored,
        spots=tuple(answer.spots),
        near=next(iter(values[NEAR.name].values()), None),
        scores=scores,
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was asked in the end, in which language, whether words were put right, and the answer."""

    language: str
    query: Query
    answer: Answer
    is_corrected: bool = False


def _in_language(request: SearchRequest, filters: Known, engine: Engine) -> _Outcome:
    """In the reader's language; in French where it has no hit. Where French has none either and filters are what hides
    those of the reader's language, the ways out are the reader's.
    """
    if not request.tab.has_language or request.language == settings.LANGUAGE_CODE or not size(request.language):
        return _put_right(request, filters, settings.LANGUAGE_CODE, engine)
    outcome = _put_right(request, filters, request.language, engine)
    if outcome.answer.total:
        return outcome
    source = _put_right(request, filters, settings.LANGUAGE_CODE, engine)
    return source if source.answer.total or not outcome.answer.found else outcome


def _put_right(request: SearchRequest, filters: Known, language: str, engine: Engine) -> _Outcome:
    """With words that no document holds put right, where documents hold all of them then; as they were typed where
    documents hold something of that; and where none does, with acronyms spelled out.
    """
    written = request.tab.language(language)
    query = read(request.query, written)
    corrected = None if request.is_exact else _corrected(request, filters, language, query, engine)
    if corrected and corrected.answer.whole:
        return corrected
    typed = _Outcome(language, query, _ask(request, filters, language, query, engine))
    if typed.answer.found:
        return typed
    spelled = spelled_out(query, written)
    outcomes = [
        corrected,
        _Outcome(language, spelled, _ask(request, filters, language, spelled, engine)) if spelled else None,
    ]
    return next((outcome for outcome in outcomes if outcome and outcome.answer.total), typed)


def _corrected(request: SearchRequest, filters: Known, language: str, query: Query, engine: Engine) -> _Outcome | None:
    written = request.tab.language(language)
    corrections = spelling.corrections(query, written)
    if not corrections:
        return None
    words = " ".join(corrections.get(group.word, group.word) for group in query.groups)
    meant = read(words, written)
    return _Outcome(language, meant, _ask(request, filters, language, meant, engine), is_corrected=True)


def _tier(outcome: _Outcome) -> str:
    if outcome.is_corrected:
        return "corrected"
    return "all" if outcome.answer.whole == outcome.answer.found else "most"


def _as_written(outcome: _Outcome, hits: Iterable[Hit]) -> str:
    """The corrected query, its words as the hits write them: « médiathèque » and not « mediatheque »."""
    if not outcome.is_corrected:
        return ""
    written: dict[str, str] = {}
    for hit in hits:
        for text in (hit.page.searched_title, hit.page.searched_summary, hit.page.searched_text()):
            for start, stop in french.spans(text, outcome.query.stems):
                found = text[start:stop]
                written.setdefault(fold(found), found.lower())
        if all(group.word in written for group in outcome.query.groups):
            break
    return " ".join(written.get(group.word, group.word) for group in outcome.query.groups)


def _ask(request: SearchRequest, filters: Known, language: str, query: Query, engine: Engine) -> Answer:
    if request.query and not query:
        return Answer()
    question = Question(
        *(request.kind, language, query, filters.columns, request.order, request.offset, request.per_page),
        is_mapped=request.is_mapped,
    )
    if question.is_everything:
        return _everything(question, engine)
    if _is_ranked_anew(request, query):
        # The first hits are ranked together, whatever page of them is shown.
        question = replace(question, first=0, count=max(ranking.WINDOW, request.per_page))
    return engine.answer(question)


def _is_ranked_anew(request: SearchRequest, query: Query) -> bool:
    return bool(query) and request.order == "pertinence" and request.offset < ranking.WINDOW


def _scores(request: SearchRequest, outcome: _Outcome) -> Mapping[int, Score]:
    """Of the first hits, the best first."""
    return ranking.rank(outcome.answer.keys, outcome.query) if _is_ranked_anew(request, outcome.query) else {}


def _everything(question: Question, engine: Engine) -> Answer:
    """What a whole list is counted by changes with the documents alone, and is remembered; its hits are asked for."""
    asked: list[Answer] = []

    def answer() -> Answer:
        asked.append(engine.answer(question))
        return asked[0]

    counted = remember(f"search-everything:{engine.name}:{question.kind}:{question.language}", answer)
    hits = asked[0] if asked else engine.answer(replace(question, is_counted=False))
    return replace(counted, keys=hits.keys, engine=hits.engine)


def _hits(request: SearchRequest, keys: list[int], query: Query) -> tuple[Hit, ...]:
    """Read as they are now: what was hidden without a word to the search is not shown."""
    model = searchable_models(request.kind)[0]
    rows = model.objects.filter(pk__in=map(own_key, keys)).as_hits()
    things = {key_of(thing): thing for thing in rows}
    hits = tuple(_hit(key, things[key], query.stems) for key in keys if key in things)
    if not query or request.per_page > PER_PAGE:
        # Without words there is nothing to show; more than a page is a table or a feed, which show no excerpt.
        return hits
    givers = DocumentText.with_files(keys)
    if not givers:
        return hits
    model.read_files([hit.page for hit in hits if hit.key in givers])
    return tuple(_with_file(hit, query) if hit.key in givers else hit for hit in hits)


def _hit(key: int, page: Searchable, terms: frozenset[str]) -> Hit:
    """An excerpt shows words that neither the title nor the summary holds; the text is not read without them."""
    elsewhere = terms - french.shown(page.searched_title, terms) - french.shown(page.searched_summary, terms)
    shown = excerpt(page.searched_text(), elsewhere, terms) if elsewhere else SafeString()
    return Hit(key, page, mark(page.searched_title, terms), mark(page.searched_summary, terms), shown)


def _with_file(hit: Hit, query: Query) -> Hit:
    """With the passage of a file, where it has a word of the query that the thing says nowhere itself."""
    unsaid = _unsaid(hit.page, query)
    for file in hit.page.searched_files() if unsaid else ():
        if passage := excerpt(file.text, unsaid, query.stems):
            return replace(hit, excerpt=passage, file=file.title)
    return hit


def _unsaid(page: Searchable, query: Query) -> frozenset[str]:
    """The stems of the words that it says in none of their forms."""
    said = french.stems(f"{page.searched_title}\n{page.searched_summary}\n{page.searched_text()}")
    wanted = [[query.stems.intersection(phrase) for phrase in group.alternatives] for group in query.groups]
    return frozenset(stem for ways in wanted if not any(way <= said for way in ways) for way in ways for stem in way)


def _facet(facet: Facet, request: SearchRequest, counts: Mapping[str, int], values: Mapping[str, Value]) -> FacetCounts:
    """What was found, the most frequent first; a chosen value stays, even with nothing found."""
    chosen = request.filters.get(facet.name, ())
    shown = [
        FacetValue(value.address, value.label, count, value.address in chosen)
        # A former address leads to the same value.
        for address, value in values.items()
        if address == value.address
        and ((count := sum(counts.get(str(column), 0) for column in value.columns)) or address in chosen)
    ]
    if facet.ordered:
        return FacetCounts(facet, tuple(shown))
    shown.sort(key=lambda value: (not value.selected, -value.count))
    first = max(SHOWN_VALUES, len(chosen))
    if len(shown) <= first + 1:
        first += 1
    more = shown[first : first + MORE_VALUES]
    return FacetCounts(facet, tuple(shown[:first]), tuple(sorted(more, key=lambda value: _alphabetical(value.label))))


@lru_cache(maxsize=5_000)
def _alphabetical(label: str) -> str:
    """Folding takes longer than all the rest of a list of hundreds, whose names are the same at each search."""
    return fold(label)
