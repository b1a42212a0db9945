"""The comparison for spreadsheets: rows as they are written, in the words of the page."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from labels.comparison.groups import Breakdown
from labels.comparison.lines import Line
from labels.comparison.notes import Marked
from labels.comparison.questions import Compared, Questions
from labels.comparison.rules import LEAST
from labels.comparison.years import Years

Row = dict[str, Any]


def others() -> str:
    """What a group is called that stands for those that are not told apart."""
    return _("Autres, moins de %(count)d dossiers chacune") % {"count": LEAST}


def line_rows(years: Years, parts: Iterable[tuple[Any, Iterable[Line]]]) -> list[Row]:
    return [
        {_("Partie"): part, _("Ligne"): line.name, **_of_years(years, "", line.now, line.before)}
        for part, lines in parts
        for line in lines
    ]


def group_rows(years: Years, breakdowns: Iterable[Breakdown]) -> list[Row]:
    """Two lines for each group: dossiers, then labels."""
    return [
        {
            _("Partie"): breakdown.heading,
            _("Ligne"): f"{group.name or others()}, {what}",
            **_of_years(years, "", getattr(group.now, number), getattr(group.before, number) if known else None),
        }
        for breakdown in breakdowns
        for group in breakdown.groups
        for what, number, known in (
            (_("dossiers déposés"), "deposited", years.earlier_was_led),
            (_("labels"), "labels", breakdown.knows_labels_before),
        )
    ]


def note_rows(years: Years, parts: Iterable[tuple[Any, Iterable[Marked]]]) -> list[Row]:
    return [
        {
            _("Partie"): part,
            _("Ligne"): one.name,
            **_of_years(years, _("note moyenne"), _rounded(one.now.mean, 2), _rounded(one.before.mean, 2)),
            **_of_years(years, _("abstentions (%)"), _rounded(one.now.abstentions), _rounded(one.before.abstentions)),
            **_of_years(
                years, _("sûreté, de 1 à 3"), _rounded(one.now.confidence, 2), _rounded(one.before.confidence, 2)
            ),
        }
        for part, marked in parts
        for one in marked
    ]


def question_rows(years: Years, found: Questions) -> list[Row]:
    return [
        {
            _("Rubrique"): one.section,
            _("Question"): one.text,
            _("Genre de réponse"): one.kind.label,
            **_of_years(years, _("dossiers"), one.now.asked, one.before.asked if one.before else None),
            **_of_years(years, _("répondent (%)"), *_answered(one)),
            **_of_years(years, _("oui, ou part des points (%)"), _rounded(one.share), _rounded(one.share_before)),
            _("Ce qu’elle ne départage plus"): one.settled,
        }
        for one in found.compared
    ]


def _answered(one: Compared) -> tuple[float | None, float | None]:
    now = one.now.answered_share if one.is_told else None
    return _rounded(now), _rounded(one.before.answered_share) if one.before and one.was_told else None


def _of_years(years: Years, what: str, now: Any, before: Any) -> Row:
    """A column for each year; what is not known, or not told, is left blank."""
    values = {f"{what} {years.campaign}".strip(): now}
    return {**values, f"{what} {years.earlier}".strip(): before} if years.earlier else values


def _rounded(number: float | None, digits: int = 0) -> float | None:
    return None if number is None else round(number, digits or None)
