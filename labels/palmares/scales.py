"""The rungs of the scales: how they are written, and when two labels can be compared."""

import re

from django.utils.translation import gettext as _

from collectivities.names import fold
from labels.wording import level_in_words

LEVEL_NAMES = {
    0: "Mention",
    1: "Une arobase",
    2: "Deux arobases",
    3: "Trois arobases",
    4: "Quatre arobases",
    5: "Cinq arobases",
}
"""What a rung is called where nobody gave it a name: content, in French as the palmarès are."""
MOST_AROBASES = max(LEVEL_NAMES)
SIGNS = re.compile(r"@{1,5}")
FIGURE = re.compile(r"([0-5])\s*(?:@|arobases?)?")


def symbols_in(text: str) -> int | None:
    """How many arobases a level has, by what is written of it: « @@@ », « 3 », « Trois arobases », « mention »."""
    written = fold(text).strip()
    if SIGNS.fullmatch(written):
        return len(written)
    if figure := FIGURE.fullmatch(written):
        return int(figure[1])
    if written.startswith("mention"):
        return 0
    return next((symbols for symbols, name in LEVEL_NAMES.items() if fold(name) == written), None)


def name_of(text: str, symbols: int) -> str:
    """The name that a level was given, or that of its number of arobases where only signs and figures were written."""
    written = text.strip()
    is_usual = fold(written) in {"", fold(LEVEL_NAMES[symbols])}
    says_no_more = is_usual or SIGNS.fullmatch(written) or FIGURE.fullmatch(fold(written))
    return LEVEL_NAMES[symbols] if says_no_more else written


def comparable(highest: int, other_highest: int) -> bool:
    """Whether a level of one scale says as much as the same level of another: the best of both is the same."""
    return highest == other_highest


def aloud(symbols: int) -> str:
    """A number of arobases as it is read aloud: never « at at at »."""
    return level_in_words(symbols, _("Mention"))


def in_words(name: str, symbols: int) -> str:
    """The name of a level in the reader's language, where it is the usual one; else as it was given."""
    return aloud(symbols) if name == LEVEL_NAMES.get(symbols) else name
