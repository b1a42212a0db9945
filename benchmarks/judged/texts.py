"""Composes the sheets of the judged set: some 2,200 texts on nearly 200 subjects, always the same ones.

Sheets of one subject draw other sentences, choices and names from the same material; those of different subjects share
the words of any administration, and mention each other.
"""

import random
from dataclasses import dataclass
from functools import cache

from benchmarks.judged import material
from benchmarks.judged.material import Subject
from benchmarks.judged.pen import Pen

SEED = 1998
FEWEST, MOST = 9, 15
SHORTEST, LONGEST = 120, 400
# How often a sheet says what inhabitants come with.
NEEDS = 0.25
TITLES = (
    "{name} à {commune}",
    "{commune} : {name}",
    "{name} : le choix de {commune}",
    "{name} : ce que <n:2-15> ans nous ont appris",
    "« <projet> » : {name}",
    "{name}, avec <partenaire>",
    "{name} : bilan de l'année <année>",
    "{name} : retour d'expérience",
    "{name}, un service apprécié",
    "Moderniser : {name}",
)
SUMMARIES = (
    "{sentence}",
    "{sentence} {other}",
    "À {commune}, « <projet> » change les habitudes. {sentence}",
    "{sentence} Un récit de {commune}, sans enjoliver.",
)
# The parts of a sheet in their order, and how often each is written.
PARTS = (
    ("origine", 0.8), ("action", 0.95), ("moyens", 0.7), ("difficultes", 0.65), ("resultats", 0.75), ("conseils", 0.5),
    ("anecdote", 0.55), ("suite", 0.55),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """``commune`` is its INSEE code; ``mentions`` are the other subjects it says a word of."""

    key: str
    subject: str
    theme: str
    kind: str
    commune: str
    commune_name: str
    title: str
    summary: str
    paragraphs: tuple[str, ...]
    mentions: frozenset[str]

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """Everything its authors wrote."""
        return f"{self.title}\n{self.summary}\n{self.body}"


@cache
def sheets() -> tuple[Sheet, ...]:
    return tuple(
        _sheet(subject, number, random.Random(f"{SEED} {subject.key} {number}"))
        for subject in material.subjects().values()
        for number in range(random.Random(f"{SEED} {subject.key}").randint(FEWEST, MOST))
    )


def _sheet(subject: Subject, number: int, chance: random.Random) -> Sheet:
    code, commune = chance.choice(material.communes())
    pen = Pen(chance, commune)
    own = chance.sample(subject.sentences, len(subject.sentences))
    shared = {part: chance.sample(lines, len(lines)) for part, lines in material.phrases().items()}
    summary = chance.choice(SUMMARIES).format(commune=commune, sentence=own.pop(), other=shared["resultats"].pop())
    own = own[: chance.randint(4, len(own))] + _naming(subject, shared.pop("sujet"), chance)
    if subject.needs and chance.random() < NEEDS:
        own.append(chance.choice(subject.needs))
    mentions = _mentions(subject, chance)
    borrowed = [chance.choice(material.subjects()[key].sentences) for key in mentions]
    return Sheet(
        key=f"{subject.key}-{number:02}",
        subject=subject.key,
        theme=subject.theme,
        kind=subject.kind,
        commune=code,
        commune_name=commune,
        title=_title(subject, pen),
        summary=pen.write(summary),
        paragraphs=_paragraphs(own + borrowed, shared, pen),
        mentions=frozenset(mentions),
    )


def _title(subject: Subject, pen: Pen) -> str:
    if pen.chance.random() < 0.35:
        return pen.write(pen.chance.choice(subject.titles))
    name = pen.chance.choice(subject.names)
    return pen.write(pen.chance.choice(TITLES).format(name=name, commune=pen.commune))


def _naming(subject: Subject, patterns: list[str], chance: random.Random) -> list[str]:
    """Sentences that name the subject, each by one of its names."""
    return [pattern.replace("<sujet>", chance.choice(subject.names)) for pattern in patterns[: chance.randint(1, 3)]]


def _mentions(subject: Subject, chance: random.Random) -> list[str]:
    """One sheet in two says a word of another subject, more often of one that is close."""
    if chance.random() < 0.5:
        return []
    others = list(subject.related) if chance.random() < 0.6 else list(material.subjects())
    return [key for key in [chance.choice(others)] if key != subject.key]


def _paragraphs(own: list[str], shared: dict[str, list[str]], pen: Pen) -> tuple[str, ...]:
    """Some parts of a sheet, each with shared sentences, and those of the subject spread over them.

    A sentence is drawn once at most. Sheets grow by further sentences of their parts until they are as long as chance
    wants them.
    """
    chance = pen.chance
    written = {part: [shared[part].pop()] for part, share in PARTS if chance.random() < share or part == "action"}
    wanted = int(chance.triangular(SHORTEST + 10, LONGEST - 60, 190))
    for pattern in own:
        _insert(written[chance.choice(list(written)[:4])], pattern, chance)
    while sum(len(pattern.split()) for patterns in written.values() for pattern in patterns) < wanted:
        part = chance.choice([part for part in shared if shared[part]])
        _insert(written.setdefault(part, []), shared[part].pop(), chance)
    return tuple(" ".join(map(pen.write, written[part])) for part, _share in PARTS if part in written)


def _insert(paragraph: list[str], pattern: str, chance: random.Random) -> None:
    paragraph.insert(chance.randint(0, len(paragraph)), pattern)
