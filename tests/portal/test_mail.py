"""Every mail: text and HTML that say the same, in the language of who reads it, in the look of the portal."""

import email
import email.policy
import json
import re
from types import SimpleNamespace

import html5lib
import pytest
from django.core import mail

from portal.mail import Attachment, send_mail, send_mail_task
from tests.mails import HOUR, LANGUAGES, LINK, SAMPLES, names

pytestmark = pytest.mark.django_db
EACH_MAIL = pytest.mark.parametrize(("name", "context"), SAMPLES, ids=[name for name, _context in SAMPLES])
CONTACT, CONTACT_COPY = dict(SAMPLES)["contact"], dict(SAMPLES)["contact_copy"]


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    def send(name, context, **options):
        with django_capture_on_commit_callbacks(execute=True):
            send_mail(f"mail/{name}", ["anne@mairie.example"], context, **options)
        return mail.outbox[-1]

    return send


def test_every_mail_is_looked_at():
    assert {name for name, _context in SAMPLES} == names()


@EACH_MAIL
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_text_and_html_in_one_language(sent, name, context, language):
    message = sent(name, context, language=language)
    html = message.alternatives[0].content

    assert message.subject
    assert "\n" not in message.subject
    assert f'<html lang="{language}">' in html
    assert not re.search(r"\{\{|\{%|&lt;/?(p|br|a)\b|&amp;amp;", message.body + html)
    html5lib.HTMLParser(strict=True).parse(html)
    if context.get("link"):
        assert LINK in message.body
        assert f'href="{LINK}' in html


@EACH_MAIL
def test_a_mail_has_no_word_of_another_language(sent, name, context):
    """What a mail says is in the catalogue: French and English share no sentence."""
    french, english = (sent(name, context, language=language) for language in ("fr", "en"))

    assert french.subject != english.subject
    assert not sentences(french.body, context) & sentences(english.body, context)


def sentences(text, context):
    """The lines of a mail of three words or more that nobody gave it."""
    given = flat(context)
    lines = {line.strip() for line in text.splitlines()}
    return {line for line in lines if len(line.split()) > 2 and not any(one in line or line in one for one in given)}


def flat(value):
    """Every text that a mail is given."""
    if isinstance(value, str):
        return [line for line in value.splitlines() if line]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    parts = vars(value).values() if isinstance(value, SimpleNamespace) else parts
    return [text for part in parts for text in flat(part)]


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "jeudi 15 juillet 2027 à 14 h 00"), ("en", "Thursday 15 July 2027 at 14:00"), ("br", "Yaou")],
)
def test_an_hour_is_told_in_the_time_of_paris(sent, language, words):
    message = sent("hour_place", HOUR, language=language)

    for text in (message.body, message.alternatives[0].content):
        assert words in text.replace("\xa0", " ")


def test_what_a_person_wrote_is_text_in_a_mail(sent):
    message = sent("contact", CONTACT)

    assert "<script>" not in message.alternatives[0].content
    assert "Anne & Yann <script>" in message.body


def test_typography_leaves_the_style_of_a_mail_alone(sent):
    html = sent("contact_copy", CONTACT_COPY).alternatives[0].content
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]

    assert "\u00a0" not in style
    assert "Bonjour\u00a0:" in html


def test_apostrophes_are_those_of_french_in_both_parts(sent):
    message = sent("contact_copy", {"answers": [("Où", "Côtes-d'Armor")]})

    assert "Côtes-d’Armor" in message.body
    assert "Côtes-d’Armor" in message.alternatives[0].content


def test_a_mail_asks_nothing_of_another_site(sent):
    html = sent("contact_copy", CONTACT_COPY).alternatives[0].content

    assert not re.search(r"<(img|link|script|iframe)|url\(", html)


def test_a_file_goes_with_a_mail_through_the_queue(sent, monkeypatch):
    queued = {}
    enqueue = type(send_mail_task).enqueue
    monkeypatch.setattr(
        type(send_mail_task), "enqueue", lambda self, **given: enqueue(self, **(queued.update(given) or given))
    )
    file: Attachment = {"filename": "agenda.ics", "content": "SUMMARY:Été\r\nEND\r\n", "mimetype": "text/calendar"}
    message = sent("contact_copy", {"answers": []}, attachments=[file])
    assert json.loads(json.dumps(queued)) == queued

    received = email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)
    [attached] = received.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("agenda.ics", "text/calendar")
    assert attached.get_content().splitlines() == ["SUMMARY:Été", "END"]
    assert message.alternatives[0].content.startswith("<!DOCTYPE html>")
