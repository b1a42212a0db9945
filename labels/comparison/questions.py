"""Question by question: what is answered, this year and before, and which questions tell dossiers apart no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from labels.comparison import answers
from labels.comparison.answers import Result
from labels.comparison.lines import signed
from labels.comparison.rules import LEAST, NEARLY_ALL, NEARLY_NONE, SELDOM_ANSWERED
from labels.comparison.years import Years
from labels.enums import QuestionKind
from labels.models import Campaign

Code = tuple[str, str]
"""Of the section and of the question: together they name it from one year to the next."""


@dataclass(frozen=True, slots=True)
class Compared:
    """``before`` is none where the question was not asked, or was of another kind: ``kind_before`` says which."""

    section_code: str
    section: str
    text: str
    kind: QuestionKind
    now: Result
    before: Result | None
    kind_before: QuestionKind | None

    @property
    def is_told(self) -> bool:
        return self.now.asked >= LEAST

    @property
    def was_told(self) -> bool:
        return self.before is not None and self.before.asked >= LEAST

    @property
    def share(self) -> float | None:
        """Nothing while too few have answered."""
        return self.now.share if self.is_told and self.now.answered >= LEAST else None

    @property
    def share_before(self) -> float | None:
        found = self.before
        return found.share if found and self.was_told and found.answered >= LEAST else None

    @property
    def difference(self) -> str:
        now, before = self.share, self.share_before
        return "" if now is None or before is None else signed(round(now) - round(before))

    @property
    def is_yes_no(self) -> bool:
        return self.kind == QuestionKind.YES_NO

    @property
    def settled(self) -> str:
        """Why it tells dossiers apart no more, in words; nothing where it does."""
        if self.share is None:
            return ""
        if self.share >= NEARLY_ALL:
            return _("Presque toutes disent oui.") if self.is_yes_no else _("Presque toutes ont tous les points.")
        if self.share <= NEARLY_NONE:
            return _("Presque toutes disent non.") if self.is_yes_no else _("Presque aucune n’a de points.")
        return _("Toutes ont la même part des points.") if self.now.lowest == self.now.highest else ""

    @property
    def is_seldom_answered(self) -> bool:
        return self.is_told and self.now.answered_share < SELDOM_ANSWERED


@dataclass(frozen=True, slots=True)
class Questions:
    """``gone`` are the questions of the earlier year that are asked no more, in their words."""

    compared: Sequence[Compared]
    gone: Sequence[str]

    @property
    def settled(self) -> list[Compared]:
        return [one for one in self.compared if one.settled]


def questions(years: Years) -> Questions:
    asked = answers.questions(years)
    results = answers.results(years, asked)
    now = _by_code(asked, results, years.campaign)
    before = _by_code(asked, results, years.earlier)
    compared = []
    for (section, code), (question, result) in now.items():
        earlier = before.get((section, code))
        kind, kind_before = QuestionKind(question["kind"]), earlier and QuestionKind(earlier[0]["kind"])
        comparable = earlier[1] if earlier and kind == kind_before else None
        compared.append(
            Compared(section, question["section__title"], question["text"], kind, result, comparable, kind_before)
        )
    sections = [one.section_code for one in compared]
    compared.sort(key=lambda one: sections.index(one.section_code))
    return Questions(compared, [question["text"] for code, (question, _r) in before.items() if code not in now])


def _by_code(
    asked: Sequence[dict[str, Any]], results: dict[int, Result], campaign: Campaign | None
) -> dict[Code, tuple[dict[str, Any], Result]]:
    """The same question of several classes is one, in the words of the first."""
    found: dict[Code, tuple[dict[str, Any], Result]] = {}
    for question in asked:
        if campaign is None or question["section__questionnaire__campaign_id"] != campaign.pk:
            continue
        code = question["section__code"], question["code"]
        first, result = found.get(code, (question, Result()))
        found[code] = first, result + results[question["pk"]]
    return found
