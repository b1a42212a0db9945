"""What resembles the best hits of a question: they say in their own words what the reader asked in others.

Known as *pseudo-relevance feedback*. It reads the texts that are ranked anyway and asks the engine for nothing more.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nlargest
from operator import itemgetter

from search.french_rules import STOP_WORDS
from search.query import rarities

WORDS = 15
"""How many words tell what the best hits are about: more would bring what they say in passing."""
FIELDS = ("title_stems", "summary_stems", "body_stems")
"""Not the context: that two sheets are of one commune says nothing of what they are about."""


def likeness(texts: Mapping[int, Mapping[str, str]], leaders: Mapping[int, float], language: str) -> dict[int, float]:
    """By key, between 0 and 1, how much each text holds of what sets the leaders apart; these count by their weight."""
    telling = _telling(texts, leaders, language)
    held = {key: set(_stems(text)) for key, text in texts.items()}
    # A long text holds more of anything.
    found = {
        key: sum(telling[stem] for stem in telling if stem in stems) / math.sqrt(len(stems) or 1)
        for key, stems in held.items()
    }
    most = max(found.values()) or 1.0
    return {key: part / most for key, part in found.items()}


def _telling(texts: Mapping[int, Mapping[str, str]], leaders: Mapping[int, float], language: str) -> dict[str, float]:
    """The stems that tell what the leaders are about: rare ones, said more than once, or by several of them."""
    counts = {key: Counter(stem for stem in _stems(texts[key]) if stem not in STOP_WORDS) for key in leaders}
    rarity = rarities({stem for stems in counts.values() for stem in stems}, language)
    weights: dict[str, float] = defaultdict(float)
    for key, stems in counts.items():
        for stem, times in stems.items():
            weights[stem] += leaders[key] * (1 + math.log(times)) * rarity[stem] ** 2 / math.sqrt(len(stems))
    return dict(nlargest(WORDS, weights.items(), key=itemgetter(1)))


def _stems(text: Mapping[str, str]) -> list[str]:
    return [stem for name in FIELDS for stem in text[name].split()]
