"""The rules of ``search.french``, as data. All but the first three are over folded text: lower case, no accents."""

import re
from collections.abc import Callable

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
LETTERS = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ŉ": "'n"}
)
SIGNS = str.maketrans(dict.fromkeys("’‘‛ʼʹʻ′`´＇", "'") | dict.fromkeys("‐‑‒–−﹣－", "-"))
"""Apostrophes and hyphens, whichever a word processor chose."""

MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin",
    "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
MONTH_ABBREVIATIONS = {
    "janv": "janvier", "fev": "fevrier", "fevr": "fevrier", "avr": "avril", "juil": "juillet", "sept": "septembre",
    "oct": "octobre", "nov": "novembre", "dec": "decembre",
}  # fmt: skip


def _date(day: str, month: str, year: str) -> str:
    """``24 novembre 2008``, or the numbers apart when they make no date."""
    known = 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    return f" {int(day)} {MONTHS[int(month) - 1]} {year} " if known else f" {day} {month} {year} "


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _joined(found: re.Match[str]) -> str:
    """What was found, in one word."""
    return re.sub(r"[^a-z0-9]", "", found[0])


# What is left of a word before an apostrophe; nothing of it is kept.
ELIDED = ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")

# One after the other, each on what the one before left.
REWRITES: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    # Addresses: « https://www.plouezec.fr »
    (re.compile(r"\bhttps?://|\bwww\."), " "),
    # Both genders in one word: « référent·e·s », « élu(e)s », « agent.e.s », « élu-e-s », « animateur/trice »
    (re.compile(r"(?<=[a-z]{2})(?:[·‧•∙⋅][a-z]{1,6})+"), ""),
    (re.compile(r"(?<=[a-z]{2})\((?:e|es|s|ne|nes|r?ice|r?ices|trices?|euses?|i?eres?)\)s?"), ""),
    (re.compile(r"(?<=[a-z]{3})(?:\.(?:e|ne|rice|trice|euse)(?:\.s)?|-e(?:-?s)?|/(?:e|ne|trice|euse|iere)s?)\b"), ""),
    # Apostrophes: a Breton letter, words that hold one, elision
    (re.compile(r"c'h"), "ch"),
    (re.compile(r"\b(aujourd|quelqu|presqu|prud|entr)'(?=[a-z])"), r"\1"),
    (re.compile(rf"\b(?:{'|'.join(ELIDED)})'(?=\w)"), " "),
    # Numbers: « n° 412 », dates, « 1er », « 1 030 », telephone numbers, « 9 h 30 », « 4 G »
    (re.compile(r"\bn[°o] ?(?=\d)"), "numero "),
    (re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b"), lambda found: _date(found[3], found[2], found[1])),
    (
        re.compile(r"\b(\d\d?)([/.-])(\d\d?)\2(\d{4})\b"),
        lambda found: _date(found[1], found[3], found[4]),
    ),
    (re.compile(r"\b(\d+)(?:ers?|i?emes?|e[rs]?|re|eres?|nde?s?)\b"), r"\1"),
    (
        re.compile(rf"(?<=\d )({'|'.join(MONTH_ABBREVIATIONS)})\b"),
        lambda found: MONTH_ABBREVIATIONS[found[0]],
    ),
    (re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:[ .]\d{3})+(?!\d)"), _joined),
    (re.compile(r"\b0\d(?:[ .-]?\d\d){4}\b"), _joined),
    (re.compile(r"\b0(?=\d\b)"), ""),
    (re.compile(r"\b(\d\d?) ?h ?(\d\d)\b"), r"\1h\2"),
    (re.compile(r"(?<=\d) (?=[ghkm]\b)"), ""),
    # Acronyms: « E.P.N. », « E. P. N. », « R&D »
    (
        re.compile(r"\b[a-z](?:\.[a-z])+\b\.?|\b[a-z]\.(?: [a-z]\.)+|\b[a-z]&[a-z]\b"),
        lambda found: _joined(found) + " ",
    ),
    # « wifi6 » is « wifi 6 », « 10Mo » is « 10 Mo »; « H5N1 », « A4 » and « 4G » are one word
    (re.compile(r"(?<=[a-z]{3})(?=\d)|(?<=\d)(?=[a-z]{2})"), " "),
)

