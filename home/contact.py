"""The contact form: what it refuses, what it sends."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

from portal.mail import send_mail
from portal.models import PortalSettings
from portal.public_forms import HONEYPOT, HoneypotMixin, is_too_much

if TYPE_CHECKING:
    from home.models import ContactPage

RATES = {"ip": "5/h", "sender": "3/h"}
"""How many messages come from one place, and how many copies go to one address: the form must not serve to flood it."""
TEXT_LIMIT = 5_000
RECEIPT = "home.contact.receipt"
RECEIPT_SECONDS = 600


class ContactForm(HoneypotMixin, BaseForm):
    """Errors stand beside their field, are announced, and nothing typed is lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.request: HttpRequest | None = kwargs.pop("request", None)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs |= {"maxlength": TEXT_LIMIT, "rows": 8}
                field.validators.append(
                    MaxLengthValidator(TEXT_LIMIT, _("Ce texte est trop long : 5 000 caractères au plus."))
                )
            elif isinstance(field, forms.EmailField):
                field.widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.request and not self.errors and self._too_many(self.request):
            raise forms.ValidationError(
                _("Vous avez déjà envoyé plusieurs messages. Réessayez dans une heure ; votre texte est gardé ici.")
            )
        return cleaned

    def _too_many(self, request: HttpRequest) -> bool:
        too_many = is_too_much(request, "contact", RATES["ip"])
        if self.sender:
            too_many |= is_too_much(request, "contact-copy", RATES["sender"], self.sender)
        return too_many

    @property
    def sender(self) -> str:
        """The address in the first e-mail field."""
        names = [name for name, field in self.fields.items() if isinstance(field, forms.EmailField)]
        return str(self.cleaned_data.get(names[0], "")) if names else ""

    def answers(self) -> list[tuple[str, str]]:
        """Label and answer of each field; several choices are put on one line."""
        fields = ((field.label, self.cleaned_data.get(name)) for name, field in self.fields.items() if name != HONEYPOT)
        return [(str(label), _as_text(answer)) for label, answer in fields]


def _as_text(answer: Any) -> str:
    if isinstance(answer, bool):
        return gettext("oui") if answer else gettext("non")
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer or "")


class ContactFormBuilder(FormBuilder):
    def get_form_class(self) -> type[ContactForm]:
        return type("ContactForm", (ContactForm,), self.formfields)


def send_messages(page: "ContactPage", form: ContactForm, request: HttpRequest) -> None:
    """One message to the association, which can answer the sender directly, and a copy to the sender."""
    context = {"answers": form.answers(), "page_title": page.title}
    association = PortalSettings.for_request(request).contact_email
    if association:
        send_mail("mail/contact", [association], context, reply_to=form.sender)
    if form.sender:
        send_mail("mail/contact_copy", [form.sender], context, language=get_language() or "fr")


def receipt() -> str:
    """What the address of the thanks carries, signed and dated: only a message leads there, and without a cookie."""
    return signing.TimestampSigner(salt=RECEIPT).sign("1")


def is_receipt(text: str) -> bool:
    """Whether a message was sent with this receipt in the last ten minutes."""
    try:
        signing.TimestampSigner(salt=RECEIPT).unsign(text, max_age=RECEIPT_SECONDS)
    except signing.BadSignature:
        return False
    return True
