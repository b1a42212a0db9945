"""What every form that anyone may send has: a trap for robots, and limits."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import is_ratelimited

HONEYPOT = "site_web"


def honeypot() -> forms.CharField:
    """The field that no one sees: a person never fills it."""
    return forms.CharField(
        required=False,
        label=_("Ne rien écrire ici"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )


def is_too_much(request: HttpRequest, group: str, rate: str, sender: str = "") -> bool:
    """Count one more from the place of the request, or from an address given as sender, and say whether it is one too
    many.
    """
    key = (lambda _group, _request: sender.lower()) if sender else "ip"
    return bool(is_ratelimited(request, group=group, key=key, rate=rate, increment=True))
