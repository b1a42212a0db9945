"""The form of a section: one field by question."""

from collections.abc import Mapping
from typing import Any, Self, cast

from django import forms
from django.http import QueryDict

from labels.enums import DossierPath
from labels.models import Campaign, Dossier
from labels.writing.kinds import kind_of
from labels.writing.reading import Asked, Part
from labels.writing.saying import said
from portal.merged_forms import MergedForm


class SectionForm(MergedForm):
    """Every answer is sent with what it was when it was read, and saved on its own. ``sheets`` are the titles of the
    sheets that may prove something, by their keys.
    """

    def __init__(self, data: QueryDict | None = None, *, part: Part, sheets: Mapping[int, str]) -> None:
        self.part, self.sheets = part, dict(sheets)
        self.asked = {self.name_of(asked): asked for asked in part.asked}
        self.current = {name: kind_of(asked).read(asked) for name, asked in self.asked.items()}
        super().__init__(data, initial=self.current)
        for name, asked in self.asked.items():
            field = kind_of(asked).field(asked, self.sheets)
            field.label, field.help_text = f"{asked.number} {asked.question.text}", asked.question.help
            field.show_hidden_initial = True
            self.fields[name] = field

    @staticmethod
    def name_of(asked: Asked) -> str:
        """That of the field, and its place in the page."""
        return f"q-{asked.question.code}"

    def again(self, data: QueryDict) -> Self:
        return type(self)(data, part=self.part, sheets=self.sheets)

    def rebased(self, part: Part, keep: frozenset[str]) -> Self:
        """The same form over the section as it is now; see ``data_over``."""
        now = type(self)(part=part, sheets=self.sheets).stored
        form = type(self)(self.data_over(now, keep), part=part, sheets=self.sheets)
        form.is_valid()
        return form

    def theirs(self, name: str) -> str:
        """What is stored as the answer, in words."""
        asked = self.asked[name]
        if asked.proofs:
            return ", ".join(proof.title for proof in asked.proofs)
        return said(asked.question, asked.answer, asked.choice)


class PathForm(forms.Form):
    parcours = forms.ChoiceField(choices=DossierPath.choices)


class MentionsForm(forms.ModelForm):
    """Those that a collectivité may request."""

    class Meta:
        model = Dossier
        fields = ("mentions",)
        widgets = {"mentions": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelMultipleChoiceField, self.fields["mentions"]).queryset = campaign.mentions.filter(
            on_request=True
        )
