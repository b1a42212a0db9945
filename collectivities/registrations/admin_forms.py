"""The association's decision."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from collectivities.enums import ROLES_EXPLAINED, Role
from collectivities.models import Registration
from collectivities.models.registration import LONGEST_TEXT
from collectivities.registrations.deciding import proposed_role
from portal.text_rules import plain


class Decision(models.TextChoices):
    APPROVE = "approve", _("Accepter")
    ASK = "ask", _("Poser la question")
    REFUSE = "refuse", _("Refuser")


class DecisionForm(forms.Form):
    """One message for all: required to ask and to refuse, without use to accept."""

    role = forms.ChoiceField(
        label=_("Rôle, si vous acceptez"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        help_text=ROLES_EXPLAINED,
    )
    message = forms.CharField(
        label=_("Votre message, si vous refusez ou demandez"),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[plain],
        help_text=_("Envoyé par courriel à la personne, tel quel."),
    )
    decision = forms.ChoiceField(choices=Decision.choices, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, registration: Registration, data: Any = None) -> None:
        self.registration = registration
        super().__init__(data, initial={"role": proposed_role(registration), "seen": registration.seen})

    def clean_seen(self) -> str:
        seen = str(self.cleaned_data["seen"])
        if seen != self.registration.seen:
            raise forms.ValidationError(_("La demande a changé depuis que vous l’avez ouverte : relisez-la."))
        return seen

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        silent = not cleaned.get("message") and "message" not in self.errors
        if silent and cleaned.get("decision") == Decision.ASK:
            self.add_error("message", _("Écrivez votre question : la personne ne recevra que ce message."))
        if silent and cleaned.get("decision") == Decision.REFUSE:
            self.add_error("message", _("Écrivez pourquoi : la personne a droit à un motif."))
        return cleaned
