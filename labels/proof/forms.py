"""Typing the code of a label."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from labels.proof import codes

LONGEST = 40


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code du label"),
        help_text=_("Dix lettres et chiffres, sous le QR code du panneau ou de l’attestation : 7K4XH-W2J8F."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "code"}
        ),
    )

    def clean_code(self) -> str:
        code = codes.read(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Ce n’est pas un code de label : il a dix lettres et chiffres, comme 7K4XH-W2J8F."))
        return code
