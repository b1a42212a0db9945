"""From what was marked to what inhabitants are told: pure functions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from labels.explained.cells import SEEN, Marked

MOST_REASONS, MOST_PROOFS = 3, 2
LONGEST_EXCERPT = 400
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Reason:
    """``text`` follows « parce que »; ``proofs`` are the public initiatives that show it, perhaps none."""

    text: str
    proofs: tuple[Any, ...]


class Noted(Protocol):
    """A criterion over a whole dossier, with its words for inhabitants."""

    @property
    def order(self) -> int: ...

    @property
    def reason(self) -> str: ...

    @property
    def mean(self) -> float: ...


OfGrid = TypeVar("OfGrid", bound=Noted)


def told(found: Iterable[OfGrid]) -> list[OfGrid]:
    """The criteria that speak most for the dossier and that have words for inhabitants, the best first. Its own team
    is never told that the jury would see one of these grow.
    """
    seen = (one for one in found if one.mean >= SEEN and one.reason)
    return sorted(seen, key=lambda one: (-one.mean, one.order))[:MOST_REASONS]


def reasons(found: Iterable[Marked], proofs: Mapping[int, Sequence[Any]]) -> list[Reason]:
    """What inhabitants are told. ``proofs`` are the public initiatives by section; each is shown once."""
    shown: set[int] = set()
    return [Reason(one.reason, _proofs(one, proofs, shown)) for one in told(found)]


def _proofs(one: Marked, proofs: Mapping[int, Sequence[Any]], shown: set[int]) -> tuple[Any, ...]:
    own: list[Any] = []
    for section in one.sections:
        for proof in proofs.get(section, ()):
            if proof.pk not in shown and len(own) < MOST_PROOFS:
                own.append(proof)
                shown.add(proof.pk)
    return tuple(own)


def essential(opinion: str) -> str:
    """The first paragraph of a reasoned opinion, by whole sentences where it is long; a word is never cut."""
    paragraph = next((part.strip() for part in re.split(r"\n\s*\n", opinion.replace("\r\n", "\n")) if part.strip()), "")
    if len(paragraph) <= LONGEST_EXCERPT:
        return paragraph
    kept = ""
    for sentence in END_OF_SENTENCE.split(paragraph):
        if len(kept) + len(sentence) + 1 > LONGEST_EXCERPT:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or f"{paragraph[:LONGEST_EXCERPT].rpartition(' ')[0]} […]"
