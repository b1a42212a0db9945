"""What the association fills in: the list of one dossier, and a decision."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.admissibility.checking import Line, seen_of
from labels.enums import DossierState
from labels.models import Campaign
from labels.models.checking import LONGEST_NOTE, LONGEST_REASON
from labels.workflow import Transition
from portal.form_fields import TextField
from portal.text_rules import plain

DAYS_TO_COMPLETE = 10
LAST_SECOND = datetime.time(23, 59, 59)


class ChecklistForm(forms.Form):
    """A box and a note for each item."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, lines: list[Line], data: Any = None) -> None:
        self.lines = lines
        super().__init__(data, initial={"seen": seen_of(lines)})
        for line in lines:
            self.fields[_met(line)] = forms.BooleanField(label=line.item.text, required=False, initial=line.stands)
            self.fields[_note(line)] = forms.CharField(
                label=_("Remarque"),
                max_length=LONGEST_NOTE,
                required=False,
                initial=line.note,
                validators=[plain],
                widget=forms.TextInput(attrs={"maxlength": None}),
            )

    @property
    def rows(self) -> list[tuple[Line, forms.BoundField, forms.BoundField]]:
        return [(line, self[_met(line)], self[_note(line)]) for line in self.lines]

    @property
    def found(self) -> dict[int, tuple[bool, str]]:
        """By key of item, whether it holds and the note."""
        cleaned = self.cleaned_data
        return {line.item.pk: (cleaned[_met(line)], cleaned[_note(line)]) for line in self.lines}


def _met(line: Line) -> str:
    return f"met-{line.item.pk}"


def _note(line: Line) -> str:
    return f"note-{line.item.pk}"


class DecisionForm(forms.Form):
    """Usual reasons that one chooses, and what one adds; until when, for what is to be completed."""

    message = TextField(label=_("Votre message"), rows=6, max_length=LONGEST_REASON, required=False)
    day = forms.DateField(
        label=_("À compléter avant le"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Jusqu’à la dernière seconde de ce jour, heure de Paris."),
        error_messages={"required": _("Dites jusqu’à quand compléter.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, transition: Transition, campaign: Campaign, data: Any = None, **kwargs: Any) -> None:
        self.transition = transition
        super().__init__(data, **kwargs)
        reasons = campaign.usual_reasons.filter(kind=transition.name)
        if reasons:
            self.fields["reasons"] = forms.ModelMultipleChoiceField(
                label=_("Motifs habituels"), queryset=reasons, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.order_fields(["reasons"])
        if transition.target != DossierState.TO_COMPLETE:
            del self.fields["day"]
        self.fields["message"].help_text = (
            _("Envoyé à l’équipe de la collectivité, tel quel, et lu dans son espace.")
            if transition.needs_reason
            else _("Facultatif. Envoyé à l’équipe de la collectivité, tel quel, et lu dans son espace.")
        )

    def clean_day(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Ce jour est passé : choisissez-en un à venir."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "message" in self.errors:
            return cleaned
        reason = self.reason
        if self.transition.needs_reason and not reason:
            self.add_error("message", _("Dites pourquoi : la collectivité a droit à un motif."))
        elif len(reason) > LONGEST_REASON:
            message = _("Avec les motifs choisis, le message dépasse %(most)s caractères : raccourcissez-le.")
            self.add_error("message", message % {"most": LONGEST_REASON})
        return cleaned

    @property
    def reason(self) -> str:
        """What the collectivité reads: the reasons that were chosen, then what was added."""
        chosen = [reason.text for reason in self.cleaned_data.get("reasons", ())]
        return "\n\n".join(filter(None, [*chosen, self.cleaned_data.get("message", "").strip()]))

    @property
    def until(self) -> datetime.datetime | None:
        day = self.cleaned_data.get("day")
        return timezone.make_aware(datetime.datetime.combine(day, LAST_SECOND)) if day else None

    def as_message(self) -> dict[str, Any]:
        """The same, without reasons to choose: they stand in the message."""
        names = self.fields.keys() - {"reasons"}
        return {**{name: self.cleaned_data[name] for name in names}, "message": self.reason}


def proposed(transition: Transition, lines: list[Line]) -> dict[str, Any]:
    """What a decision begins with: what was noted of the items that do not hold, and a day to complete."""
    if transition.target != DossierState.TO_COMPLETE:
        return {}
    notes = [f"{line.item.text} : {line.note}" for line in lines if line.note and not line.stands]
    day = timezone.localdate() + datetime.timedelta(days=DAYS_TO_COMPLETE)
    return {"message": "\n\n".join(notes), "day": day}
