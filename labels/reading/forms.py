"""The form of a section, and that of the whole opinion. Two screens of the same reader are merged, as answers are."""

from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.short_path.forms import AnswerField
from labels.jury.enums import Confidence
from labels.models import Criterion, Level, Review, Score, Section
from labels.models.grid import HIGHEST_NOTE
from labels.models.review import LONGEST_OPINION, LONGEST_SECTION_OPINION
from labels.reading.desk import Desk
from portal.merged_forms import MergedForm

ABSTAINED = "-"
NOTES = [(ABSTAINED, _("Je m’abstiens")), *((str(note), str(note)) for note in range(HIGHEST_NOTE + 1))]
OPINION = "avis"


def note_name(criterion: Criterion) -> str:
    return f"note-{criterion.code}"


def confidence_name(criterion: Criterion) -> str:
    return f"surete-{criterion.code}"


class GradeForm(MergedForm):
    """Notes and sureness of each criterion in a section, and what is said of it."""

    def __init__(self, data: QueryDict | None = None, *, desk: Desk, section: Section) -> None:
        self.desk, self.section = desk, section
        self.current = {}
        super().__init__(data)
        for criterion in desk.grid.criteria:
            score = desk.scores.get((section.pk, criterion.pk))
            self._add(note_name(criterion), _note(score), _radio(NOTES, criterion.name))
            sureness = forms.ChoiceField(
                required=False, choices=[("", "–"), *Confidence.choices], label=_("Je suis sûr·e de ma note")
            )
            self._add(confidence_name(criterion), _confidence(score), sureness)
        opinion = AnswerField(rows=5, max_length=LONGEST_SECTION_OPINION)
        opinion.label = _("Avis motivé pour cette rubrique")
        self._add(OPINION, desk.opinions.get(section.pk, ""), opinion)

    def again(self, data: QueryDict) -> Self:
        return type(self)(data, desk=self.desk, section=self.section)

    def _add(self, name: str, value: str, field: forms.Field) -> None:
        field.show_hidden_initial = True
        field.initial = value
        self.fields[name], self.current[name] = field, value


class OpinionForm(MergedForm):
    """What is said of the whole dossier."""

    def __init__(self, data: QueryDict | None = None, *, review: Review | None, levels: list[Level]) -> None:
        self.review, self.levels = review, levels
        level = str(review.level_id) if review and review.level_id else ""
        self.current = {
            OPINION: review.opinion if review else "",
            "niveau": level,
            "notes": review.notes if review else "",
        }
        super().__init__(data, initial=self.current)
        self.fields[OPINION] = AnswerField(rows=9, max_length=LONGEST_OPINION)
        self.fields[OPINION].label = _("Avis motivé sur l’ensemble du dossier")
        self.fields["niveau"] = _radio([(str(one.pk), one.name) for one in levels], _("Niveau que vous proposez"))
        self.fields["notes"] = AnswerField(rows=4, max_length=LONGEST_OPINION)
        self.fields["notes"].label = _("Vos notes personnelles")
        for field in self.fields.values():
            field.show_hidden_initial = True

    def again(self, data: QueryDict) -> Self:
        return type(self)(data, review=self.review, levels=self.levels)


def _radio(choices: list[tuple[str, Any]], label: Any) -> forms.Field:
    return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect, label=label)


def _note(score: Score | None) -> str:
    if score is None or not score.is_given:
        return ""
    return ABSTAINED if score.abstains else str(score.note)


def _confidence(score: Score | None) -> str:
    return str(score.confidence) if score and score.confidence else ""
