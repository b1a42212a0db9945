"""Draws that are the same on every machine."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def share(*words: object) -> float:
    """A number from 0 to 1, without 1, that these words draw."""
    digest = hashlib.sha256("/".join(str(word) for word in words).encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


def one_of(things: Sequence[Thing], *words: object) -> Thing:
    return things[int(share(*words) * len(things))]


def merit(code: str) -> float:
    """How far a collectivité of the demonstration is, from 0 to 1: few are very far."""
    return share("merit", code) ** 0.8


def split(total: int, shares: dict[int, int]) -> dict[int, int]:
    """A total cut into parts in these proportions, the largest remainders first, so that the parts make it up."""
    whole = sum(shares.values())
    exact = {key: total * part / whole for key, part in shares.items()}
    parts = {key: int(value) for key, value in exact.items()}
    by_remainder = sorted(exact, key=lambda key: (parts[key] - exact[key], key))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts
