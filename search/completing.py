"""What is proposed while somebody types: collectivités, themes, titles of initiatives.

The database answers, whatever engine searches: it reads one index of titles, and no server has to be there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from portal.searchable import Kind
from search import engines, french
from search.keys import own_key
from search.kinds import EVERY_LANGUAGE
from search.places import collectivities_named
from search.values import vocabulary

SHORTEST = 2
"""Letters from which something is proposed."""
PLACES, SHEETS = 4, 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    label: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Those of one kind, under its name."""

    label: str | Promise
    icon: str
    found: tuple[Suggestion, ...]


def complete(text: str, language: str) -> list[Suggestions]:
    """What begins with the text, for a reader of this language; kinds with nothing are left out."""
    text = french.clean_query(text)
    if len(text) < SHORTEST:
        return []
    groups = (
        Suggestions(_("Collectivités"), "hall", tuple(_places(text))),
        Suggestions(_("Thèmes"), "list", tuple(_themes(text, language))),
        Suggestions(_("Initiatives"), "doc", tuple(_sheets(text, language))),
    )
    return [group for group in groups if group.found]


def _places(text: str) -> Iterable[Suggestion]:
    """By name or code, then by a word inside the name: « Brieuc » gives Saint-Brieuc."""
    places = list(collectivities_named(text, beginning=SHORTEST)[:PLACES])
    if len(places) < PLACES:
        keys = engines.database().titles(text, Kind.COLLECTIVITY, EVERY_LANGUAGE, 2 * PLACES)
        inside = Collectivity.objects.filter(pk__in=map(own_key, keys)).exclude(pk__in=[place.pk for place in places])
        places += inside.select_related("departement").order_by("-population")[: PLACES - len(places)]
    for place in places:
        detail = "" if place.is_commune else place.get_kind_display()
        yield Suggestion(place.full_name, place.get_absolute_url(), detail)


def _themes(text: str, language: str) -> Iterable[Suggestion]:
    words = french.typed_words(text)
    for value in dict.fromkeys(vocabulary(language)["theme"].values()):
        name = french.words(value.label)
        if words and all(any(part.startswith(word) for part in name) for word in words):
            yield Suggestion(value.label, reverse("theme", kwargs={"slug": value.address}))


def _sheets(text: str, language: str) -> Iterable[Suggestion]:
    """Read as they are now: what was hidden without a word to the search is not proposed."""
    keys = engines.database().titles(text, Kind.INITIATIVE, language, SHEETS)
    cards = {card.pk: card for card in InitiativePage.objects.filter(pk__in=keys).live().public().cards()}
    for key in keys:
        if card := cards.get(key):
            yield Suggestion(card.title, card.url, card.place)
