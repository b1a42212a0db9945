"""What is asked before a palmarès is settled, or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from labels.campaigns.acting_forms import ReasonForm
from labels.models import Campaign


class SettleForm(forms.Form):
    """The year, typed: nobody settles a palmarès by a slip of the hand."""

    year = forms.CharField(
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6}),
        error_messages={"required": gettext_lazy("Recopiez le millésime pour confirmer.")},
    )

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["year"].label = _("Recopiez le millésime, %(year)s, pour confirmer") % {"year": campaign}

    def clean_year(self) -> str:
        typed = str(self.cleaned_data["year"]).strip()
        if typed != str(self.campaign):
            raise forms.ValidationError(_("Ce n’est pas le millésime : écrivez %(year)s.") % {"year": self.campaign})
        return typed


class TakeBackForm(ReasonForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Il reste au procès-verbal et au journal de la campagne.")
