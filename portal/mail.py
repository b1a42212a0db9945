"""Mail leaves by a task: a slow mail server never keeps a person waiting, and a lost one loses no form."""

from collections.abc import Sequence
from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused
from typing import TypedDict

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from portal.bounces import is_dead, record, way_back
from portal.typography import french


class Attachment(TypedDict):
    """A file of text, which a task can be given."""

    filename: str
    content: str
    mimetype: str


@task()
def send_mail_task(
    subject: str,
    text: str,
    html: str,
    to: list[str],
    reply_to: list[str],
    *,
    headers: dict[str, str] | None = None,
    attachments: list[Attachment] | None = None,
) -> None:
    """Send one message in text and HTML, with its files."""
    headers = {**(headers or {}), "From": settings.DEFAULT_FROM_EMAIL}
    message = EmailMultiAlternatives(subject, text, way_back(to[0]), to, reply_to=reply_to, headers=headers)
    message.attach_alternative(html, "text/html")
    for attachment in attachments or ():
        message.attach(**attachment)
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        _record_refused(error)


def _record_refused(error: SMTPRecipientsRefused) -> None:
    """That nobody has the address any more is known at once; whatever else is refused is an error of the task."""
    said = {
        parseaddr(address)[1]: reason.decode("utf-8", "replace") for address, (_, reason) in error.recipients.items()
    }
    if not all(map(is_dead, said.values())):
        raise error
    for address, reason in said.items():
        record(address, reason)


def send_mail(
    template: str,
    to: list[str],
    context: dict[str, object],
    language: str = "fr",
    *,
    reply_to: str = "",
    headers: dict[str, str] | None = None,
    attachments: Sequence[Attachment] = (),
) -> None:
    """Queue a message from ``<template>_subject.txt``, ``<template>.txt`` and ``<template>.html``, translated."""
    subject, text, html = written(template, context, language)
    send_mail_task.enqueue(
        subject=subject,
        text=text,
        html=html,
        to=to,
        reply_to=[reply_to] if reply_to else [],
        headers=headers or {},
        attachments=list(attachments),
    )


def written(template: str, context: dict[str, object], language: str) -> tuple[str, str, str]:
    """The subject, the text and the HTML of a message."""
    with translation.override(language):
        whole = {
            **context,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "public_url": settings.PUBLIC_URL,
            "language": language,
        }
        subject = " ".join(render_to_string(f"{template}_subject.txt", whole).split())
        text: str = render_to_string(f"{template}.txt", whole)
        html: str = render_to_string(f"{template}.html", {**whole, "heading": subject})
    if language == "fr":
        # Escaping wrote apostrophes as entities; in text, outside attributes, typography wants them.
        return french(subject), french(text), french(html.replace("&#x27;", "'"))
    return subject, text, html
