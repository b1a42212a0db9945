"""The contact form: stored, mailed, copied; what it refuses, and what it never loses."""

import re

import pytest
from django.core import mail
from wagtail.contrib.forms.models import FormSubmission

from home.contact import receipt
from home.models import ContactFormField, ContactPage
from portal.models import PortalSettings

pytestmark = pytest.mark.django_db
ADDRESS = "/contact/"


@pytest.fixture
def fields():
    """The name of each field of the French form, by what it asks."""
    page = ContactPage.objects.get(locale__language_code="fr")
    return dict(zip(("name", "email", "text"), [field.clean_name for field in page.form_fields.all()], strict=True))


@pytest.fixture
def association_address(home):
    settings = PortalSettings.for_site(home.get_site())
    settings.contact_email = "contact@villes-internet.example"
    settings.save()


@pytest.fixture
def send(client, fields, association_address, django_capture_on_commit_callbacks):
    """Sends the form; the tasks run as they do once the message is committed."""

    def sender(path=ADDRESS, **changes):
        asked = {"name": "Anne Le Goff", "email": "anne@mairie.example", "text": "Bonjour, comment s'inscrire ?"}
        hidden = {name: changes.pop(name) for name in list(changes) if name not in asked}
        data = {fields[name]: value for name, value in {**asked, **changes}.items()}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(path, {**data, **hidden})

    return sender


def stored():
    return [submission.get_data() for submission in FormSubmission.objects.order_by("pk")]


def test_a_message_is_stored_and_the_reader_thanked(client, send, fields):
    response = send()

    assert response.headers["Location"].startswith("/contact/?envoye=1:")
    assert not client.cookies
    assert stored()[0][fields["text"]] == "Bonjour, comment s'inscrire ?"
    thanks = client.get(response.headers["Location"]).text
    assert "Votre message est envoyé" in thanks
    assert "Une copie vous a été adressée." in thanks


@pytest.mark.parametrize("text", ["1", "", "1:1tXy:abc", "\x00", "é:é:é", "oui"])
def test_nobody_is_thanked_for_a_message_that_was_not_sent(client, text):
    response = client.get(ADDRESS, {"envoye": text})

    assert response.status_code == 200
    assert "Votre message est envoyé" not in response.text
    assert "<textarea" in response.text


def test_thanks_are_not_said_again_later(client, monkeypatch):
    address = f"{ADDRESS}?envoye={receipt()}"
    assert "Votre message est envoyé" in client.get(address).text

    monkeypatch.setattr("home.contact.RECEIPT_SECONDS", -1)

    assert "Votre message est envoyé" not in client.get(address).text


def test_the_association_answers_the_sender_directly(send):
    send()
    message = next(m for m in mail.outbox if m.to == ["contact@villes-internet.example"])

    assert message.reply_to == ["anne@mairie.example"]
    assert message.subject == "Message reçu par «\xa0Nous écrire\xa0»"
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "Bonjour, comment s" in text
        assert "Anne Le Goff" in text


def test_the_sender_gets_a_copy(send):
    send()
    copy = next(m for m in mail.outbox if m.to == ["anne@mairie.example"])

    assert copy.subject == "Copie de votre message à Villes Internet"
    assert "comment s’inscrire" in copy.body
    assert copy.reply_to == []


def test_without_an_address_of_the_association_the_message_is_stored_all_the_same(send, home):
    PortalSettings.objects.update(contact_email="")
    send()

    assert len(stored()) == 1
    assert [message.to for message in mail.outbox] == [["anne@mairie.example"]]


def test_a_robot_that_fills_everything_is_thanked_and_ignored(send):
    response = send(site_web="https://pilules.example")

    assert response.headers["Location"].startswith("/contact/?envoye=1:")
    assert stored() == []
    assert mail.outbox == []


def test_the_trap_is_out_of_the_way_of_people(client):
    text = client.get(ADDRESS).text
    box = re.search(r'<div class="field vh"[^>]*>', text)[0]
    field = re.search(r'<input[^>]+name="site_web"[^>]*>', text)[0]

    assert 'aria-hidden="true"' in box
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field


def test_what_is_missing_is_said_beside_the_field_and_the_rest_is_kept(send, fields):
    response = send(name="", email="anne@")
    text = response.text

    assert response.status_code == 422
    assert text.count('class="error"') == 2
    assert 'aria-invalid="true"' in text
    assert f'aria-describedby="id_{fields["email"]}_error"' in text
    assert f'id="id_{fields["email"]}_error"' in text
    assert "Bonjour, comment s" in text
    assert 'value="anne@"' in text
    assert f'href="#id_{fields["name"]}"' in text
    assert stored() == []


