"""Whether the chain of minutes is whole: each fingerprint is made again, and each says the one before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from labels.fingerprints import fingerprint
from labels.models import Campaign, Minutes


@dataclass(frozen=True, slots=True)
class Broken:
    """Minutes that do not hold, and why, for who runs the portal."""

    minutes: Minutes
    reason: str


def broken(minutes: Iterable[Minutes]) -> Iterator[Broken]:
    """What does not hold in the minutes of one campaign, read by number."""
    before: Minutes | None = None
    for one in minutes:
        for reason in _reasons(one, before):
            yield Broken(one, reason)
        before = one


def of_campaign(campaign: Campaign) -> list[Minutes]:
    return list(campaign.minutes.order_by("number"))


def _reasons(one: Minutes, before: Minutes | None) -> Iterator[str]:
    expected = before.number + 1 if before else 1
    if one.number != expected:
        yield f"number {expected} is missing"
    if fingerprint(one.content) != one.fingerprint:
        yield "its content is not what was sealed"
    if one.content.get("number") != one.number:
        yield "it says another number"
    if one.content.get("previous") != (before.fingerprint if before else None):
        yield "it does not follow the minutes before it"
    if one.previous_id != (before.pk if before else None):
        yield "it refers to other minutes than those before it"
