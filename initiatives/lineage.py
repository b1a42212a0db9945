"""The family of an initiative: where the idea comes from, where it goes."""

from dataclasses import dataclass, field

from initiatives.models import InitiativePage

GENERATIONS = 4
"""How far up and down the family is followed, one query each."""


@dataclass(slots=True)
class Branch:
    """A sheet of the family and those it inspired, the oldest first."""

    page: InitiativePage
    children: list["Branch"] = field(default_factory=list)


def family(page: InitiativePage) -> Branch | None:
    """The whole family from its oldest known origin, or None when the sheet has neither origin nor copies."""
    public = InitiativePage.objects.live().public().select_related("collectivity__departement")
    origin, seen = page, {page.pk}
    for _generation in range(GENERATIONS):
        parent = public.filter(pk=origin.inspired_by_id).first() if origin.inspired_by_id else None
        if not parent or parent.pk in seen:
            break
        seen.add(parent.pk)
        origin = parent
    root = Branch(origin)
    level = {origin.pk: root}
    members = {origin.pk}
    for _generation in range(GENERATIONS + 1):
        children = public.filter(inspired_by__in=level).order_by("started_on", "pk")
        level = _attach([child for child in children if child.pk not in members], level)
        members |= set(level)
        if not level:
            break
    return root if len(members) > 1 else None


def _attach(children: list[InitiativePage], level: dict[int, Branch]) -> dict[int, Branch]:
    branches = {}
    for child in children:
        branches[child.pk] = Branch(child)
        level[child.inspired_by_id].children.append(branches[child.pk])
    return branches
