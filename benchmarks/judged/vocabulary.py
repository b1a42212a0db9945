"""What words of the sheets are the same word, and which sheets hold them: what makes a query fair.

Nothing of the portal's own French is used here: a mistake there must not hide itself.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from benchmarks.judged import material
from benchmarks.judged.texts import Sheet, sheets

SHORTEST = 4
WORD = re.compile(r"[^\W_]+")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _set(
    "avait avaient cent demi dont douze essentiellement etaient etait fut huit jadis lequel memes mieux mille neuf "
    "onze parmi quatre quinze sept sera serait seront seul seule seuls sinon souvent surtout trente vingt voila "
    "ainsi ans apres assez au aussi autre autres aux avant avec avoir car ce cela celle celles celui ces cet "
    "cette ceux chaque chez comme comment contre d dans de depuis des deux dix donc dont du elle elles en encore "
    "entre est et ete etre eux faire fait font il ils jamais je jour jusqu l la le les leur leurs lui mais meme "
    "mes moins mon ne ni nos notre nous on ont or ou par pas peu peut plus pour pres presque qu quand que quel "
    "quelle quelles quels qui quoi sans se ses si six son sont sous sur ta tous tout toute toutes tres trois trop "
    "un une vers vos votre vous"
)
# Words that end as plurals do.
SINGULAR = _set(
    "acces avis bas bois bras bus choix concours corps cours croix fils fois francais gros mois palais parcours "
    "pays poids prix proces puis relais repas succes temps virus voix"
)


def fold(text: str) -> str:
    """Lower case, without accents and ligatures."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    return WORD.findall(fold(text))


@lru_cache(maxsize=100_000)
def is_telling(word: str) -> bool:
    """Whether a folded word says something: no small word, no number."""
    return len(word) >= SHORTEST and word.isalpha() and word not in SMALL


@lru_cache(maxsize=100_000)
def base(word: str) -> str:
    """What all the forms of a folded word have in common."""
    return _bases().get(word) or (word if word in SINGULAR else re.sub(r"(?<=..)[sx]$", "", word))


@cache
def forms() -> dict[str, list[str]]:
    """The forms of a word, as they are written, by its base."""
    found: dict[str, list[str]] = defaultdict(list)
    for group in material.inflections():
        for word in group:
            if word not in found[base(fold(word))]:
                found[base(fold(word))].append(word)
    return found


@cache
def _bases() -> dict[str, str]:
    """Groups that share a form are one: « la mesure », « mesurer »."""
    found: dict[str, str] = {}
    for group in material.inflections():
        folded = [fold(word) for word in group]
        known = {found[word] for word in folded if word in found}
        name = min(known) if known else folded[0]
        found.update(dict.fromkeys(folded, name) | {word: name for word in found if found[word] in known})
    return found


@lru_cache(maxsize=10_000)
def meanings(text: str) -> frozenset[str]:
    """The bases of the words, one spelling of what has several, and both ways of writing acronyms."""
    folded = " ".join(words(_SPELLING.sub(lambda found: _joined(found[0]), fold(text))))
    for acronym, expansion in _acronyms().items():
        if f" {acronym} " in f" {folded} ":
            folded += f" {expansion}"
        elif f" {expansion} " in f" {folded} ":
            folded += f" {acronym}"
    return frozenset(base(word) for word in folded.split() if len(word) > 1)


@cache
def _acronyms() -> dict[str, str]:
    return {fold(acronym): " ".join(words(expansion)) for acronym, expansion in material.acronyms().items()}


def _joined(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)


_WAYS = sorted((fold(way) for ways in material.spellings() for way in ways), key=len, reverse=True)
_SPELLING = re.compile(rf"\b(?:{'|'.join(_WAYS)})s?\b")


def holders(text: str) -> set[str]:
    """Keys of the sheets that hold every word of the query, in any form."""
    return _all_of(_by_meaning(), meanings(text))


def holders_as_written(text: str) -> set[str]:
    """Keys of the sheets that hold every word in the very form of the query."""
    return _all_of(_by_word(), words(text))


@cache
def vocabulary() -> frozenset[str]:
    """Every folded word of the sheets."""
    return frozenset(_by_word())


def nearly_holders(text: str) -> set[str]:
    """Keys of the sheets that hold every word of the query but one at most, in any form."""
    wanted = meanings(text)
    held = Counter(key for word in wanted for key in _by_meaning().get(word, ()))
    return {key for key, count in held.items() if count >= len(wanted) - 1}


def frequency(word: str) -> int:
    """How many sheets hold it, in any form."""
    return len(_by_meaning().get(base(fold(word)), ()))


def searchable(sheet: Sheet) -> str:
    """What is written, and the place it comes from."""
    return f"{sheet.text}\n{sheet.commune_name}"


def _all_of(index: dict[str, set[str]], wanted: Iterable[str]) -> set[str]:
    sets = sorted((index.get(word, set()) for word in wanted), key=len)
    return set.intersection(*sets) if sets else set()


@cache
def _by_meaning() -> dict[str, set[str]]:
    return _index({sheet.key: meanings(searchable(sheet)) for sheet in sheets()})


@cache
def _by_word() -> dict[str, set[str]]:
    return _index({sheet.key: frozenset(words(searchable(sheet))) for sheet in sheets()})


def _index(texts: dict[str, frozenset[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, held in texts.items():
        for word in held:
            found[word].add(key)
    return dict(found)
