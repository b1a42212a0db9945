"""Plain BM25 over the same sheets: accents folded, Snowball stems, any word, no field that counts more."""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import snowballstemmer

from benchmarks.judged.texts import Sheet
from benchmarks.judged.vocabulary import searchable, words

K1, B = 1.5, 0.75


class BM25:
    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._stem = snowballstemmer.stemmer("french").stemWord
        texts = {sheet.key: Counter(map(self._stem, words(searchable(sheet)))) for sheet in sheets}
        self._lengths = {key: sum(counts.values()) for key, counts in texts.items()}
        self._average = sum(self._lengths.values()) / len(texts)
        self._held: dict[str, dict[str, int]] = defaultdict(dict)
        for key, counts in texts.items():
            for word, count in counts.items():
                self._held[word][key] = count
        self._titles = {sheet.key: words(sheet.title) for sheet in sheets}

    def search(self, text: str) -> list[str]:
        """Keys, the best first."""
        scores: dict[str, float] = defaultdict(float)
        for word in dict.fromkeys(map(self._stem, words(text))):
            held = self._held.get(word, {})
            rarity = self._rarity(len(held))
            for key, count in held.items():
                share = 1 - B + B * self._lengths[key] / self._average
                scores[key] += rarity * count * (K1 + 1) / (count + K1 * share)
        return _best(scores)

    def complete(self, text: str) -> list[str]:
        """Keys of the sheets whose titles have words that begin so, rare beginnings first."""
        scores: dict[str, float] = defaultdict(float)
        for part in words(text):
            keys = [key for key, title in self._titles.items() if any(word.startswith(part) for word in title)]
            for key in keys:
                scores[key] += self._rarity(len(keys)) / len(self._titles[key]) ** 0.25
        return _best(scores)

    def _rarity(self, count: int) -> float:
        return math.log(1 + (len(self._lengths) - count + 0.5) / (count + 0.5))


def _best(scores: dict[str, float]) -> list[str]:
    return heapq.nlargest(10, scores, key=scores.__getitem__)
