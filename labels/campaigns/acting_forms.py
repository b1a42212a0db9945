"""What is done to a campaign that is open: moving its calendar, correcting it, withdrawing the call."""

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labels.campaigns.forms import Moment
from labels.campaigns.moving import movable, wrong_moves
from labels.models import Campaign, Erratum, Question
from labels.models.campaign import CALENDAR

LONGEST_REASON = 500


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Motif"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Il reste au journal de la campagne."),
        error_messages={"required": gettext_lazy("Dites pourquoi.")},
    )


class MoveForm(ReasonForm):
    """Only what was changed in it is moved: somebody else may move the rest meanwhile."""

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        for name in movable(campaign):
            self.fields[name] = self._field(name)
        self.order_fields([*movable(campaign), "reason"])
        self.fields["reason"].help_text = _("Il reste au journal, et part par courriel à qui a un dossier.")

    def _field(self, name: str) -> forms.Field:
        label: Any = Campaign._meta.get_field(name).verbose_name
        before = getattr(self.campaign, name)
        if name in CALENDAR:
            return forms.DateTimeField(label=label, initial=before, show_hidden_initial=True, widget=Moment())
        length = Campaign._meta.get_field(name).max_length
        return forms.CharField(label=label, initial=before, show_hidden_initial=True, required=False, max_length=length)

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "reason"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = {name: cleaned[name] for name in self.changed_data if name in cleaned and name != "reason"}
        if not typed and not self.errors:
            self.add_error(None, _("Rien n’est changé dans le calendrier."))
        for name, said in wrong_moves(self.campaign, typed).items():
            self.add_error(name if name in self.fields else None, said)
        return cleaned


class ErratumForm(forms.ModelForm):
    class Meta:
        model = Erratum
        fields = ("question", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "text": gettext_lazy(
                "Dites ce qui était écrit, ce qu’il faut lire, et si les réponses déjà données sont à revoir. "
                "Un rectificatif ne se modifie ni ne s’efface."
            )
        }

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Question.objects.filter(section__questionnaire__campaign=campaign).in_order()
        question: Any = self.fields["question"]
        question.queryset = rows
        question.choices = [("", _("Toute la campagne")), *_by_section(rows)]
        question.help_text = _("Une question posée à plusieurs classes est corrigée pour toutes.")


def _by_section(rows: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    """Each question once, under its section, whatever the number of questionnaires that ask it."""
    found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for question in rows.select_related("section"):
        titles.setdefault(question.section.code, question.section.title)
        found[question.section.code].setdefault(question.code, (question.pk, question.text))
    return [(titles[code], list(questions.values())) for code, questions in found.items()]
