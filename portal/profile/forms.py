"""What a person changes of her account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.models import User
from portal.text_rules import no_address, plain


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
