"""A commune asks another about its sheet; both may make it public."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.models import Message, Question
from initiatives.questions.reading import without_contacts
from tests.factories import MembershipFactory, UserFactory
from tests.initiatives.conftest import Neighbour

pytestmark = pytest.mark.django_db
QUESTION = "Qui affiche les arrêtés quand la boulangerie ferme ?"


SIGNED = "Oui.\n\nYann\n05 65 00 00 00, +33 6 12 34 56 78\nyann@mauron.example"


def address(of: Neighbour) -> str:
    return f"/demander-conseil/{of.sheet.pk}/"


def of_asked(question: Question, town: Neighbour, more: str = "") -> str:
    return f"{town.space}messages/{question.pk}/{more}"


@pytest.fixture
def asked(arvieu: Neighbour, mauron: Neighbour, post: Any) -> Question:
    post(arvieu.user, address(mauron), text=QUESTION, collectivity=arvieu.collectivity.pk)
    question: Question = Question.objects.get()
    return question


def test_a_question_reaches_the_team_without_an_address(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any
) -> None:
    [message] = mail.outbox
    assert message.to == [mauron.user.email]
    assert (
        message.subject.replace("\xa0", " ") == "Arvieu (Côtes-d’Armor) vous demande conseil sur « Le bus de Mauron »"
    )
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "Qui affiche les arrêtés" in text
        assert of_asked(asked, mauron) in text
        assert arvieu.user.email not in text
    assert (message.reply_to, arvieu.user.email in str(message.message())) == ([], False)
    thread = client_of(mauron.user).get(of_asked(asked, mauron)).text
    assert QUESTION.replace("?", "").strip() in thread.replace("\xa0", " ")
    assert arvieu.user.email not in thread


def test_the_thread_goes_on_in_both_spaces(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
) -> None:
    home = client_of(mauron.user).get(mauron.space).text
    assert "Répondre à Arvieu" in home
    assert "1<span" in home
    assert "Répondre à" not in client_of(arvieu.user).get(arvieu.space).text
    assert post(mauron.user, of_asked(asked, mauron), text="Le cantonnier.").status_code == 302
    assert mail.outbox[-1].to == [arvieu.user.email]
    assert "Lire la réponse : Mauron" in client_of(arvieu.user).get(arvieu.space).text
    assert "Répondre à" not in client_of(mauron.user).get(mauron.space).text
    listed = client_of(arvieu.user).get(f"{arvieu.space}messages/").text
    assert "À répondre" in listed
    assert [one.side for one in asked.messages.all()] == ["asking", "asked"]


def test_pressed_twice_it_is_one_message(asked: Question, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    post(arvieu.user, address(mauron), text=QUESTION, collectivity=arvieu.collectivity.pk)
    for _ in range(2):
        post(mauron.user, of_asked(asked, mauron), text="Le cantonnier.")
    assert (Question.objects.count(), Message.objects.count(), len(mail.outbox)) == (1, 2, 2)


def test_it_is_public_when_both_agree_and_no_person_is_named(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any, client: Any, post: Any
) -> None:
    post(mauron.user, of_asked(asked, mauron), text="Le cantonnier.")

    def is_public() -> bool:
        return "Le cantonnier." in client.get(mauron.sheet.url).text

    assert not is_public()
    post(arvieu.user, of_asked(asked, arvieu, "public/"), public="oui")
    assert not is_public()
    assert "est d’accord pour que" in client_of(mauron.user).get(of_asked(asked, mauron)).text
    post(mauron.user, of_asked(asked, mauron, "public/"), public="oui")
    assert is_public()
    page = client.get(mauron.sheet.url).text
    assert str(arvieu.user) not in page
    assert str(mauron.user) not in page
    # What is added is public too; who changes his mind takes all away.
    post(arvieu.user, of_asked(asked, arvieu), text="Merci à lui.")
    assert "Merci à lui." in client.get(mauron.sheet.url).text
    post(arvieu.user, of_asked(asked, arvieu, "public/"), public="non")
    assert not is_public()


def test_a_signature_is_not_published(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client: Any, post: Any
) -> None:
    post(
        mauron.user,
        of_asked(asked, mauron),
        text="Oui.\n\nYann\n05 65 00 00 00, +33 6 12 34 56 78\nyann@mauron.example",
    )
    for town in (arvieu, mauron):
        post(town.user, of_asked(asked, town, "public/"), public="oui")
    page = client.get(mauron.sheet.url).text
    assert "[adresse retirée]" in page
    for private in ("05 65", "6 12 34", "yann@mauron.example"):
        assert private not in page


@pytest.mark.parametrize(
    "number",
    ["05 65 00 00 00", "0565000000", "05\xa065\xa000\xa000\xa000", "+33 (0)6 12 34 56 78", "0033612345678",
     "06/12/34/56/78", "06  12 34 56 78", "+262 6 92 12 34 56", "06.12.34.56.78"],
)  # fmt: skip
def test_a_number_is_known_however_it_is_written(number: str) -> None:
    assert without_contacts(f"Au {number}.") == "Au [numéro retiré]."


def test_other_figures_stay() -> None:
    text = "En 2026, 12 000 € ; 22046 ; du 01/02/2026 au 05/06/2026."
    assert without_contacts(text) == text


def test_the_other_is_told_of_an_agreement_once(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    mail.outbox.clear()
    for _ in range(2):
        post(arvieu.user, of_asked(asked, arvieu, "public/"), public="oui")
    [message] = mail.outbox
    assert message.to == [mauron.user.email]
    assert "dites-le ici" in message.body
    assert of_asked(asked, mauron) in message.body
    post(mauron.user, of_asked(asked, mauron, "public/"), public="oui")
    assert mail.outbox[-1].to == [arvieu.user.email]
    assert "il est public" in mail.outbox[-1].body


def test_there_may_be_nothing_to_answer(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
) -> None:
    post(arvieu.user, of_asked(asked, arvieu), rien="1")
    assert "Répondre à Arvieu" in client_of(mauron.user).get(mauron.space).text
    post(mauron.user, of_asked(asked, mauron), rien="1")
    for town in (arvieu, mauron):
        assert "Répondre à" not in client_of(town.user).get(town.space).text
    assert Message.objects.count() == 1


def test_an_account_without_a_name_shows_no_address(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any
) -> None:
    type(arvieu.user).objects.filter(pk=arvieu.user.pk).update(first_name="", last_name="")
    assert arvieu.user.email not in client_of(mauron.user).get(of_asked(asked, mauron)).text


@pytest.mark.parametrize("more", ["", "public/"])
def test_a_third_commune_reads_and_writes_nothing(
    more: str, asked: Question, other_member: Any, client_of: Any, post: Any
) -> None:
    before = list(Message.objects.values()), list(Question.objects.values())
    own = f"/espace/communes/56083/messages/{asked.pk}/{more}"
    assert client_of(other_member).get(own).status_code in {404, 405}
    assert post(other_member, own, text="Écrit", public="oui").status_code == 404
    assert (list(Message.objects.values()), list(Question.objects.values())) == before


def test_nobody_asks_for_a_commune_that_is_not_his(
    arvieu: Neighbour, mauron: Neighbour, other_member: Any, post: Any
) -> None:
    answer = post(other_member, address(mauron), text=QUESTION, collectivity=arvieu.collectivity.pk)
    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_who_may_not_ask_is_told_why(mauron: Neighbour, client: Any, client_of: Any, post: Any) -> None:
    assert client.get(address(mauron)).headers["Location"].startswith("/connexion/")
    assert "Rejoignez l’équipe de la vôtre" in client_of(UserFactory()).get(address(mauron)).text
    assert "celle de votre commune" in client_of(mauron.user).get(address(mauron)).text
    for user in (UserFactory(), mauron.user):
        assert post(user, address(mauron), text=QUESTION, collectivity=mauron.collectivity.pk).status_code == 200
    assert not Question.objects.exists()


def test_a_draft_and_a_private_sheet_are_asked_nothing(
    arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
) -> None:
    mauron.sheet.unpublish()
    assert client_of(arvieu.user).get(address(mauron)).status_code == 404
    assert post(arvieu.user, address(mauron), text=QUESTION).status_code == 404


@pytest.mark.parametrize("text", ["", "x" * 5_001, "<b>gras</b>", "retourné\u202e"])
def test_what_makes_no_message_is_refused_and_shown_again(
    text: str, arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    answer = post(arvieu.user, address(mauron), text=text, collectivity=arvieu.collectivity.pk)
    assert answer.status_code == 422
    assert "Ce qui est à reprendre" in answer.text
    assert text[:100].replace("<", "&lt;").replace(">", "&gt;") in answer.text


def test_headers_take_nothing_from_what_is_written(arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    mauron.sheet.title = "Le bus\r\nBcc: tous@example.org"
    mauron.sheet.save(clean=False)
    post(arvieu.user, address(mauron), text="Bcc: tous@example.org\r\n\r\nOui ?", collectivity=arvieu.collectivity.pk)
    [message] = mail.outbox
    assert message.recipients() == [mauron.user.email]
    assert "\n" not in message.subject


def test_a_person_who_writes_too_much_is_told_and_loses_nothing(
    arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    texts = [f"Question {number}" for number in range(21)]
    answers = [post(arvieu.user, address(mauron), text=one, collectivity=arvieu.collectivity.pk) for one in texts]
    assert [answer.status_code for answer in answers] == [302] * 20 + [422]
    assert "Question 20" in answers[-1].text
    assert Question.objects.count() == 20


def test_who_left_is_named_no_more_and_what_was_said_stays(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any
) -> None:
    name = str(arvieu.user)
    arvieu.user.delete()
    thread = client_of(mauron.user).get(of_asked(asked, mauron)).text
    assert "Qui affiche les arrêtés" in thread
    assert name not in thread


def test_a_silent_thread_is_erased_and_a_public_one_stays(
    asked: Question, arvieu: Neighbour, mauron: Neighbour
) -> None:
    public = Question.objects.create(
        sheet=mauron.sheet, asking=arvieu.collectivity, asked=mauron.collectivity, asking_agrees=True, asked_agrees=True
    )
    Question.objects.update(updated_at=timezone.now() - timezone.timedelta(days=700))
    call_command("purge_personal_data")
    assert Question.objects.count() == 2
    Question.objects.update(updated_at=timezone.now() - timezone.timedelta(days=800))
    call_command("purge_personal_data")
    assert list(Question.objects.all()) == [public]


def test_lists_cost_the_same_with_many(asked: Question, arvieu: Neighbour, mauron: Neighbour, client_of: Any) -> None:
    client = client_of(mauron.user)

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    paths = (f"{mauron.space}messages/", mauron.space, mauron.sheet.url)
    for path in paths:
        client.get(path)
    few = [cost(path) for path in paths]
    for number in range(15):
        one = Question.objects.create(
            sheet=mauron.sheet,
            asking=arvieu.collectivity,
            asked=mauron.collectivity,
            asking_agrees=True,
            asked_agrees=True,
        )
        Message.objects.create(question=one, side="asking", text=f"Message {number}")
    MembershipFactory(collectivity=mauron.collectivity)
    assert [cost(path) for path in paths] == few
    assert few[1] <= 15


def test_the_title_of_a_thread_says_who_writes(asked: Question, mauron: Neighbour, client_of: Any) -> None:
    page = client_of(mauron.user).get(of_asked(asked, mauron)).text
    assert re.search(r"<h2[^>]*>Avec Arvieu", page)
