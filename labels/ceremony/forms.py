"""How the ceremony is led, as an address says it."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from labels.ceremony.choices import Envelopes, Order


class StageForm(forms.Form):
    """An answer that makes no sense is that of nobody who uses the form: the usual choice stands in its place."""

    ordre = forms.ChoiceField(label=_("Ordre"), choices=Order.choices, widget=forms.RadioSelect)
    enveloppes = forms.ChoiceField(label=_("Enveloppes"), choices=Envelopes.choices, widget=forms.RadioSelect)


USUAL = {"ordre": Order.LEVEL, "enveloppes": Envelopes.EACH}


def asked(parameters: QueryDict) -> tuple[Order, Envelopes]:
    form = StageForm(parameters)
    form.is_valid()
    chosen = {**USUAL, **form.cleaned_data}
    return Order(chosen["ordre"]), Envelopes(chosen["enveloppes"])
