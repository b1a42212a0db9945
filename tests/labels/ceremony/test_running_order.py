"""The running order, as pure functions: who is called when, what stands on the stage, where a number leads."""

from dataclasses import replace

import pytest

from labels.ceremony.choices import Envelopes, Order
from labels.ceremony.running_order import Card, Kind, Slide, in_order, lines_of, slides

BREST = ("Brest", "Bretagne", 5)
ELVEN = ("Elven", "Bretagne", 1)
PARTHENAY = ("Parthenay", "Nouvelle-Aquitaine", 5)
NOUMEA = ("Nouméa", "", 1)
YS = ("Ys", "Bretagne", 0)
LEVELS = {0: "Mention", 1: "Une arobase", 5: "Cinq arobases"}


def card(name: str, region: str = "Bretagne", symbols: int = 1) -> Card:
    return Card(
        name=name, code=name, territory="", region=region, population=None, symbols=symbols, level=LEVELS[symbols],
        mentions=(), is_honorary=False, place=None,
    )  # fmt: skip


@pytest.fixture
def cards() -> list[Card]:
    return [card(*one) for one in (PARTHENAY, BREST, NOUMEA, YS, ELVEN)]


def called(cards: list[Card], order: Order) -> list[tuple[str, list[str]]]:
    return [(group.title, [one.name for one in group.cards]) for group in in_order(cards, order)]


def test_levels_are_called_from_the_lowest_and_names_in_order(cards: list[Card]) -> None:
    assert called(cards, Order.LEVEL) == [
        ("Mention", ["Ys"]),
        ("Une arobase", ["Elven", "Nouméa"]),
        ("Cinq arobases", ["Brest", "Parthenay"]),
    ]


def test_regions_are_called_by_name_each_from_its_lowest_level(cards: list[Card]) -> None:
    assert called(cards, Order.REGION) == [
        ("Bretagne", ["Ys", "Elven", "Brest"]),
        ("Nouvelle-Aquitaine", ["Parthenay"]),
        ("Autres territoires", ["Nouméa"]),
    ]


@pytest.mark.parametrize("order", Order)
def test_everybody_is_called_once_and_numbered_without_a_gap(cards: list[Card], order: Order) -> None:
    numbered = [one for group in in_order(cards, order) for one in group.cards]
    assert [one.number for one in numbered] == [1, 2, 3, 4, 5]
    assert {one.name for one in numbered} == {one.name for one in cards}


def shown(cards: list[Card], envelopes: Envelopes, order: Order = Order.LEVEL) -> list[str]:
    def told(slide: Slide) -> str:
        return f"{slide.kind} {slide.card.name if slide.card else slide.group.title if slide.group else ''}".strip()

    return [told(slide) for slide in slides(in_order(cards, order), envelopes)]


def test_an_envelope_stands_before_each_card() -> None:
    assert shown([card("Elven"), card("Brest", symbols=5)], Envelopes.EACH) == [
        "title",
        "group Une arobase", "envelope Elven", "card Elven",
        "group Cinq arobases", "envelope Brest", "card Brest",
        "end",
    ]  # fmt: skip


def test_or_before_each_group() -> None:
    assert shown([card("Elven"), card("Ploërmel"), card("Brest", symbols=5)], Envelopes.GROUP) == [
        "title",
        "envelope Une arobase", "card Elven", "card Ploërmel",
        "envelope Cinq arobases", "card Brest",
        "end",
    ]  # fmt: skip


def test_the_counter_is_that_of_the_group(cards: list[Card]) -> None:
    found = slides(in_order(cards, Order.REGION), Envelopes.EACH)
    assert [slide.counter for slide in found if slide.kind == Kind.CARD] == [
        "Bretagne · 1 sur 3", "Bretagne · 2 sur 3", "Bretagne · 3 sur 3", "Nouvelle-Aquitaine · 1 sur 1",
        "Autres territoires · 1 sur 1",
    ]  # fmt: skip


def test_an_envelope_says_nothing_of_the_name(cards: list[Card]) -> None:
    closed = [slide for slide in slides(in_order(cards, Order.LEVEL), Envelopes.EACH) if slide.kind == Kind.ENVELOPE]
    assert [slide.counter for slide in closed][-1] == "Cinq arobases · 2 sur 2"


def test_without_anybody_there_is_a_title_and_an_end() -> None:
    assert shown([], Envelopes.EACH) == ["title", "end"]


@pytest.mark.parametrize(
    ("name", "alone", "beside_words"),
    [
        ("Ys", "huge", "huge"),
        ("Parthenay", "huge", "huge"),
        ("Saint-Brieuc", "huge", "large"),
        ("Le Kremlin-Bicêtre", "huge", "large"),
        ("Saint-Pierre-de-Bœuf", "large", "large"),
        ("Montrépétition", "large", "large"),
        ("Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", "large", "medium"),
        ("Communauté d’agglomération Saint-Brieuc Armor Agglomération", "medium", "small"),
        ("Communauté de communes de la Région de Suippes et de la Haute-Vallée de l’Aisne", "small", "small"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", "small", "small"),
    ],
)
def test_a_name_is_written_as_large_as_it_fits(name: str, alone: str, beside_words: str) -> None:
    assert card(name).size == alone
    assert replace(card(name), line="Une ligne.").size == beside_words
    assert replace(card(name), mentions=("Éducation",)).size == beside_words


@pytest.mark.parametrize(
    ("name", "letters", "lines"),
    [("Ys", 11, 1), ("Saint-Brieuc", 11, 2), ("Le Kremlin-Bicêtre", 11, 2), ("L’Abergement", 11, 99), ("", 11, 1)],
)
def test_lines_are_counted_as_a_browser_cuts_them(name: str, letters: int, lines: int) -> None:
    assert lines_of(name, letters) == lines
