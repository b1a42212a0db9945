"""The engines on a database: one SQL statement, to which each gives what it says in its own way."""

from django.db import connection

from portal.searchable import Kind
from search.engines.base import Answer, Question
from search.engines.statement import Dialect, build, is_held
from search.engines.titles import keys_of_titles
from search.facets import BY_NAME
from search.spots import Spot


class DatabaseEngine:
    def __init__(self, name: str, dialect: Dialect) -> None:
        self.name = name
        self.dialect = dialect

    def titles(self, text: str, kind: Kind, language: str, count: int) -> list[int]:
        """The keys of so many documents of a kind at most whose title is being typed, the best first."""
        return keys_of_titles(self.dialect, text, kind, language, count)

    def holds(self, stem: str, language: str) -> bool:
        """Whether a document of a language, of any kind, holds a word with this stem."""
        with connection.cursor() as cursor:
            cursor.execute(*is_held(self.dialect, stem, language))
            return cursor.fetchone() is not None

    def answer(self, question: Question) -> Answer:
        statement = build(question, self.dialect)
        with connection.cursor() as cursor:
            cursor.execute(statement.text(), statement.parameters)
            rows = cursor.fetchall()
        answer = Answer(engine=self.name)
        positions: dict[int, int] = {}
        for kind, value, number in rows:
            if kind == "hit":
                positions[number] = int(value)
            elif kind == "without":
                answer.without[value] = number
            elif kind in ("found", "whole", "total", "communes"):
                setattr(answer, kind, number)
            elif kind == "spot":
                answer.spots.append(_spot(value, number))
            elif kind == "kind":
                answer.kinds[value] = number
            elif value:
                _count(answer.facets.setdefault(kind, {}), value, number, several=BY_NAME[kind].several)
        answer.keys = [positions[position] for position in sorted(positions)]
        return answer


def _spot(text: str, count: int) -> Spot:
    departement, collectivities, x, y = text.split(",")
    return Spot(int(departement) if departement else None, count, int(collectivities), (int(x), int(y)) if x else None)


def _count(counts: dict[str, int], value: str, number: int, *, several: bool) -> None:
    """Several keys may stand in one value: each is counted."""
    for key in value.strip(",").split(",") if several else [value]:
        counts[key] = counts.get(key, 0) + number