def test_too_long_a_text_is_refused_and_given_back_whole(send):
    long_text = "Bonjour. " * 12_000
    response = send(text=long_text)

    assert response.status_code == 422
    assert "Ce texte est trop long" in response.text
    assert long_text.strip() in response.text
    assert stored() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "anne@mairie.example\nBcc: tout@le.monde"),
        ("email", "anne@mairie.example\r\nSubject: autre"),
        ("email", "anne@mairie.example, autre@mairie.example"),
        ("email", "x" * 400 + "@mairie.example"),
        ("name", "Anne\x00Le Goff"),
        ("name", "A" * 300),
        ("text", "Bonjour\x00"),
        ("text", "   "),
    ],
)
def test_what_no_message_holds_is_refused(send, field, value):
    assert send(**{field: value}).status_code == 422
    assert stored() == []
    assert mail.outbox == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\u202egnol", "{{ 7 * 7 }}", "日本語 😀", "&amp; <b>"])
def test_a_message_is_text_whatever_it_looks_like(send, fields, text):
    send(text=text)

    assert stored()[0][fields["text"]] == text
    html = mail.outbox[0].alternatives[0].content
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_name_on_several_lines_stays_out_of_the_headers(send):
    send(name="Anne\nBcc: tout@le.monde")

    assert {address for message in mail.outbox for address in message.recipients()} == {
        "contact@villes-internet.example",
        "anne@mairie.example",
    }


def test_many_messages_from_one_place_wait_and_lose_nothing(send):
    for number in range(5):
        assert send(email=f"anne{number}@mairie.example").status_code == 302
    response = send(email="anne6@mairie.example", text="Le sixième")

    assert response.status_code == 422
    assert "Réessayez dans une heure" in response.text
    assert "Le sixième" in response.text
    assert len(stored()) == 5


def test_copies_to_one_address_are_few_wherever_they_are_asked_from(send, client):
    for number in range(3):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert send(email="Victime@mairie.example").status_code == 302
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"

    assert send(email="victime@mairie.example").status_code == 422
    assert send(email="autre@mairie.example").status_code == 302


def test_a_refused_message_does_not_count(send):
    for _number in range(8):
        send(name="")

    assert send().status_code == 302


def test_the_form_says_how_long_a_message_is_kept(client, settings):
    settings.PORTAL_CONTACT_MONTHS = 6
    text = client.get(ADDRESS).text

    assert "Nous le gardons 6\xa0mois, puis nous l’effaçons." in text
    assert 'href="/confidentialite/"' in text.split("<form", 2)[-1].split("</form")[0]


def test_the_form_asks_nothing_of_a_cache(client):
    assert "no-store" in client.get(ADDRESS).headers["Cache-Control"]


@pytest.mark.parametrize(("path", "label"), [("/en/contact/", "Your name"), ("/br/contact/", "Hoc’h anv")])
def test_each_language_has_its_form(client, path, label):
    assert label in client.get(path).text


def test_the_copy_is_in_the_language_of_the_form(client, association_address, django_capture_on_commit_callbacks):
    page = ContactPage.objects.get(locale__language_code="en")
    names = [field.clean_name for field in page.form_fields.all()]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/contact/", dict(zip(names, ("Ann", "ann@example.org", "Hello"), strict=True)))

    languages = {m.to[0]: re.search(r'<html lang="(\w+)"', m.alternatives[0].content)[1] for m in mail.outbox}
    assert languages == {"contact@villes-internet.example": "fr", "ann@example.org": "en"}


def test_an_editor_adds_fields_of_every_kind(client, association_address, django_capture_on_commit_callbacks):
    page = ContactPage.objects.get(locale__language_code="fr")
    for label, kind, choices in (
        ("Objet", "radio", "Le label\nUne fiche"),
        ("Thèmes", "checkboxes", "Accès\nÉcole"),
        ("Rappelez-moi", "checkbox", ""),
        ("Commune", "dropdown", "Le Mené\nÉlven"),
    ):
        page.form_fields.add(ContactFormField(label=label, field_type=kind, choices=choices, required=False))
    page.save_revision().publish()
    text = client.get(ADDRESS).text
    names = dict(ContactFormField.objects.filter(page=page).values_list("label", "clean_name"))
    assert "<legend>Objet</legend>" in text
    assert 'for=""' not in text

    answers = {"Votre nom": "Anne", "Votre adresse électronique": "anne@mairie.example", "Votre message": "Bonjour"}
    answers |= {"Objet": "Le label", "Thèmes": ["Accès", "École"], "Rappelez-moi": "on", "Commune": "Élven"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADDRESS, {names[label]: answer for label, answer in answers.items()})
    assert response.status_code == 302
    assert "Accès, École" in mail.outbox[0].body
    assert "Rappelez-moi\noui" in mail.outbox[0].body


def test_a_form_without_an_address_promises_no_copy(client):
    page = ContactPage.objects.get(locale__language_code="fr")
    page.form_fields = [field for field in page.form_fields.all() if field.field_type != "email"]
    page.save_revision().publish()

    assert "Une copie" not in client.get(f"{ADDRESS}?envoye={receipt()}").text
