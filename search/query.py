"""What is looked for, once words are stems: the groups that a document must hold all of, or most of."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Sum

from search import french
from search.models import Document, Word

MAX_GROUPS = 12
"""Of a longer query, the rarest words: nobody types more, and each costs."""
PHRASE = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A word of the query. A document holds it when it holds one of the ``alternatives``: stems, one after the other.

    ``word`` is its folded form; ``rarity`` is 0 for a word no document holds, and grows as it becomes rarer.
    """

    word: str
    alternatives: tuple[PHRASE, ...]
    rarity: float = 1.0

    @property
    def stem(self) -> str:
        return self.alternatives[0][0]


@dataclass(frozen=True, slots=True)
class Query:
    groups: tuple[Group, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem for group in self.groups for phrase in group.alternatives for stem in phrase)

    @property
    def known(self) -> tuple[Group, ...]:
        """The groups that some document may hold; all of them where that is not known of any."""
        return tuple(group for group in self.groups if group.rarity) or self.groups


def read(text: str, language: str) -> Query:
    """The query a text makes in a language: stop words are left out unless there is nothing else."""
    words = french.meaningful(text)
    by_stem = {french.stem(word): word for word in reversed(words)}
    rarities = rarity(by_stem, language)
    groups = [Group(by_stem[stem], ((stem,),), rarities[stem]) for stem in dict.fromkeys(map(french.stem, words))]
    if len(groups) > MAX_GROUPS:
        kept = sorted(groups, key=lambda group: -group.rarity)[:MAX_GROUPS]
        groups = [group for group in groups if group in kept]
    return Query(tuple(groups))


def rarity(stems: Mapping[str, str], language: str) -> dict[str, float]:
    """How rare each stem is among the documents of a language, as BM25 counts it; 0 where it stands nowhere."""
    if not stems:
        return {}
    counts = dict(
        Word.objects.filter(language=language, stem__in=stems)
        .order_by()
        .values_list("stem")
        .annotate(total=Sum("documents"))
    )
    total = Document.objects.filter(language=language).count()
    return {stem: _rarity(counts.get(stem, 0), total) for stem in stems}


def _rarity(count: int, total: int) -> float:
    if not count:
        return 0.0
    # The forms of a stem may stand in one document: their sum may be more than there are.
    count = min(count, total)
    return math.log(1 + (total - count + 0.5) / (count + 0.5)) or 0.01
