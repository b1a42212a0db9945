"""French, in one place: what a text and a query become before any engine compares them.

Both sides go through ``terms``; engines only compare equal words. Accents fold before the stemmer, so that
« numerique » finds « numérique »; the Snowball stemmer keeps « numérique » and « numérisation » apart,
which lighter ones do not.
"""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O"})
APOSTROPHES = re.compile(r"[’‘ʼ′`´]")
BRETON_CH = re.compile(r"\bc'h|(?<=\w)c'h", re.IGNORECASE)
ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=\w)")
ACRONYM = re.compile(r"\b(?:[a-z]\.){2,}(?:[a-z]\b)?")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
WORD = re.compile(r"[a-z0-9]+")
SHOWN_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")

STOP_WORDS = frozenset(
    """a ai au aux avec c ce ces cet cette chez comme comment d dans de des du elle elles en entre es est et eu eux il
    ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre nous on ont or ou par pas pour qu que
    quel quelle quelles quels qui quoi s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute toutes
    tu un une vers vos votre vous y""".split()  # noqa: SIM905 - a list of words reads better than a column of quotes
)
IRREGULAR = {
    "yeux": "oeil", "cieux": "ciel", "aieux": "aieul", "jeux": "jeu", "enjeux": "enjeu", "feux": "feu", "lieux": "lieu",
    "milieux": "milieu", "voeux": "voeu", "neveux": "neveu", "cheveux": "cheveu", "aveux": "aveu", "adieux": "adieu",
    "banlieux": "banlieu", "bijoux": "bijou", "cailloux": "caillou", "choux": "chou", "genoux": "genou",
    "hiboux": "hibou", "joujoux": "joujou", "poux": "pou", "travaux": "travail", "vitraux": "vitrail", "baux": "bail",
    "emaux": "email", "coraux": "corail", "mesdames": "madame", "messieurs": "monsieur", "bonshommes": "bonhomme",
}  # fmt: skip
SAINTS = {"st": "saint", "ste": "sainte", "sts": "saint", "stes": "sainte"}
MAX_QUERY = 255

_stemmer = snowballstemmer.stemmer("french")


def clean_query(text: str) -> str:
    """What is kept of what a person typed: no control characters, one space between words, at most 255 characters."""
    printable = "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)
    return " ".join(unicodedata.normalize("NFC", printable).split())[:MAX_QUERY].strip()


def words(text: str) -> list[str]:
    """The words of a text in their folded form, in order, stop words included: « L'Éducation » gives ``education``."""
    text = APOSTROPHES.sub("'", text.translate(INVISIBLE).translate(LIGATURES))
    decomposed = unicodedata.normalize("NFKD", text)
    folded = "".join(char for char in decomposed if not unicodedata.combining(char)).lower()
    folded = THOUSANDS.sub("", ELISION.sub(" ", BRETON_CH.sub("ch", folded)))
    folded = ACRONYM.sub(lambda found: found[0].replace(".", "") + " ", folded)
    return [SAINTS.get(word, word) for word in WORD.findall(folded)]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word; numbers and words of one or two letters stay as they are."""
    word = IRREGULAR.get(word, word)
    if len(word) < 3 or not word.isalpha():
        return word
    return str(_stemmer.stemWord(word)) or word


def terms(text: str) -> list[str]:
    """What is compared: the stems of the words, without stop words, unless there is nothing else."""
    found = words(text)
    meaningful = [word for word in found if word not in STOP_WORDS]
    return [stem(word) for word in meaningful or found]


def indexed(text: str) -> str:
    """A text as it is stored for searching."""
    return " ".join(stem(word) for word in words(text))


def prefixes(text: str) -> str:
    """A text as it is stored for completing what is being typed: folded, not stemmed."""
    return " ".join(words(text))


def spans(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Where the words with one of these stems stand in a text as it is shown."""
    return [
        found.span()
        for found in SHOWN_WORD.finditer(text)
        if wanted.intersection(stem(word) for word in words(found[0]))
    ]
