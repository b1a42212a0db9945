"""How allauth behaves here: accounts are made by the association, never by a sign-up form."""

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.dispatch import Signal
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.addresses import whole_address_of
from portal.mail import send_mail

if TYPE_CHECKING:
    from django.http import HttpRequest

    from portal.models import User

address_changed = Signal()
"""Sent with the addresses ``before`` and ``after`` of an account, in the transaction that changes it: what is kept by
address follows.
"""
MAILS = {"account/email/password_reset_key": "mail/password_reset"}
"""allauth's name of a message, and our template."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        # In the words of the labels of the form.
        "email_password_mismatch": _("L’adresse électronique ou le mot de passe sont incorrects."),
    }

    def is_open_for_signup(self, request: "HttpRequest") -> bool:
        return False

    def get_login_redirect_url(self, request: "HttpRequest") -> str:
        """« Mon espace » knows where each belongs."""
        return reverse("space")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the queue, like every mail: the answer takes as long whether the address is known or not."""
        words = {"link": context.get("password_reset_url", ""), "user": context.get("user")}
        send_mail(MAILS[template_prefix], [email], words)


def one_time_link(user: "User") -> str:
    """Where a person chooses a password: it works once, for as long as ``PASSWORD_RESET_TIMEOUT`` says."""
    key = default_token_generator.make_token(user)
    return whole_address_of("account_reset_password_from_key", user_pk_to_url_str(user), key)


def sign_in_link() -> str:
    return whole_address_of("account_login")


def client_ip(request: "HttpRequest") -> str:
    """The address that limits are counted for, behind the proxies of ``TRUSTED_PROXIES``."""
    return str(get_adapter(request).get_client_ip(request))
