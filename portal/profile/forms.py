"""What a person changes of her account."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.public_forms import is_too_much
from portal.text_rules import no_address, plain

RATE = "5/h"
"""How many addresses one person tries."""


class AddressForm(forms.Form):
    """A new address, or the same to prove that it takes mail again."""

    email = forms.EmailField(
        label=_("Votre adresse électronique"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Un courriel y part, avec un lien à ouvrir dans les trois jours. Jusque-là, rien ne change."),
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and is_too_much(self.request, "address", RATE, f"user {self.request.user.pk}"):
            raise forms.ValidationError(_("Cinq courriels sont déjà partis dans l’heure : réessayez plus tard."))
        return cleaned


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("first_name", "last_name", "language", "rhythm")
        labels = {
            "language": _("Langue de vos courriels"),
            "rhythm": _("Quand les recevoir"),
        }
        help_texts = {
            "rhythm": _("Réponses et questions que vous recevez. Invitations et demande annuelle partent aussitôt."),
        }
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "rhythm": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
            self.fields[name].validators += [plain, no_address]
