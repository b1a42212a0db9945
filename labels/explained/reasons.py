"""From what was marked to what inhabitants are told: pure functions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from labels.explained.cells import Marked

MOST_REASONS, MOST_PROOFS = 3, 2
LONGEST_EXCERPT = 400
END_OF_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Reason:
    """``text`` follows « parce que »; ``proofs`` are the public initiatives that show it, perhaps none."""

    text: str
    proofs: tuple[Any, ...]


def reasons(found: Iterable[Marked], proofs: Mapping[int, Sequence[Any]]) -> list[Reason]:
    """The criteria that speak most for the dossier and that have words for inhabitants. ``proofs`` are the public
    initiatives by section; each is shown once.
    """
    told = sorted((one for one in found if one.is_seen and one.reason), key=lambda one: (-one.mean, one.order))
    shown: set[int] = set()
    return [Reason(one.reason, _proofs(one, proofs, shown)) for one in told[:MOST_REASONS]]


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
