"""A question as the page of its section shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from initiatives.enums import SheetState
from initiatives.models import InitiativePage
from initiatives.next_steps import states_of
from labels.enums import QuestionKind
from labels.models import Dossier
from labels.writing.comparing import Difference
from labels.writing.forms import SectionForm
from labels.writing.kinds import NO, YES
from labels.writing.reading import Asked, Part
from labels.writing.saying import said
from labels.writing.sheets import own_sheets

SHEETS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from."""

    value: str
    label: str | Promise
    detail: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``initial`` is what the field was when it was read, hidden; ``conflict`` what to choose between."""

    asked: Asked
    field: BoundField
    initial: SafeString
    options: tuple[Option, ...]
    conflict: str
    difference: Difference | None

    @property
    def shown(self) -> tuple[Option, ...]:
        """Of many sheets, those that are chosen and the first others."""
        return self.options[: self._shown]

    @property
    def folded(self) -> tuple[Option, ...]:
        return self.options[self._shown :]

    @property
    def _shown(self) -> int:
        return max(SHEETS_SHOWN, sum(option.is_chosen for option in self.options))

    @property
    def is_across(self) -> bool:
        """Whether its options are short enough to stand beside each other."""
        return self.asked.question.kind in {QuestionKind.YES_NO, QuestionKind.SCALE}


def rows(
    form: SectionForm,
    dossier: Dossier,
    differences: Mapping[tuple[str, str], Difference],
    conflicts: Mapping[str, str],
) -> list[Row]:
    sheets = list(own_sheets(dossier.collectivity)) if form.part.asks_for_proofs else []
    states = states_of(sheets) if sheets else {}
    found = []
    for name, asked in form.asked.items():
        field = form[name]
        found.append(
            Row(
                asked,
                field,
                field.as_hidden(only_initial=True),
                _options(asked, field.value(), sheets, states),
                conflicts.get(name, ""),
                differences.get((asked.section.code, asked.question.code)),
            )
        )
    return found


def in_words(part: Part) -> list[tuple[Asked, str]]:
    """The questions with their answers, for who reads and does not write."""
    return [(asked, said(asked.question, asked.answer, asked.choice)) for asked in part.asked]


def conflict(form: SectionForm, name: str, by: str) -> str:
    context = {"field": form[name], "theirs": form.theirs(name), "by": by}
    return render_to_string("initiatives/short_path/conflict.html", context)


def _options(
    asked: Asked, value: Any, sheets: list[InitiativePage], states: Mapping[int, SheetState]
) -> tuple[Option, ...]:
    chosen = str("" if value is None else value)
    match asked.question.kind:
        case QuestionKind.EVIDENCE:
            return _proofs(value or [], sheets, states)
        case QuestionKind.YES_NO:
            own = [Option(YES, _("Oui"), "", chosen == YES), Option(NO, _("Non"), "", chosen == NO)]
        case QuestionKind.CHOICE | QuestionKind.SCALE:
            own = [Option(one.code, one.label, one.detail, chosen == one.code) for one in asked.choices]
        case _:
            return ()
    # What is not owed can be taken back.
    none = [] if asked.question.required else [Option("", _("Sans réponse"), "", not chosen)]
    return (*own, *none)


def _proofs(value: list[Any], sheets: list[InitiativePage], states: Mapping[int, SheetState]) -> tuple[Option, ...]:
    """Those that are chosen first. One that was taken off line is offered no more, and can still be taken away."""
    keys = {str(key) for key in value}
    shown = [sheet for sheet in sheets if str(sheet.pk) in keys or states[sheet.pk] != SheetState.ARCHIVED]
    options = [
        Option(str(sheet.pk), sheet.draft_title, str(states[sheet.pk].label), str(sheet.pk) in keys) for sheet in shown
    ]
    return tuple(sorted(options, key=lambda option: not option.is_chosen))