# Words written in one, with a hyphen, or in two: « wifi », « wi-fi », « wi fi ».
PAIRS = (
    "wi fi", "week end", "hot spot", "open data", "open source", "fab lab", "web tv", "web radio", "web cam", "on line",
    "off line", "start up", "plate forme", "mot cle", "video surveillance", "video protection", "video projecteur",
    "tele service", "tele procedure", "tele travail", "photo copie", "cyber commune", "cyber base", "cyber centre",
)  # fmt: skip
# Beginnings that are no word by themselves, then those that are: « co voiturage » is one word, « web local » is two.
BOUND = "bi|co|cyber|e|inter|intra|mono|multi|neo|para|peri|pluri|poly|semi|socio|visio"
FREE = (
    "anti|auto|bio|contre|eco|extra|geo|hyper|infra|m|macro|mega|micro|mini|photo|post|pre|pro|radio|re|super|techno|tele|"
    "trans|ultra|video|web"
)
_PAIRS = "|".join(pair.replace(" ", "[- ]") + "s?" for pair in PAIRS)
COMPOUND = re.compile(rf"\b(?:(?:{_PAIRS})\b|(?:{BOUND})[- ][a-z]{{3,}}|(?:{FREE})-[a-z]{{3,}})")
INDEXED_COMPOUND = re.compile(rf"\b(?:(?:{_PAIRS})\b|(?:{BOUND}|{FREE})[- ][a-z]{{3,}})")

ABBREVIATIONS = {
    "st": "saint", "ste": "sainte", "sts": "saint", "stes": "sainte", "bd": "boulevard", "bld": "boulevard",
    "dept": "departement", "dpt": "departement", "asso": "association", "assos": "association",
    "ordi": "ordinateur", "ordis": "ordinateur", "appli": "application", "applis": "application",
}  # fmt: skip

# And what asks: « pourquoi », « puis-je », « faut-il ».
STOP_WORDS = _words(
    "a ai au aux avec c ce ces cet cette chez combien comme comment d dans de des dois doit doivent du elle elles en "
    "entre es est et eu eux faut il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lui m ma mais "
    "me mes mon n ne nos notre nous on ont or ou par pas peut peuvent peux pour pourquoi puis qu quand que quel "
    "quelle quelles quels qui quoi s sa sans se ses si son sont sous sur t ta te tes ton tous tout toute toutes tu un "
    "une vers vos votre vous y"
)

# Words whose stem is themselves: the stemmer would give them that of another word.
KEPT = _words(
    "aine allee annee armee bas base commune communication cours direction donnee duree entree fils fois formation "
    "foyer frais francais gras gros logement loyer mai maintenance mairie maree mars mer mois musee organe pays plus "
    "sens temps universite villa voirie voyant"
)
# What no ending tells: plurals first, then feminines, then two spellings of one word.
IRREGULAR = {
    "yeux": "oeil", "cieux": "ciel", "aieux": "aieul", "jeux": "jeu", "enjeux": "enjeu", "feux": "feu", "lieux": "lieu",
    "milieux": "milieu", "voeux": "voeu", "neveux": "neveu", "cheveux": "cheveu", "aveux": "aveu", "adieux": "adieu",
    "dieux": "dieu", "essieux": "essieu", "bijoux": "bijou", "cailloux": "caillou", "choux": "chou", "genoux": "genou",
    "hiboux": "hibou", "joujoux": "joujou", "poux": "pou", "travaux": "travail", "vitraux": "vitrail", "baux": "bail",
    "coraux": "corail", "soupiraux": "soupirail", "vantaux": "vantail", "maux": "mal", "materiaux": "materiau",
    "royaux": "royal", "loyaux": "loyal", "mesdames": "madame", "messieurs": "monsieur", "bonshommes": "bonhomme",
    "gentilshommes": "gentilhomme",
    "ainee": "aine", "basse": "bas", "bel": "beau", "belle": "beau", "blanche": "blanc", "breve": "bref",
    "douce": "doux", "epaisse": "epais", "fausse": "faux", "favorite": "favori", "folle": "fou", "fraiche": "frais",
    "francaise": "francais", "franche": "franc", "grasse": "gras", "grecque": "grec", "grosse": "gros",
    "jalouse": "jaloux", "jumelle": "jumeau", "laique": "laic", "longue": "long", "maligne": "malin", "molle": "mou",
    "neuve": "neuf", "nouvel": "nouveau", "nouvelle": "nouveau", "petite": "petit", "publique": "public",
    "rousse": "roux", "seche": "sec", "turque": "turc", "veuve": "veuf", "vieil": "vieux", "vieille": "vieux",
    "vive": "vif",
    "clef": "cle", "payement": "paiement",
}  # fmt: skip
# The first that fits, with the length a word has at least for it: plurals in x, then feminines. The stemmer knows
# their accented forms only.
ENDINGS = (
    ("eaux", "eau", 5), ("yaux", "yau", 5), ("aux", "al", 5),
    ("trice", "teur", 7), ("euse", "eur", 6), ("eux", "eur", 5), ("iere", "ier", 6), ("gere", "ger", 6),
    ("llere", "ller", 7), ("chere", "cher", 6), ("ee", "e", 5), ("if", "ive", 4), ("aise", "ai", 6), ("oise", "oi", 6),
)  # fmt: skip
