"""French, in one place: what a text and a query become before any engine compares them.

Both sides go through ``words`` and ``stem``; engines only compare equal words. Accents fold before the stemmer, so that
« numerique » finds « numérique »; the Snowball stemmer keeps « numérique » and « numérisation » apart, which lighter
ones do not. What it does not know, without accents above all, is in ``search.french_rules``.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from search.french_rules import (
    ABBREVIATIONS,
    COMPOUND,
    ELIDED,
    ENDINGS,
    INDEXED_COMPOUND,
    INVISIBLE,
    IRREGULAR,
    KEPT,
    LETTERS,
    REWRITES,
    SIGNS,
    STOP_WORDS,
)

MAX_QUERY = 255
MAX_WORD = 60
WORD = re.compile(r"[^\W_]+")
# A word as it is shown, with the signs that may stand in it, or a number in groups of three.
SHOWN_WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|[^\W_]+(?:['’.·\u00ad\u2010\u2011-][^\W_]+)*")

# Where PyStemmer is installed, Snowball's C library does the work, in a twenty-fifth of the time; one call at a time.
_stemmer = snowballstemmer.stemmer("french")
_stemming = threading.Lock()


def clean_query(text: str) -> str:
    """What is kept of what a person typed: nothing invisible, one space between words, at most 255 characters."""
    visible = "".join({"Cc": " ", "Cf": "", "Cs": ""}.get(unicodedata.category(char), char) for char in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())[:MAX_QUERY].strip()


def words(text: str) -> list[str]:
    """The words of a query in their folded form, in order, stop words included: « L'Éducation » gives ``education``."""
    return _split(COMPOUND.sub(_in_one_word, _rewritten(text)))


def typed_words(text: str) -> list[str]:
    """The words of a text that is being typed: of « carte d identi », typed without apostrophe, not the ``d``."""
    found = words(text)
    whole = [word for word in found[:-1] if word not in ELIDED]
    last = [word for word in found[-1:] if len(word) > 1 or word not in ELIDED]
    return whole + last or found


def indexed_words(text: str) -> list[str]:
    """The words of a text; what may be written in one word or two is there both ways."""
    return _split(INDEXED_COMPOUND.sub(_both_ways, _rewritten(text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; numbers and words of one or two letters stay as they are."""
    if len(word) < 3 or not word.isalpha():
        return word
    singular = _singular(word)
    known = IRREGULAR.get(word) or IRREGULAR.get(singular) or (word if word in KEPT else singular)
    if known in KEPT:
        return known
    with _stemming:
        return str(_stemmer.stemWord(_masculine(known))) or word


def meaningful(text: str) -> list[str]:
    """The words of a query without stop words, unless there is nothing else."""
    found = words(text)
    return [word for word in found if word not in STOP_WORDS] or found


def terms(text: str) -> list[str]:
    """What is compared: the stems of the meaningful words."""
    return [stem(word) for word in meaningful(text)]


def stems(text: str) -> frozenset[str]:
    """The stems of a text, in no order."""
    return frozenset(indexed(text).split())


def indexed(text: str) -> str:
    """A text as it is stored for searching."""
    return " ".join(stem(word) for word in indexed_words(text))


def prefixes(text: str) -> str:
    """A text as it is stored for completing what is being typed: folded words, then the stems that are others."""
    found = indexed_words(text)
    return " ".join(dict.fromkeys([*found, *map(stem, found)]))


def spans(text: str, wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the words with one of these stems stand in a text as it is shown."""
    return (found.span() for found in SHOWN_WORD.finditer(text) if not wanted.isdisjoint(_shown_stems(found[0])))


def shown(text: str, wanted: frozenset[str]) -> frozenset[str]:
    """Those of these stems that a text has as it is shown."""
    return frozenset(stem for word in SHOWN_WORD.findall(text) for stem in _shown_stems(word) & wanted)


def fold(text: str) -> str:
    """Lower case, without accents, ligatures or invisible characters; one kind of apostrophe, of hyphen, of space."""
    plain = text.translate(INVISIBLE).translate(LETTERS).translate(SIGNS)
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _rewritten(text: str) -> str:
    folded = fold(text)
    for pattern, replacement in REWRITES:
        folded = pattern.sub(replacement, folded)
    return folded


def _split(folded: str) -> list[str]:
    return [ABBREVIATIONS.get(word, word)[:MAX_WORD] for word in WORD.findall(folded)]


def _in_one_word(found: re.Match[str]) -> str:
    return "".join(re.split("[- ]", found[0]))


def _both_ways(found: re.Match[str]) -> str:
    return f"{_in_one_word(found)} {found[0]}"


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def _masculine(word: str) -> str:
    for ending, replacement, shortest in ENDINGS:
        if len(word) >= shortest and word.endswith(ending):
            return word[: -len(ending)] + replacement
    return word


@lru_cache(maxsize=20_000)
def _shown_stems(word: str) -> frozenset[str]:
    return frozenset(stem(part) for part in indexed_words(word))
