"""Every mail: text and HTML that say the same, in the language of who reads it, in the look of the portal."""

import datetime
import email
import email.policy
import json
import re

import html5lib
import pytest
from django.core import mail

from initiatives.enums import Medium
from portal.mail import Attachment, send_mail, send_mail_task

pytestmark = pytest.mark.django_db
LINK = "https://www.example.org/lien/"
NEWS = {"items": [], "total": 22, "others": 2, "is_cut": False}

HOUR = {
    "of": "Mauron (Morbihan)", "who": "Arvieu (Aveyron)", "subject": "Le bus & la poste", "text": "Qui <paie> ?",
    "starts_at": datetime.datetime(2027, 7, 15, 12, tzinfo=datetime.UTC), "medium": Medium.VIDEO.label,
    "access": "https://visio.example/", "reason": "Souffrante.", "is_empty": True, "link": LINK,
}  # fmt: skip


MAILS = {
    **{f"mail/hour_{what}": HOUR for what in ("taken", "place", "given_back", "left", "changed", "cancelled")},
    "mail/contact": {"answers": [("Votre nom", "Anne & Yann <script>")], "page_title": "Nous écrire"},
    "mail/contact_copy": {"answers": [("Votre message", "Bonjour :\nça va ?")]},
    "mail/password_reset": {"link": LINK, "user": None},
    "mail/alert_confirm": {"link": LINK, "words": "« bus & car »", "frequency": "Chaque matin", "days": 3},
    "mail/alert_known": {"link": LINK, "words": "« bus »", "frequency": "Chaque matin"},
    "mail/alert": {"words": "« bus »", "search": LINK, "manage": LINK, "stop": LINK, "news": NEWS, "link": LINK},
}


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def send(template, context, **options):
        with django_capture_on_commit_callbacks(execute=True):
            send_mail(template, ["anne@mairie.example"], context, **options)
        return mail.outbox[-1]

    return send


@pytest.mark.parametrize("template", MAILS)
@pytest.mark.parametrize("language", ["fr", "en", "br"])
def test_a_mail_is_text_and_html_in_one_language(sent, template, language):
    message = sent(template, MAILS[template], language=language)
    html = message.alternatives[0].content

    assert message.subject
    assert "\n" not in message.subject
    assert f'<html lang="{language}">' in html
    assert "{{" not in message.body + html
    assert "{%" not in message.body + html
    html5lib.HTMLParser(strict=True).parse(html)
    if "link" in MAILS[template]:
        assert LINK in message.body
        assert f'href="{LINK}"' in html


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "jeudi 15 juillet 2027 à 14 h 00"), ("en", "Thursday 15 July 2027 at 14:00"), ("br", "Yaou")],
)
def test_an_hour_is_told_in_the_time_of_paris(sent, language, words):
    message = sent("mail/hour_place", HOUR, language=language)

    for text in (message.body, message.alternatives[0].content):
        assert words in text.replace("\xa0", " ")


def test_what_a_person_wrote_is_text_in_a_mail(sent):
    message = sent("mail/contact", MAILS["mail/contact"])

    assert "<script>" not in message.alternatives[0].content
    assert "Anne & Yann <script>" in message.body


def test_typography_leaves_the_style_of_a_mail_alone(sent):
    html = sent("mail/contact_copy", MAILS["mail/contact_copy"]).alternatives[0].content
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]

    assert "\u00a0" not in style
    assert "Bonjour\u00a0:" in html


def test_apostrophes_are_those_of_french_in_both_parts(sent):
    message = sent("mail/contact_copy", {"answers": [("Où", "Côtes-d'Armor")]})

    assert "Côtes-d’Armor" in message.body
    assert "Côtes-d’Armor" in message.alternatives[0].content


def test_a_mail_asks_nothing_of_another_site(sent):
    html = sent("mail/contact_copy", MAILS["mail/contact_copy"]).alternatives[0].content

    assert not re.search(r"<(img|link|script|iframe)|url\(", html)


def test_a_file_goes_with_a_mail_through_the_queue(sent, monkeypatch):
    queued = {}
    enqueue = type(send_mail_task).enqueue
    monkeypatch.setattr(
        type(send_mail_task), "enqueue", lambda self, **given: enqueue(self, **(queued.update(given) or given))
    )
    file: Attachment = {"filename": "agenda.ics", "content": "SUMMARY:Été\r\nEND\r\n", "mimetype": "text/calendar"}
    message = sent("mail/contact_copy", {"answers": []}, attachments=[file])
    assert json.loads(json.dumps(queued)) == queued

    received = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    [attached] = received.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("agenda.ics", "text/calendar")
    assert attached.get_content().splitlines() == ["SUMMARY:Été", "END"]
    assert message.alternatives[0].content.startswith("<!DOCTYPE html>")
