"""What a person fills to register a collectivité, and to answer the association."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from collectivities.enums import Position
from collectivities.models import Registration
from collectivities.models.registration import LONGEST_TEXT
from portal.public_forms import HoneypotMixin, is_too_much
from portal.text_rules import no_address, plain

RATES = {"ip": "20/h", "address": "3/h"}
"""How many requests come from one place, a town hall perhaps, and how many mails go to one address."""


class RegistrationForm(HoneypotMixin, forms.ModelForm):
    """Errors stand beside their field, and nothing typed is lost."""

    position = forms.ChoiceField(label=_("Vous êtes"), choices=Position.choices, widget=forms.RadioSelect)
    newsletter = forms.BooleanField(
        label=_(
            "Je veux aussi recevoir le Courrier de l’Internet citoyen, la lettre de l’association. Je pourrai me "
            "désabonner d’un clic."
        ),
        required=False,
    )

    class Meta:
        model = Registration
        fields = ("first_name", "last_name", "email", "position", "function")
        labels = {
            "email": _("Adresse électronique professionnelle"),
            "function": _("Votre fonction"),
        }
        help_texts = {
            "email": _("De préférence à la mairie : l’association vérifie plus vite. Elle n’est jamais publiée."),
            "function": _("Par exemple secrétaire de mairie, adjoint au numérique."),
        }
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "function": forms.TextInput(attrs={"autocomplete": "organization-title"}),
        }

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "function"):
            self.fields[name].validators += [plain, no_address]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and is_too_much(self.request, "registration", RATES["ip"]):
            raise forms.ValidationError(_("Trop de demandes sont parties d’ici. Réessayez dans une heure."))
        return cleaned

    @cached_property
    def is_flooding(self) -> bool:
        """Enough mails went to this address. Nobody is told: who asks may be another than who is written to."""
        return is_too_much(self.request, "registration-mail", RATES["address"], self.cleaned_data["email"])

    @property
    def wanted(self) -> dict[str, str]:
        """The fields of the request."""
        consent = str(self.fields["newsletter"].label) if self.cleaned_data["newsletter"] else ""
        return {name: self.cleaned_data[name] for name in self.Meta.fields} | {"newsletter_consent": consent}


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[plain],
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, registration: Registration) -> None:
        self.registration = registration
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("seen") != self.registration.seen:
            raise forms.ValidationError(_("L’association a changé sa question : relisez-la."))
        return cleaned
