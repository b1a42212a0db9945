"""Queries with one slip of the keyboard in one word: a letter more, one less, another one, two the wrong way round."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.judged.drawing import some_words
from benchmarks.judged.query import TYPO, Query, ask
from benchmarks.judged.texts import Sheet
from benchmarks.judged.vocabulary import fold, holders_as_written, vocabulary

LONG_ENOUGH = 5
# The keys beside each, on a French keyboard.
BESIDE = {
    "a": "zq", "b": "vn", "c": "xv", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "km", "m": "lp", "n": "b", "o": "ip", "p": "om", "q": "as", "r": "et", "s": "qd",
    "t": "ry", "u": "yi", "v": "cb", "w": "x", "x": "wc", "y": "tu", "z": "ae",
}  # fmt: skip

Slip = Callable[[str, random.Random], str]


def queries() -> Iterator[Query]:
    for variety, slip in SLIPS.items():
        yield from ask(TYPO, variety, 30, partial(with_slip, slip=slip))


def with_slip(sheet: Sheet, chance: random.Random, slip: Slip) -> str | None:
    """The wrong word is no word of any sheet, and no other word it may stand for finds another sheet."""
    query = some_words(sheet, chance, fewest=3, most=4)
    if not query:
        return None
    asked = query.split()
    long = [place for place, word in enumerate(asked) if len(word) >= LONG_ENOUGH]
    if not long:
        return None
    place = chance.choice(long)
    wrong = slip(asked[place], chance)
    others = asked[:place] + asked[place + 1 :]
    meant = [word for word in vocabulary() if is_one_away(fold(wrong), word)]
    found = {key for word in meant for key in holders_as_written(" ".join([word, *others]))}
    if fold(wrong) in vocabulary() or found != {sheet.key}:
        return None
    return " ".join([*asked[:place], wrong, *asked[place + 1 :]])


def insertion(word: str, chance: random.Random) -> str:
    place = chance.randint(1, len(word))
    return word[:place] + chance.choice(_beside(word[place - 1])) + word[place:]


def deletion(word: str, chance: random.Random) -> str:
    place = chance.randint(1, len(word) - 1)
    return word[:place] + word[place + 1 :]


def substitution(word: str, chance: random.Random) -> str:
    place = chance.randint(1, len(word) - 1)
    return word[:place] + chance.choice(_beside(word[place])) + word[place + 1 :]


def transposition(word: str, chance: random.Random) -> str:
    place = chance.choice([place for place in range(len(word) - 1) if word[place] != word[place + 1]])
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


SLIPS: dict[str, Slip] = {
    "insertion": insertion,
    "deletion": deletion,
    "substitution": substitution,
    "transposition": transposition,
}


def is_one_away(one: str, other: str) -> bool:
    """Whether one slip makes the one of the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _beside(letter: str) -> str:
    return BESIDE.get(fold(letter), "e")
