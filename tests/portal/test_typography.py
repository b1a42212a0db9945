"""French typography: what is typed with an ordinary keyboard, and what readers see."""

import pytest
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from portal.templatetags.portal_tags import typo
from portal.typography import NO_BREAK, french

N, NARROW = NO_BREAK, "\u202f"

TYPESET = {
    "Bonjour !": f"Bonjour{N}!",
    "Vraiment ?": f"Vraiment{N}?",
    "Lieux ; horaires": f"Lieux{N}; horaires",
    "Ouvert : le mardi": f"Ouvert{N}: le mardi",
    "Ouvert: le mardi": f"Ouvert{N}: le mardi",
    "Qui?": f"Qui{N}?",
    "L'espace de Arvieu": "L’espace d’Arvieu",
    "De Évran à Yffiniac": "D’Évran à Yffiniac",
    "de A à Z": "de A à Z",
    "de Mauron": "de Mauron",
    "« Le bus »": f"«{N}Le bus{N}»",
    "«Le bus»": f"«{N}Le bus{N}»",
    "« Qui ? » dit-on": f"«{N}Qui{N}?{N}» dit-on",
    "(Où ?)": f"(Où{N}?)",
    "12 000 €": f"12{N}000{N}€",
    "12000 €": f"12000{N}€",
    "1 234 567 habitants": f"1{N}234{N}567{N}habitants",
    "39 000 000": f"39{N}000{N}000",
    "9 h": f"9{N}h",
    "9 h 30": f"9{N}h{N}30",
    "de 9 h à 12 h": f"de 9{N}h à 12{N}h",
    "n° 412": f"n°{N}412",
    "label 2027": f"label{N}2027",
    "Label 2027": f"Label{N}2027",
    "au label 2027.": f"au label{N}2027.",
    "15 %": f"15{N}%",
    "jusqu’au 1 octobre 2026": f"jusqu’au 1er{N}octobre 2026",
    "le 11 octobre": "le 11 octobre",
    "le 21 août": "le 21 août",
    "1 marsouin": "1 marsouin",
    "5 km": f"5{N}km",
    "p. 12": f"p.{N}12",
    "au 09 69 39 00 00.": f"au 09{N}69{N}39{N}00{N}00.",
    "en 07 39 00": "en 07 39 00",
    "l'école d'ici": "l’école d’ici",
    "aujourd'hui": "aujourd’hui",
    "Déjà bien : oui": f"Déjà bien{N}: oui",
    f"Bien{N}!": f"Bien{N}!",
    f"Bien{NARROW}!": f"Bien{N}!",
    f"1{NARROW}030 communes": f"1{N}030 communes",
    "Fin.": "Fin.",
    "Attendez… !": f"Attendez…{N}!",
}

UNTOUCHED = (
    "https://www.example.org/a?b=1;c=2",
    "Voyez https://www.example.org/?q=x:y",
    "écrire à mairie@example.org",
    '<a href="/recherche/?q=bus ; car" title="12 000">bus</a>',
    '<img alt="Qui ? Lui !">',
    "<code>a ? b : c ; 12 000</code>",
    "<pre>x = 1 ; y = 2 !\n</pre>",
    "<script>if (a) { b ? c : d }</script>",
    "&amp;&nbsp;&eacute;",
    "10:30",
    "2007",
    "",
)


@pytest.mark.parametrize(("typed", "seen"), TYPESET.items(), ids=TYPESET)
def test_typed_and_seen(typed: str, seen: str) -> None:
    assert french(typed) == seen


@pytest.mark.parametrize("text", UNTOUCHED)
def test_left_alone(text: str) -> None:
    assert french(text) == text


@pytest.mark.parametrize("typed", TYPESET)
def test_typesetting_twice_changes_nothing_more(typed: str) -> None:
    assert french(french(typed)) == french(typed)


@given(st.text(alphabet="abé1 0:;?!«»'<>&=\"/.\u00a0\u202f", max_size=60))
def test_no_letter_or_sign_is_lost(text: str) -> None:
    kept = french(text).replace("’", "'")
    for space in (" ", N, NARROW):
        kept, text = kept.replace(space, ""), text.replace(space, "")
    assert kept == text


def test_between_markup_text_is_typeset() -> None:
    assert french('<b title="a : b">Qui ?</b>') == f'<b title="a : b">Qui{N}?</b>'


def test_the_filter_escapes_what_is_not_markup() -> None:
    assert typo("<script> l'eau !") == f"&lt;script&gt; l’eau{N}!"
    assert isinstance(typo(mark_safe("<b>Oui !</b>")), SafeString)
    assert typo(mark_safe("<b>Oui !</b>")) == f"<b>Oui{N}!</b>"


@pytest.mark.parametrize("language", ["en", "br"])
def test_other_languages_are_left_alone(language: str) -> None:
    with translation.override(language):
        assert typo("Really ? 12 000") == "Really ? 12 000"
