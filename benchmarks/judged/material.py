"""Reads the hand-written material: subjects, shared phrases, names, and the ways of writing one thing."""

import csv
import gzip
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(__file__).resolve().parent / "material"
HEAD = re.compile(r"\[(?P<key>[a-z-]+)\] (?P<theme>[a-z-]+) (?P<kind>initiative|procedure|education|place)")


@dataclass(slots=True)
class Subject:
    """What a commune may write about. ``needs`` are sentences in the words of inhabitants; ``related`` gives the grade,
    1 or 2, of the sheets of other subjects for its ``questions``; ``kind`` is the type of its sheets.
    """

    key: str
    theme: str
    kind: str
    names: list[str] = field(default_factory=list)
    related: dict[str, int] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    needs: list[str] = field(default_factory=list)


@cache
def subjects() -> dict[str, Subject]:
    """By key. Who is related to one of them is related to it in return, unless it says otherwise."""
    found: dict[str, Subject] = {}
    for path in sorted((FOLDER / "subjects").glob("*.txt")):
        for line in _lines(path):
            if head := HEAD.fullmatch(line):
                subject = found[head["key"]] = Subject(head["key"], head["theme"], head["kind"])
            else:
                _add(subject, line[0], line[2:])
    for line in _lines(FOLDER / "needs.txt"):
        key, needs = line.split(" = ")
        found[key].needs = needs.split(" | ")
    for subject in found.values():
        for key, grade in subject.related.items():
            found[key].related.setdefault(subject.key, min(grade, 1))
    return found


def _add(subject: Subject, mark: str, text: str) -> None:
    match mark:
        case "=":
            subject.names = text.split("; ")
        case "~":
            subject.related = {key: int(grade) for key, grade in (part.split() for part in text.split("; "))}
        case "?":
            subject.questions.append(text)
        case "!":
            subject.titles.append(text)
        case "-":
            subject.sentences.append(text)
        case _:
            raise ValueError(f"{subject.key}: {mark} {text}")


@cache
def phrases() -> dict[str, list[str]]:
    """Sentences that may stand in any sheet, by part of a sheet."""
    return _sections("phrases.txt")


@cache
def names() -> dict[str, list[str]]:
    """What the slots of sentences stand for."""
    return {
        slot: [name for line in lines for name in line.split("; ")] for slot, lines in _sections("names.txt").items()
    }


@cache
def acronyms() -> dict[str, str]:
    """The words each acronym stands for."""
    return dict(line.split(" = ") for line in _lines(FOLDER / "acronyms.txt"))


@cache
def spellings() -> list[list[str]]:
    """The ways of writing one thing: in one word, with a hyphen, in two."""
    return [line.split("; ") for line in _lines(FOLDER / "hyphens.txt")]


@cache
def inflections() -> list[list[str]]:
    """The forms of one word."""
    return [line.split() for line in _lines(FOLDER / "forms.txt")]


@cache
def communes(every: int = 137) -> list[tuple[str, str]]:
    """Code and name of some communes of France, one in ``every`` that has more than 300 inhabitants."""
    with gzip.open(ROOT / "collectivities" / "data" / "communes.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["population"] or 0) > 300]
    return [(row["insee"], row["nom"]) for row in rows[::every]]


def _sections(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in _lines(FOLDER / name):
        if line.startswith("["):
            section = found[line.strip("[]")] = []
        else:
            section.append(line)
    return found


def _lines(path: Path) -> list[str]:
    """Without blank lines and comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
