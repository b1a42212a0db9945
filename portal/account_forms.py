"""The forms of accounts, in the words and the look of the portal."""

from typing import Any

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class PlainForm:
    """Of a form of allauth, without placeholders, which repeat the labels, and without hints: the page says what is
    asked of a password and links to « mot de passe oublié » itself; what is wrong stands beside the field.
    """

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class LoginForm(PlainForm, forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Adresse électronique")


class ResetPasswordForm(PlainForm, forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Adresse électronique")


class ResetPasswordKeyForm(PlainForm, forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(PlainForm, forms.ChangePasswordForm):
    pass
