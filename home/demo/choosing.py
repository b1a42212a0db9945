"""Chooses the registered collectivités of the demonstration, so that the computed figures tell the story of 2007.

1,030 registered, 93 of them Breton, and a little over 39 million inhabitants covered, each counted once. The choice is
made by rule from the reference data, so that it is the same on every machine: the communes of the sheets, some
intercommunalités of every size, the largest communes, and villages picked by a hash of their code.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity

REGISTERED = 1_030
BRETON = 93
INHABITANTS = 39_000_000
BRITTANY = "53"
INTERCOMMUNALITIES = {True: 6, False: 84}
"""How many intercommunalités, in Brittany and elsewhere."""
LARGEST_BRETON_COMMUNES = 25

FIELDS = ("pk", "kind", "code", "population", "intercommunality_id", "region__code")


@dataclass(slots=True)
class Candidate:
    pk: int
    kind: str
    code: str
    population: int
    intercommunality: int | None
    breton: bool
    members: list["Candidate"] = field(default_factory=list)

    @property
    def order(self) -> str:
        """A place in a draw that is the same everywhere."""
        return hashlib.sha256(self.code.encode()).hexdigest()


def choose(required: set[str]) -> list[int]:
    """Keys of the collectivités to register; ``required`` are the codes of the communes that have a sheet.

    Raises ValueError when the reference data are not loaded.
    """
    communes, intercommunalities = _candidates()
    if len(communes) < REGISTERED:
        raise ValueError("Load the reference data first: manage.py load_collectivities")
    sheets = [commune for commune in communes if commune.code in required]
    chosen = {candidate.pk: candidate for candidate in [*sheets, *_draw_intercommunalities(intercommunalities)]}
    _fill(chosen, [c for c in communes if c.breton], BRETON, LARGEST_BRETON_COMMUNES)
    _fill_to_figure(chosen, [c for c in communes if not c.breton])
    return sorted(chosen)


def _candidates() -> tuple[list[Candidate], list[Candidate]]:
    kinds = (CollectivityKind.COMMUNE, CollectivityKind.INTERCOMMUNALITY)
    rows = Collectivity.objects.filter(kind__in=kinds).order_by("code").values_list(*FIELDS)
    candidates = [
        Candidate(pk, kind, code, population or 0, epci, region == BRITTANY)
        for pk, kind, code, population, epci, region in rows
    ]
    communes = [c for c in candidates if c.kind == CollectivityKind.COMMUNE]
    intercommunalities = {c.pk: c for c in candidates if c.kind == CollectivityKind.INTERCOMMUNALITY}
    for commune in communes:
        if commune.intercommunality:
            intercommunalities[commune.intercommunality].members.append(commune)
    return communes, list(intercommunalities.values())


def _draw_intercommunalities(intercommunalities: list[Candidate]) -> list[Candidate]:
    """Half of them the largest, half of them drawn."""
    drawn: list[Candidate] = []
    for breton, count in INTERCOMMUNALITIES.items():
        there = sorted(
            (c for c in intercommunalities if c.breton == breton),
            key=lambda c: -c.population,
        )
        largest, others = there[: count // 2], there[count // 2 :]
        drawn += [
            *largest,
            *sorted(others, key=lambda c: c.order)[: count - count // 2],
        ]
    return drawn


def _fill(chosen: dict[int, Candidate], communes: list[Candidate], total: int, largest: int) -> None:
    """Complete the chosen ones of a place to ``total``: so many of the largest communes, the others drawn."""
    missing = total - sum(c.breton == communes[0].breton for c in chosen.values())
    free = sorted((c for c in communes if c.pk not in chosen), key=lambda c: -c.population)
    others = sorted(free[largest:], key=lambda c: c.order)
    for commune in [*free[:largest], *others][:missing]:
        chosen[commune.pk] = commune


def _fill_to_figure(chosen: dict[int, Candidate], communes: list[Candidate]) -> None:
    """Complete to the whole count with the fewest large communes that bring the inhabitants over the figure."""
    low, high = 0, REGISTERED - len(chosen)
    while low < high:
        middle = (low + high) // 2
        attempt = dict(chosen)
        _fill(attempt, communes, REGISTERED - BRETON, middle)
        if covered(attempt.values()) >= INHABITANTS:
            high = middle
        else:
            low = middle + 1
    _fill(chosen, communes, REGISTERED - BRETON, low)


def covered(candidates: Iterable[Candidate]) -> int:
    """Inhabitants of these collectivités, each counted once."""
    communes: dict[int, int] = {}
    for candidate in candidates:
        for commune in candidate.members or [candidate]:
            communes[commune.pk] = commune.population
    return sum(communes.values())
