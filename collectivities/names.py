"""Names of places: how they sort, match and appear in addresses."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "’": "'"})
SAINTS = {"st": "saint", "ste": "sainte"}
ARTICLE = re.compile(r"^(?:l'|(?:le|la|les|los|el|lo)\s)(?=\S)")

# The abbreviations of the list of intercommunalités, spelled out for display (source of the list: DGCL).
EXPANSIONS = (
    (re.compile(r"^CC (?:Communauté de [Cc]ommunes )?(?:Communauté (?=[A-ZÀ-Ý]))?"), "Communauté de communes "),
    (
        re.compile(r"^CA (?:Agglo(?:mération)? (?=d|du|Pays))?(?:Communauté (?=[A-ZÀ-Ý]))?"),
        "Communauté d'agglomération ",
    ),
    (re.compile(r"^CU "), "Communauté urbaine "),
    (re.compile(r"\bSt(?=[-\s])"), "Saint"),
    (re.compile(r"\bSte(?=[-\s])"), "Sainte"),
)


def fold(text: str) -> str:
    """The text in lower case, without accents, ligatures or typographic apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def sort_key(name: str) -> str:
    """What a name sorts and matches by: « L'Haÿ-les-Roses » gives ``hay les roses``."""
    return " ".join(re.findall(r"[a-z0-9]+", ARTICLE.sub("", fold(name).strip())))


def search_key(text: str) -> str:
    """What somebody typed, as names sort: « St Brieuc » gives ``saint brieuc``, « l hay » gives ``hay``."""
    words = sort_key(text).split()
    if len(words) > 1 and words[0] == "l":
        words = words[1:]
    return " ".join(SAINTS.get(word, word) for word in words)


def slugify_name(name: str) -> str:
    """The name in an address, article kept: « L'Haÿ-les-Roses » gives ``l-hay-les-roses``."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def expand_name(name: str) -> str:
    """The name of an intercommunalité with its abbreviations spelled out."""
    for pattern, expansion in EXPANSIONS:
        name = pattern.sub(expansion, name)
    return name
