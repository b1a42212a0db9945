"""What a reader proposes, and what the association decides."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from initiatives.models.correction import LONGEST_CORRECTION
from portal.form_fields import TextField
from portal.public_forms import HoneypotMixin, is_too_much

RATE = "10/h"
PASS_ON, DISMISS = "transmettre", "ecarter"


class CorrectionForm(HoneypotMixin, forms.Form):
    text = TextField(
        label=_("Ce qui est faux, et ce qui serait juste"),
        rows=5,
        max_length=LONGEST_CORRECTION,
        help_text=_("« La permanence est le mardi, pas le jeudi. » Ni nom ni adresse ne vous sont demandés."),
        error_messages={"required": _("Dites ce qui est faux.")},
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and is_too_much(self.request, "correction", RATE):
            raise forms.ValidationError(_("Beaucoup de corrections sont parties d’ici. Réessayez dans une heure."))
        return cleaned


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Votre mot à la commune"),
        max_length=LONGEST_CORRECTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Facultatif. Elle reçoit ce que le lecteur a écrit, et votre mot."),
    )
    decision = forms.ChoiceField(choices=[(PASS_ON, PASS_ON), (DISMISS, DISMISS)], widget=forms.HiddenInput)
