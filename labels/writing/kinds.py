"""Each kind of question: its field in the form, what the field holds of an answer, and how an answer is kept."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.short_path.forms import AnswerField
from labels.enums import QuestionKind
from labels.models import Question
from labels.writing.reading import Asked
from labels.writing.saying import plain

YES, NO = "1", "0"
AROUND = re.compile(r"(?:€|euros?|%)$", re.IGNORECASE)
"""What people write after a number."""


class NumberField(forms.DecimalField):
    """A number with the spaces and the comma that people write."""

    def __init__(self, question: Question) -> None:
        super().__init__(
            required=False,
            min_value=0,
            max_value=question.highest,
            max_digits=14,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={
                "invalid": _("Écrivez un nombre en chiffres, par exemple 12 ou 12,5."),
                "min_value": _("Écrivez zéro, ou un nombre plus grand."),
                "max_value": _("C’est trop : %(limit_value)s au plus."),
            },
        )

    def to_python(self, value: Any) -> Any:
        written = AROUND.sub("", "".join(str("" if value is None else value).split()))
        return super().to_python(written.replace(",", "."))

    def prepare_value(self, value: Any) -> Any:
        """As it is typed: without thousands."""
        return f"{plain(value):f}".replace(".", ",") if isinstance(value, Decimal) else value


class ProofsField(forms.TypedMultipleChoiceField):
    """Sheets of the collectivité, by their keys."""

    def __init__(self, question: Question, sheets: dict[int, str]) -> None:
        super().__init__(
            coerce=int,
            required=False,
            choices=list(sheets.items()),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Une de ces fiches n’est plus là, ou n’est pas la vôtre.")},
        )
        self.most = question.most_proofs

    def clean(self, value: Any) -> list[int]:
        keys: list[int] = sorted(super().clean(value))
        if len(keys) > self.most:
            raise forms.ValidationError(
                ngettext("Choisissez une fiche au plus.", "Choisissez %(count)s fiches au plus.", self.most)
                % {"count": self.most}
            )
        return keys

    def to_python(self, value: Any) -> list[Any]:
        """What was there when the form was read may be gone meanwhile: it is compared, not checked, before that."""
        keys = super().to_python(value)
        return sorted(int(key) for key in keys if str(key).isdecimal())


@dataclass(frozen=True, slots=True)
class Kind:
    """``field`` is given what is asked and the sheets of the collectivité; ``keep`` gives the columns of an answer."""

    field: Callable[[Asked, dict[int, str]], forms.Field]
    read: Callable[[Asked], Any]
    keep: Callable[[Asked, Any], dict[str, Any]]


def kind_of(asked: Asked) -> Kind:
    return _KINDS[QuestionKind(asked.question.kind)]


def columns(asked: Asked, value: Any) -> dict[str, Any]:
    """Every column of an answer that says this value; what is written this year is no longer carried over."""
    return {"number": None, "choice": None, "text": "", "carried": False, **kind_of(asked).keep(asked, value)}


def _radio(choices: list[tuple[str, Any]]) -> forms.Field:
    return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect)


def _yes_no(asked: Asked, _sheets: dict[int, str]) -> forms.Field:
    return _radio([(YES, _("Oui")), (NO, _("Non"))])


def _read_yes_no(asked: Asked) -> str:
    if not asked.is_answered or asked.answer is None:
        return ""
    return YES if asked.answer.number else NO


def _keep_yes_no(_asked: Asked, value: str) -> dict[str, Any]:
    return {"number": Decimal(value) if value else None}


def _choice(asked: Asked, _sheets: dict[int, str]) -> forms.Field:
    return _radio([(choice.code, choice.label) for choice in asked.choices])


def _read_choice(asked: Asked) -> str:
    return asked.choice.code if asked.choice else ""


def _keep_choice(asked: Asked, value: str) -> dict[str, Any]:
    return {"choice": next((choice for choice in asked.choices if choice.code == value), None)}


def _number(asked: Asked, _sheets: dict[int, str]) -> forms.Field:
    return NumberField(asked.question)


def _read_number(asked: Asked) -> Decimal | None:
    return asked.answer.number if asked.answer else None


def _keep_number(_asked: Asked, value: Decimal | None) -> dict[str, Any]:
    return {"number": value}


def _text(asked: Asked, _sheets: dict[int, str]) -> forms.Field:
    return AnswerField(rows=6, max_length=asked.question.longest_text)


def _read_text(asked: Asked) -> str:
    return asked.answer.text if asked.answer else ""


def _keep_text(_asked: Asked, value: str) -> dict[str, Any]:
    return {"text": value}


def _proofs(asked: Asked, sheets: dict[int, str]) -> forms.Field:
    return ProofsField(asked.question, sheets)


def _read_proofs(asked: Asked) -> list[int]:
    return sorted(proof.initiative_id for proof in asked.proofs if proof.initiative_id)


def _keep_proofs(_asked: Asked, _value: list[int]) -> dict[str, Any]:
    return {}


_OF_CHOICE = Kind(_choice, _read_choice, _keep_choice)
_KINDS = {
    QuestionKind.YES_NO: Kind(_yes_no, _read_yes_no, _keep_yes_no),
    QuestionKind.SCALE: _OF_CHOICE,
    QuestionKind.CHOICE: _OF_CHOICE,
    QuestionKind.NUMBER: Kind(_number, _read_number, _keep_number),
    QuestionKind.TEXT: Kind(_text, _read_text, _keep_text),
    QuestionKind.EVIDENCE: Kind(_proofs, _read_proofs, _keep_proofs),
}
