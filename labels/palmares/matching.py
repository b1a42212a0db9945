"""Which collectivité a line of the file of awards speaks of.

By its official code, today's or a former one; else by its name and its département. A commune is never taken for
another that has its name: where the line does not say which one, the candidates are told.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity
from collectivities.names import fold, search_key
from labels.palmares.reading import Line

MOST_SUGGESTIONS = 5
LEAST_LIKENESS = 70
"""Of 100: under it, two names have little in common."""
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A collectivité as it is looked for; ``departement`` is the key of its own."""

    pk: int
    code: str
    name: str
    departement: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """The one that a line names; else why there is none, and those it may mean."""

    found: Named | None = None
    reason: str = ""
    suggestions: tuple[str, ...] = ()


class Directory:
    """Every collectivité, read once for a whole file."""

    def __init__(self) -> None:
        self.by_code: dict[Key, Named] = {}
        self.by_name: dict[Key, list[Named]] = defaultdict(list)
        self.departements: dict[str, int] = {}
        self.names: dict[int, str] = {}
        rows = Collectivity.objects.order_by("pk").values_list(
            "kind", "sort_name", "pk", "code", "name", "departement_id"
        )
        for kind, sort_name, pk, code, name, departement in rows.iterator(chunk_size=5_000):
            named = Named(pk, code, name, departement)
            self.by_code[kind, code] = named
            self.by_name[kind, sort_name].append(named)
            if kind == CollectivityKind.DEPARTEMENT:
                self.names[pk] = name
                self.departements |= {fold(code): pk, search_key(name): pk}

    def match(self, line: Line) -> Match:
        if line.code:
            return self._by_code(line)
        departement = self._departement(line)
        if line.departement and departement is None:
            return Match(reason=f"unknown département « {line.departement} »")
        return self._by_name(line, departement)

    def _by_code(self, line: Line) -> Match:
        found = self.by_code.get((line.kind, line.code))
        if not found:
            today = Collectivity.objects.of_code(line.kind, line.code)
            found = self.by_code[line.kind, today.code] if today else None
        if found:
            return Match(found)
        return Match(reason=f"unknown code {line.code}", suggestions=self._alike(line, self._departement(line)))

    def _by_name(self, line: Line, departement: int | None) -> Match:
        same = self.by_name.get((line.kind, search_key(line.name)), [])
        if line.kind == CollectivityKind.COMMUNE and departement is None:
            # One of that name may have been another commune that merged since.
            suggestions = self._told(same) or self._alike(line, None)
            return Match(reason="a commune needs its département, or its code", suggestions=suggestions)
        if departement is not None:
            same = [named for named in same if named.departement == departement]
        if len(same) == 1:
            return Match(same[0])
        if same:
            return Match(reason="several have this name", suggestions=self._told(same))
        return Match(reason="nobody has this name", suggestions=self._alike(line, departement))

    def _departement(self, line: Line) -> int | None:
        written = line.departement
        return self.departements.get(fold(written)) or self.departements.get(search_key(written)) if written else None

    def _alike(self, line: Line, departement: int | None) -> tuple[str, ...]:
        """Those whose name looks like what is written, in the département where one is known."""
        if not line.name:
            return ()
        names = {
            sort_name: [named for named in group if departement is None or named.departement == departement]
            for (kind, sort_name), group in self.by_name.items()
            if kind == line.kind
        }
        names = {sort_name: group for sort_name, group in names.items() if group}
        near = process.extract(
            search_key(line.name), list(names), scorer=fuzz.WRatio, limit=MOST_SUGGESTIONS, score_cutoff=LEAST_LIKENESS
        )
        return self._told(named for name, _score, _place in near for named in names[name])

    def _told(self, group: Iterable[Named]) -> tuple[str, ...]:
        """« 22278 Saint-Brieuc (Côtes-d'Armor) »."""
        told = []
        for named in group:
            departement = self.names.get(named.departement or 0)
            told.append(f"{named.code} {named.name}" + (f" ({departement})" if departement else ""))
        return tuple(told[:MOST_SUGGESTIONS])
