"""What a reader fills to be told of a search, and to change that."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.public_forms import HoneypotMixin, is_too_much
from search.alerts.enums import Frequency
from search.alerts.models import LONGEST_QUERY, SearchAlert

RATES = {"ip": "10/h", "sender": "3/h"}
"""How many requests come from one place, and how many mails go to one address: the form must not serve to flood it."""
LONGEST_ADDRESS = 254


class AlertForm(HoneypotMixin, forms.Form):
    """Errors stand beside their field, and nothing typed is lost."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    frequency = forms.ChoiceField(
        label=_("Un courriel, s’il y a du nouveau"),
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, request: HttpRequest, query: str, **kwargs: Any) -> None:
        self.request, self.query = request, query
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if len(self.query) > LONGEST_QUERY:
            raise forms.ValidationError(_("Cette recherche est trop longue pour une alerte : enlevez des filtres."))
        if not self.errors and self._too_many():
            raise forms.ValidationError(_("Vous avez déjà demandé plusieurs alertes. Réessayez dans une heure."))
        return cleaned

    def _too_many(self) -> bool:
        sender = self.cleaned_data["email"]
        return is_too_much(self.request, "alert", RATES["ip"]) | is_too_much(
            self.request, "alert-mail", RATES["sender"], sender
        )


class ChangeForm(forms.Form):
    """One alert of an address: how often, or stop it."""

    alert = forms.ModelChoiceField(queryset=SearchAlert.objects.none())
    frequency = forms.ChoiceField(choices=Frequency.choices)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["alert"])
        field.queryset = SearchAlert.objects.active().filter(email=email)
