"""French typography of texts people typed with an ordinary keyboard.

No-break spaces before ``; : ? ! » % €``, after ``«`` and in thousands, typographic apostrophes, elision before a name
(« d’Arvieu »), « 1er octobre », and no break in « 9 h 30 », « n° 412 », « label 2027 », « 09 69 39 00 00 ». Markup,
code, addresses and other languages are left alone.
The narrow space is written nowhere: that of the typeface is too thin to be seen between two figures.
"""

import re
from functools import lru_cache

REMEMBERED = 4_096
"""Texts kept typeset: labels and titles come back on every page. Longer ones than a summary are not kept."""
LONGEST_REMEMBERED = 400

NO_BREAK = "\u00a0"

LITERAL = "code|kbd|pre|samp|script|style|textarea"
"""Elements whose text is not prose."""
MARKUP = re.compile(
    rf"(<(?:{LITERAL})\b.*?</(?:{LITERAL})>|<[^>]*>|&[#\w]+;"
    r"|\bhttps?://[^\s<]+|\b[\w.+-]+@[\w.-]+|\b\d{1,2}:\d{2}\b)",
    re.DOTALL | re.IGNORECASE,
)
PAIR = r" \d\d"
TELEPHONE = "|".join(rf"(?<=\b0\d{PAIR * before})[ ](?=\d\d{PAIR * (3 - before)}\b)" for before in range(4))
"""The spaces of « 09 69 39 00 00 »."""
MONTHS = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
RULES = (
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(rf"(?<![\d,.–-])\b1[ ](?={MONTHS}\b)"), f"1er{NO_BREAK}"),
    (re.compile(r"\b([Dd])e (?=[AEIOUYÀÂÉÈÊÎÔÛŒ][\w’-])"), r"\1’"),
    (re.compile(r"[ \u00a0\u202f]+(?=[;:?!»%€])"), NO_BREAK),
    (re.compile(r"(?<=[\w)])(?=[;?!»])|(?<=[\w)»])(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(r"«[ \u00a0\u202f]*"), f"«{NO_BREAK}"),
    (re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d))"), NO_BREAK),
    (re.compile(r"(?<=\d)[ ](?=(?:h|€|%|km|ans|mois|habitants)\b)"), NO_BREAK),
    (re.compile(r"(?<=\dh)[ ](?=\d)|(?<=\d\u00a0h)[ ](?=\d)"), NO_BREAK),
    (re.compile(TELEPHONE), NO_BREAK),
    (re.compile(r"\b(n°|p\.|art\.|label)[ ](?=\d)", re.IGNORECASE), rf"\1{NO_BREAK}"),
)


def french(text: str) -> str:
    """The text, which may hold markup, with the no-break spaces and apostrophes French asks for."""
    return _remembered(text) if len(text) <= LONGEST_REMEMBERED else _french(text)


def _french(text: str) -> str:
    pieces = MARKUP.split(text)
    return "".join(piece if position % 2 else _typeset(piece) for position, piece in enumerate(pieces))


_remembered = lru_cache(REMEMBERED)(_french)


def _typeset(text: str) -> str:
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text
