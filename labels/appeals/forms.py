"""Forms of appeals: what a candidate writes, what the association answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from labels.appeals.states import ANSWERS
from labels.models import Level
from labels.models.appeal import LONGEST_ANSWER, LONGEST_REASON, LONGEST_REASONS
from portal.form_fields import TextField


class AppealForm(forms.Form):
    reasons = TextField(
        label=_("Vos motifs"),
        rows=10,
        max_length=LONGEST_REASONS,
        help_text=_("Ce que le jury n’aurait pas lu, ou mal lu, et où cela se trouve dans votre dossier."),
        error_messages={"required": _("Dites pourquoi : un recours se motive.")},
    )


class AnswerForm(forms.Form):
    move = forms.ChoiceField(
        label=_("Votre réponse"),
        choices=[(move.name, move.target.label) for move in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites si le recours est fondé.")},
    )
    answer = TextField(
        label=_("Ses motifs"),
        rows=10,
        max_length=LONGEST_ANSWER,
        help_text=_("Envoyés à l’équipe de la collectivité, tels quels, et lus dans son espace."),
        error_messages={"required": _("Répondez : la collectivité a droit à des motifs.")},
    )


class RectifyForm(forms.Form):
    level = forms.ModelChoiceField(
        label=_("Le niveau qui est dû"),
        queryset=Level.objects.none(),
        error_messages={"required": _("Choisissez le niveau qui est dû.")},
    )
    reason = TextField(
        label=_("Pourquoi, en une phrase"),
        rows=3,
        max_length=LONGEST_REASON,
        help_text=_("Public : il est dit à qui vérifie ce label. Sans nom de personne."),
        error_messages={"required": _("Dites pourquoi : ce motif est public.")},
    )
    is_agreed = forms.BooleanField(
        label=_("La présidence du jury a été consultée et en est d’accord."),
        error_messages={"required": _("Un label ne se rectifie pas sans l’accord de la présidence du jury.")},
    )

    def __init__(self, levels: list[Level], data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["level"]
        field.queryset = Level.objects.filter(pk__in=[level.pk for level in levels]).order_by("symbols")
