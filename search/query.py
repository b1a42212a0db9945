"""What is looked for, once words are stems: the groups that a document must hold all of, or most of."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from portal.page_cache import remember
from search import french, synonyms
from search.french_rules import STOP_WORDS
from search.models import Document, Word
from search.synonyms import Phrase

MAX_GROUPS = 12
"""Of a longer query, the rarest words: nobody types more, and each costs."""
QUESTION = 3
"""From so many words on, with small words between them, a query is a question: few texts hold every word of it, and
others may answer it as well. « 24 novembre 2008 » or « service-public.fr » is none."""
ENOUGH = 10
"""Documents with every word of a question: with fewer, those with most of them come after."""


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the query. A document holds it when it holds one of the ``alternatives``: stems, one after the other.

    The first alternative is the word itself, whose folded form is ``word``; the others are its synonyms. ``rarity`` is
    0 for what no document holds, and grows as it becomes rarer.
    """

    word: str
    alternatives: tuple[Phrase, ...]
    rarity: float = 1.0

    @property
    def synonyms(self) -> tuple[Phrase, ...]:
        return self.alternatives[1:]

    @property
    def stem(self) -> str:
        return self.alternatives[0][0]


@dataclass(frozen=True)
class Query:
    """What is typed, once read. ``unknown`` are the words that no document holds, nor any synonym of them."""

    groups: tuple[Group, ...] = ()
    is_question: bool = False

    def __bool__(self) -> bool:
        return bool(self.groups)

    @cached_property
    def every_stem(self) -> frozenset[str]:
        """Of the words and their synonyms; asked for every text that is ranked."""
        return frozenset(stem for group in self.groups for phrase in group.alternatives for stem in phrase)

    @property
    def stems(self) -> frozenset[str]:
        """The same without stop words: what is shown as found."""
        return self.every_stem - STOP_WORDS or self.every_stem

    @property
    def known(self) -> tuple[Group, ...]:
        """The groups that some document may hold; all of them where that is not known of any."""
        return tuple(group for group in self.groups if group.rarity) or self.groups

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(group.word for group in self.groups if not group.rarity)

    @property
    def enough(self) -> int:
        """How many documents with every word make it needless to look for those with most of them."""
        return ENOUGH if self.is_question else 1


def read(text: str, language: str) -> Query:
    """The query a text makes in a language: stop words are left out unless there is nothing else."""
    words = french.meaningful(text)
    by_stem = {french.stem(word): word for word in reversed(words)}
    stems = list(dict.fromkeys(map(french.stem, words)))
    others: dict[str, tuple[Phrase, ...]] = {}
    for places, phrases in synonyms.spans(stems):
        others |= {stems[place]: phrases for place in places}
    alternatives = {stem: ((stem,), *others.get(stem, ())) for stem in stems}
    rarities = _rarities(alternatives, language)
    groups = [Group(by_stem[stem], alternatives[stem], rarities[stem]) for stem in stems]
    if len(groups) > MAX_GROUPS:
        kept = sorted(groups, key=lambda group: -group.rarity)[:MAX_GROUPS]
        groups = [group for group in groups if group in kept]
    return Query(tuple(groups), len(groups) >= QUESTION and len(french.words(text)) > len(words))


def spelled_out(query: Query, language: str) -> Query | None:
    """The query with the words of an expression in the place of each acronym, which need not stand together then:
    « EPN » as « espace », « public », « numérique ». None where no word has such a synonym.
    """
    stems: list[str] = []
    for group in query.groups:
        phrase = max(group.alternatives, key=len)
        stems += [stem for stem in phrase if stem not in STOP_WORDS]
    if len(stems) == len(query.groups):
        return None
    counted = rarities(stems, language)
    groups = tuple(Group(stem, ((stem,),), counted[stem]) for stem in dict.fromkeys(stems))
    # As of a question: nobody wrote a document in these very words.
    return Query(groups[:MAX_GROUPS], is_question=True)


def size(language: str) -> int:
    """How many documents a language has."""
    return remember(f"search-size:{language}", lambda: Document.objects.filter(language=language).count())


def rarities(stems: Collection[str], language: str) -> dict[str, float]:
    """How rare each stem is among the documents of a language, as BM25 counts it; 0 for what none holds."""
    counts, total = _documents(stems, language), size(language)
    return {stem: _rarity(counts.get(stem, 0), total) for stem in stems}


def _rarities(alternatives: Mapping[str, tuple[Phrase, ...]], language: str) -> dict[str, float]:
    """The same for words with their synonyms."""
    counts = _documents({stem for phrases in alternatives.values() for phrase in phrases for stem in phrase}, language)
    total = size(language)
    return {
        # A phrase stands in no more documents than the rarest of its words.
        stem: _rarity(max(min(counts.get(part, 0) for part in phrase) for phrase in phrases), total)
        for stem, phrases in alternatives.items()
    }


def _documents(stems: Collection[str], language: str) -> dict[str, int]:
    """In how many documents of a language each stem stands, or nearly: its forms are counted apart."""
    rows = Word.objects.filter(language=language, stem__in=stems).order_by()
    return dict(rows.values_list("stem").annotate(total=Sum("documents")))


def _rarity(count: int, total: int) -> float:
    if not count:
        return 0.0
    # The forms of a stem may stand in one document: their sum may be more than there are.
    count = min(count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) or 0.01
