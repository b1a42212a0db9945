"""Turns a written pattern into a sentence: choices, names, numbers, acronyms, as one author would write them."""

import random
import re
from collections.abc import Callable

from benchmarks.judged import material

CHOICE = re.compile(r"\{([^{}]*)\}")
SLOT = re.compile(r"<(?P<name>[a-zé]+)(?::(?P<low>\d+)-(?P<high>\d+))?>")
ACRONYM = re.compile(r"\[\[([A-Z]+)\]\]")
_WAYS = sorted((way for ways in material.spellings() for way in ways), key=len, reverse=True)
SPELLING = re.compile(rf"\b(?P<way>{'|'.join(_WAYS)})(?P<number>s?)\b", re.IGNORECASE)


class Pen:
    """The habits of one author, kept through a sheet: the apostrophe, capitals with or without accents, « wi-fi » or
    « wifi », and whether an acronym is spelled out.
    """

    def __init__(self, chance: random.Random, commune: str) -> None:
        self.chance = chance
        self.commune = commune
        self.acronyms: dict[str, str] = {}
        self.typographic = chance.random() < 0.6
        self.plain_capitals = chance.random() < 0.2
        self.spellings = {way: mine for ways in material.spellings() for mine in [chance.choice(ways)] for way in ways}
        self.slots: dict[str, Callable[[], str]] = {
            "année": lambda: str(chance.randint(2004, 2024)),
            "date": self._date,
            "euros": lambda: f"{chance.randint(2, 98) * 500:,}".replace(",", " "),
            "autre": lambda: chance.choice(material.communes())[1],
        }

    def write(self, pattern: str) -> str:
        text = CHOICE.sub(lambda found: self.chance.choice(found[1].split("|")), pattern)
        text = ACRONYM.sub(lambda found: self._acronym(found[1]), SLOT.sub(self._slot, text))
        text = SPELLING.sub(self._spelling, text)
        text = text[0].upper() + text[1:]
        if self.plain_capitals:
            text = text.translate(str.maketrans("ÀÉÈÊÎÔ", "AEEEIO"))
        return text.replace("'", "’") if self.typographic else text

    def _slot(self, found: re.Match[str]) -> str:
        if found["low"]:
            return str(self.chance.randint(int(found["low"]), int(found["high"])))
        if found["name"] in self.slots:
            return self.slots[found["name"]]()
        return self.chance.choice(material.names()[found["name"]])

    def _date(self) -> str:
        day = self.chance.randint(1, 28)
        month = self.chance.choice(material.names()["mois"])
        return f"{'1er' if day == 1 else day} {month} {self.slots['année']()}"

    def _acronym(self, letters: str) -> str:
        words = material.acronyms()[letters]
        return self.acronyms.setdefault(letters, self.chance.choice([letters, words, f"{words} ({letters})"]))

    def _spelling(self, found: re.Match[str]) -> str:
        """My way of writing it, in the number and with the capital of what was found."""
        mine = self.spellings[found["way"].lower()]
        number = "s" if found["number"] and not mine.endswith("s") else ""
        return (mine[0].upper() if found[0][0].isupper() else mine[0]) + mine[1:] + number
