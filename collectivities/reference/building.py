"""Turns checked rows into collectivités, level by level, and resolves the codes they refer to."""

from collections import Counter
from pathlib import Path

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity
from collectivities.names import expand_name
from collectivities.reference.reading import POSTAL_CODES, Row, announced, read

MERGERS = "fusions.csv"
"""Not every folder has it: only the manifest of one that follows mergers announces it."""
Key = tuple[CollectivityKind, str]


class Reference:
    """Every collectivité the files describe, not yet saved. Foreign keys are codes until ``loading`` knows the keys."""

    def __init__(self, folder: Path) -> None:
        self.regions = {row["code"]: self._region(row) for row in read(folder, "regions.csv")}
        self.departements = {row["code"]: self._departement(row) for row in read(folder, "departements.csv")}
        self.intercommunalities = {row["siren"]: self._intercommunality(row) for row in read(folder, "epci.csv")}
        self.communes = {row["insee"]: self._commune(row) for row in read(folder, "communes.csv.gz")}
        self.successors = dict(map(self._merger, read(folder, MERGERS))) if MERGERS in announced(folder) else {}
        self._add_up()

    @staticmethod
    def _region(row: Row) -> Collectivity:
        return Collectivity(kind=CollectivityKind.REGION, code=row["code"], name=row["nom"])

    def _departement(self, row: Row) -> Collectivity:
        departement = Collectivity(kind=CollectivityKind.DEPARTEMENT, code=row["code"], name=row["nom"])
        departement.region = self._known(self.regions, row, "region")
        return departement

    @staticmethod
    def _intercommunality(row: Row) -> Collectivity:
        return Collectivity(
            kind=CollectivityKind.INTERCOMMUNALITY,
            code=row["siren"],
            name=expand_name(row["nom"]),
        )

    def _commune(self, row: Row) -> Collectivity:
        if not POSTAL_CODES.match(row["codes_postaux"]):
            raise row.error(f"bad postal codes {row['codes_postaux']!r}")
        commune = Collectivity(
            kind=CollectivityKind.COMMUNE,
            code=row["insee"],
            name=row["nom"],
            population=row.integer("population"),
            postal_codes=row["codes_postaux"].replace("|", " "),
            latitude=row.degrees("lat", 90),
            longitude=row.degrees("lon", 180),
        )
        if (commune.latitude is None) != (commune.longitude is None):
            raise row.error("a latitude without a longitude, or the reverse")
        commune.departement = self._known(self.departements, row, "dep")
        commune.region = self._known(self.regions, row, "reg")
        commune.intercommunality = self._known(self.intercommunalities, row, "epci") if row["epci"] else None
        return commune

    def _merger(self, row: Row) -> tuple[Key, Collectivity]:
        """A code that no longer stands, and the collectivité it is part of now."""
        kind = row["genre"]
        if kind not in CollectivityKind.values:
            raise row.error(f"« genre » is none of {', '.join(CollectivityKind.values)}: {kind!r}")
        level = self._by_kind[CollectivityKind(kind)]
        if row["ancien"] in level:
            raise row.error(f"{row['ancien']} is still described by the files")
        successor = self._known(level, row, "actuel")
        successor.former_codes = f"{successor.former_codes} {row['ancien']}".strip()
        return (CollectivityKind(kind), row["ancien"]), successor

    @property
    def _by_kind(self) -> dict[CollectivityKind, dict[str, Collectivity]]:
        return {
            CollectivityKind.REGION: self.regions,
            CollectivityKind.DEPARTEMENT: self.departements,
            CollectivityKind.INTERCOMMUNALITY: self.intercommunalities,
            CollectivityKind.COMMUNE: self.communes,
        }

    @staticmethod
    def _known(known: dict[str, Collectivity], row: Row, column: str) -> Collectivity:
        try:
            return known[row[column]]
        except KeyError:
            raise row.error(f"« {column} » refers to {row[column]!r}, which no file describes") from None

    def _add_up(self) -> None:
        """Give the larger territories the population of their communes, and an intercommunalité its main région."""
        totals: Counter[Key] = Counter()
        places: dict[str, Counter[str]] = {}
        for commune in self.communes.values():
            population = commune.population or 0
            for territory in (
                commune.departement,
                commune.region,
                commune.intercommunality,
            ):
                if territory:
                    totals[CollectivityKind(territory.kind), territory.code] += population
            if commune.intercommunality and commune.departement:
                places.setdefault(commune.intercommunality.code, Counter())[commune.departement.code] += population + 1
        for territory in (
            *self.regions.values(),
            *self.departements.values(),
            *self.intercommunalities.values(),
        ):
            territory.population = totals[CollectivityKind(territory.kind), territory.code]
        for code, departements in places.items():
            departement = self.departements[departements.most_common(1)[0][0]]
            self.intercommunalities[code].departement = departement
            self.intercommunalities[code].region = departement.region

    @property
    def levels(self) -> tuple[dict[str, Collectivity], ...]:
        """From the largest to the smallest, so that what a row refers to is saved before it."""
        return tuple(self._by_kind.values())
