"""What would take a candidate further, with the communes one arobase above that do it already."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Collectivity
from labels.enums import QuestionKind
from labels.explained.reading import public_proofs
from labels.models import Award, Dossier, Section
from labels.writing.assessing import Assessment, assess
from labels.writing.reading import Asked, read

MOST_EXAMPLES, MOST_SHEETS = 3, 3


@dataclass(frozen=True, slots=True)
class Example:
    """A commune that has more arobases; ``symbols`` is how many."""

    collectivity: Collectivity
    symbols: int
    level: str

    def is_of_size(self, population: int) -> bool:
        """Neither twice as many inhabitants nor twice as few."""
        few, many = sorted((self.collectivity.population or 0, population))
        return 0 < many <= 2 * few


@dataclass(frozen=True, slots=True)
class Step:
    """A question whose better answer would bring most. ``better`` says which; ``sheets`` are initiatives of the
    examples that prove their own answers in that section, each with the commune it is of: beside the first step of
    a section, and not again.
    """

    section: Section
    question: str
    better: str
    sheets: list[tuple[Any, Collectivity]]


@dataclass(frozen=True, slots=True)
class Further:
    """``strong`` are the titles of the sections that are its strong points, by its own answers. ``is_of_size`` is
    whether every example has about as many inhabitants.
    """

    strong: list[str]
    steps: list[Step]
    examples: list[Example]
    is_of_size: bool


def further(dossier: Dossier, symbols: int | None) -> Further:
    """``symbols`` are the arobases it was given, none where nothing was. Seven queries."""
    found = assess(read(dossier), ())
    examples = examples_above(dossier, symbols)
    sheets = _sheets(examples)
    steps = [
        Step(one.asked.section, one.asked.question.text, better(one.asked), sheets.pop(one.asked.section.pk, []))
        for one in found.next_steps
    ]
    shown = [example for example, _dossier in examples]
    population = dossier.collectivity.population or 0
    return Further(_strong(found), steps, shown, all(example.is_of_size(population) for example in shown))


def better(asked: Asked) -> str:
    """The answer that brings all the points of a question."""
    return _BETTER[QuestionKind(asked.question.kind)](asked)


def examples_above(dossier: Dossier, symbols: int | None) -> list[tuple[Example, int]]:
    """Those of the first rung above that somebody of the same class has, the nearest in size first, each with the key
    of its dossier. What was taken back is no example.
    """
    awards = (
        Award.objects.public()
        .own()
        .worn()
        .filter(campaign=dossier.campaign_id, dossier__questionnaire=dossier.questionnaire_id)
    )
    above = awards if symbols is None else awards.filter(level__symbols__gt=symbols)
    rows = list(above.exclude(dossier=dossier).select_related("level", "collectivity__departement"))
    rung = min((award.level.symbols for award in rows), default=0)
    own = dossier.collectivity.population or 0

    def distance(award: Award) -> tuple[int, str]:
        return abs((award.collectivity.population or 0) - own), award.collectivity.code

    nearest = sorted((award for award in rows if award.level.symbols == rung), key=distance)[:MOST_EXAMPLES]
    return [
        (Example(award.collectivity, rung, award.level.name), award.dossier_id) for award in nearest if award.dossier_id
    ]


def _sheets(examples: Iterable[tuple[Example, int]]) -> dict[int, list[tuple[Any, Collectivity]]]:
    """By section, what the examples have published of it."""
    known = {example.collectivity.pk: example.collectivity for example, _dossier in examples}
    found: dict[int, list[tuple[Any, Collectivity]]] = defaultdict(list)
    proofs = public_proofs([dossier for _example, dossier in examples]) if known else {}
    for section, pages in proofs.items():
        once = {page.pk: page for page in pages if page.collectivity_id in known}
        found[section] = [(page, known[page.collectivity_id]) for page in once.values()][:MOST_SHEETS]
    return found


def _strong(found: Assessment) -> list[str]:
    return [one.part.section.title for one in found.strong]


def _yes(_asked: Asked) -> str:
    return _("Oui")


def _best_choice(asked: Asked) -> str:
    best = max(asked.choices, key=lambda choice: choice.share, default=None)
    return best.label if best else ""


def _number(asked: Asked) -> str:
    if not asked.question.full_at:
        return ""
    number, unit = number_format(asked.question.full_at), asked.question.unit
    # A bare number has no unit, nor the space before it.
    return (_("%(number)s %(unit)s ou plus") % {"number": number, "unit": unit}).replace("  ", " ")


def _text(_asked: Asked) -> str:
    return _("Un texte : le jury lit ce que vous racontez.")


def _proofs(asked: Asked) -> str:
    count = asked.question.full_at or 1
    return ngettext("%(count)s preuve jointe", "%(count)s preuves jointes", count) % {"count": count}


_BETTER = {
    QuestionKind.YES_NO: _yes,
    QuestionKind.SCALE: _best_choice,
    QuestionKind.CHOICE: _best_choice,
    QuestionKind.NUMBER: _number,
    QuestionKind.TEXT: _text,
    QuestionKind.EVIDENCE: _proofs,
}
