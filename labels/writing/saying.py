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
            return f"{number_format(plain(answer.number))} {question.unit}".strip()
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


def plain(number: Decimal | None) -> Decimal:
    """Without decimals where there are none: « 12 », not « 12,00 »."""
    value = number or Decimal()
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
