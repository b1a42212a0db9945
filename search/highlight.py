"""Shows where the words were found, in the text as it was written."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from search import french

EXCERPT = 220
BEFORE = 60


def mark(text: str, terms: frozenset[str]) -> SafeString:
    """The text, escaped, with each found word in ``<mark>``."""
    pieces, end = [], 0
    for start, stop in french.spans(text, terms):
        pieces += [conditional_escape(text[end:start]), format_html("<mark>{}</mark>", text[start:stop])]
        end = stop
    pieces.append(conditional_escape(text[end:]))
    return mark_safe("".join(pieces))  # Every piece is escaped above


def excerpt(text: str, wanted: frozenset[str], terms: frozenset[str]) -> SafeString:
    """The part of a long text around the first of the wanted words, with every term marked; nothing without any."""
    found = next(french.spans(text, wanted), None)
    if not found:
        return SafeString()
    start = text.rfind(" ", 0, max(0, found[0] - BEFORE)) + 1
    stop = text.find(" ", min(len(text), start + EXCERPT))
    part = " ".join(text[start : stop if stop != -1 else len(text)].split())
    return format_html("{}{}{}", "… " if start else "", mark(part, terms), " …" if stop != -1 else "")
