"""Levels in words, in the language of the reader. The lowest rung of some years has no arobase: its name is data."""

from django.utils.translation import gettext_lazy as _

AROBASES = {
    1: _("Une arobase"),
    2: _("Deux arobases"),
    3: _("Trois arobases"),
    4: _("Quatre arobases"),
    5: _("Cinq arobases"),
}
OUT_OF = {
    1: _("sur une"),
    2: _("sur deux"),
    3: _("sur trois"),
    4: _("sur quatre"),
    5: _("sur cinq"),
}


def level_in_words(symbols: int, name: str) -> str:
    """« Trois arobases », or what its year called the rung without any."""
    return str(AROBASES[symbols]) if symbols else name


def level_of_scale(symbols: int, name: str, highest: int) -> str:
    """« Trois arobases sur quatre »: the scale is that of its year."""
    if not symbols or not highest:
        return level_in_words(symbols, name)
    return f"{AROBASES[symbols]} {OUT_OF[highest]}"
