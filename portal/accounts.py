"""How allauth behaves here: accounts are made by the association, never by a sign-up form."""

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        return False
