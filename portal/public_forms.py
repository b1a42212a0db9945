"""What every form that anyone may send has: a trap for robots, and limits."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import is_ratelimited

HONEYPOT = "site_web"


class HoneypotMixin(forms.BaseForm):
    """A form with a field that no one sees, after its own: a person never fills it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[HONEYPOT] = forms.CharField(
            required=False,
            label=_("Ne rien écrire ici"),
            widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        )

    @property
    def is_spam(self) -> bool:
        return bool(self.cleaned_data.get(HONEYPOT))


def is_too_much(request: HttpRequest, group: str, rate: str, sender: str = "") -> bool:
    """Count one more from the place of the request, or from an address given as sender, and say whether it is one too
    many.
    """
    key = (lambda _group, _request: sender.lower()) if sender else "ip"
    return bool(is_ratelimited(request, group=group, key=key, rate=rate, increment=True))
