"""How allauth behaves here: accounts are made by the association, never by a sign-up form."""

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter, get_adapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        return False


def client_ip(request: "HttpRequest") -> str:
    """The address that limits are counted for, behind the proxies of ``TRUSTED_PROXIES``."""
    return str(get_adapter(request).get_client_ip(request))
