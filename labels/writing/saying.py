"""Answers in words, and by what two of them can be ranked."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from labels.enums import QuestionKind
from labels.models import Answer, Choice, Question


def said(question: Question, answer: Answer | None, choice: Choice | None) -> str:
    """What was answered; empty when nothing was."""
    if answer is None or answer.is_empty:
        return ""
    match question.kind:
        case QuestionKind.YES_NO:
            return _("Oui") if answer.number else _("Non")
        case QuestionKind.NUMBER:
            number = plain(answer.number)
            return f"{number_format(number)} {counted(question.unit, number)}".strip()
        case QuestionKind.CHOICE | QuestionKind.SCALE:
            return choice.label if choice else ""
    return str(answer.text)


def rank(question: Question, answer: Answer | None, choice: Choice | None) -> Decimal | None:
    """What an answer is worth beside another to the same question; nothing for a text."""
    if answer is None or answer.is_empty:
        return None
    if question.kind in QuestionKind.with_choices():
        return Decimal(choice.share) if choice else None
    return answer.number if question.kind in QuestionKind.with_number() else None


AS_MANY_AS_ONE = frozenset({"mois", "fois", "cas", "accès", "bus", "pays", "avis", "cours", "corps", "temps"})
"""Words of one number."""


def counted(unit: str, number: Decimal) -> str:
    """The unit, which is written in the plural, with its first word in the singular below two, as French has it. A word
    whose singular takes more than to lose a letter stays.
    """
    first, space, rest = unit.partition(" ")
    is_regular = first.endswith(("s", "eux", "eaux")) and first not in AS_MANY_AS_ONE
    return f"{first[:-1]}{space}{rest}" if abs(number) < 2 and is_regular else unit


def plain(number: Decimal | None) -> Decimal:
    """Without decimals where there are none: « 12 », not « 12,00 »."""
    value = number or Decimal()
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
