"""Answers that come by mail."""

import io
import sys
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from initiatives.enums import Side
from initiatives.models import Message, Question
from initiatives.questions import posting
from initiatives.questions.receiving import receive
from portal.received_mail import RefusedError
from tests.factories import UserFactory
from tests.initiatives.conftest import Neighbour

pytestmark = pytest.mark.django_db
QUOTED = """Le cantonnier, tous les lundis.

Maryvonne

Le lun. 5 oct. 2026 à 10:12, Villes Internet <reponses@portail.example> a écrit :
> Arvieu vous demande conseil sur « Le bus de Mauron » :
>
> Qui affiche les arrêtés ?
"""


@pytest.fixture(autouse=True)
def receives_mail(settings: Any) -> None:
    settings.PORTAL_ANSWERS_ADDRESS = "reponses@portail.example"


@pytest.fixture
def asked(arvieu: Neighbour, mauron: Neighbour, django_capture_on_commit_callbacks: Any) -> Question:
    with django_capture_on_commit_callbacks(execute=True):
        return posting.ask(mauron.sheet, arvieu.collectivity, arvieu.user, "Qui affiche les arrêtés ?")


def answer(to: str, sender: str, text: str = QUOTED, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Mairie <{sender}>", to, "Re: Arvieu vous demande conseil"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return bytes(message)


def test_a_mail_is_answered(
    asked: Question, arvieu: Neighbour, mauron: Neighbour, django_capture_on_commit_callbacks: Any
) -> None:
    [sent] = mail.outbox
    assert sent.reply_to == [f"reponses+{asked.asked_token}@portail.example"]
    assert "Répondez à ce courriel" in sent.body
    with django_capture_on_commit_callbacks(execute=True):
        assert receive(answer(sent.reply_to[0], mauron.user.email.upper()))
    message = Message.objects.last()
    assert message
    assert (message.side, message.author) == ("asked", mauron.user)
    assert message.text.startswith("Le cantonnier, tous les lundis.")
    assert "Arvieu vous demande" not in message.text
    # It goes to the other side, and its answer comes back in the same way.
    assert mail.outbox[-1].to == [arvieu.user.email]
    assert mail.outbox[-1].reply_to == [f"reponses+{asked.asking_token}@portail.example"]
    assert not receive(answer(sent.reply_to[0], mauron.user.email))
    assert receive(answer(f"reponses+{asked.asking_token}@portail.example", arvieu.user.email, "Merci."))
    assert [one.side for one in asked.messages.all()] == ["asking", "asked", "asking"]


def test_what_outlook_writes_after_a_link_is_no_markup(asked: Question, mauron: Neighbour) -> None:
    signed = "Le cantonnier.\n\nLa mairie, \u200e02 97 00 00 00\nwww.mauron.example<http://www.mauron.example>"
    assert receive(answer(f"reponses+{asked.asked_token}@portail.example", mauron.user.email, signed))
    last = asked.messages.last()
    assert last
    assert "<http" not in last.text
    assert "www.mauron.example" in last.text


def test_a_thread_is_not_flooded(asked: Question, mauron: Neighbour) -> None:
    to = f"reponses+{asked.asked_token}@portail.example"
    for number in range(19):
        receive(answer(to, mauron.user.email, f"Réponse {number}."))
    with pytest.raises(RefusedError, match="too many"):
        receive(answer(to, mauron.user.email, "Encore."))


def test_a_mail_of_many_takes_no_answer(asked: Question, arvieu: Neighbour, mauron: Neighbour) -> None:
    mauron.user.rhythm = "daily"
    mauron.user.save()
    posting.answer(asked, Side.ASKING, arvieu.user, "Et le dimanche ?")
    assert "Répondez à ce courriel" not in mauron.user.notices.get().text


def test_a_forwarded_mail_opens_nothing(asked: Question, arvieu: Neighbour, other_member: Any) -> None:
    to = f"reponses+{asked.asked_token}@portail.example"
    for sender in (arvieu.user.email, other_member.email, "inconnue@example.org", ""):
        with pytest.raises(RefusedError, match="not from a member"):
            receive(answer(to, sender))
    assert Message.objects.count() == 1


def test_a_closed_account_writes_nothing(asked: Question, mauron: Neighbour) -> None:
    mauron.user.is_active = False
    mauron.user.save()
    with pytest.raises(RefusedError):
        receive(answer(f"reponses+{asked.asked_token}@portail.example", mauron.user.email))


@pytest.mark.parametrize(
    ("to", "text", "headers", "reason"),
    [
        ("reponses@portail.example", QUOTED, {}, "no thread"),
        (f"reponses+{'x' * 43}@portail.example", QUOTED, {}, "no thread"),
        ("", "\n", {}, "empty"),
        ("", "x" * 5_001, {}, "too long"),
        ("", "Un <b>mot</b>", {}, "texte seul"),
        ("", QUOTED, {"Auto_Submitted": "auto-replied; owner=mairie"}, "automatic"),
        ("", QUOTED, {"Precedence": "bulk"}, "automatic"),
    ],
)
def test_what_is_no_answer_is_refused(
    to: str, text: str, headers: dict[str, str], reason: str, asked: Question, mauron: Neighbour
) -> None:
    to = to or f"reponses+{asked.asked_token}@portail.example"
    with pytest.raises(RefusedError, match=reason):
        receive(answer(to, mauron.user.email, text, **headers))
    assert Message.objects.count() == 1


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"To: \r\n\r\n" + b"x" * 10])
def test_what_is_no_mail_is_refused(raw: bytes, asked: Question) -> None:
    with pytest.raises(RefusedError):
        receive(raw)


def test_the_command_tells_the_mail_server(asked: Question, mauron: Neighbour, monkeypatch: Any) -> None:
    def piped(raw: bytes) -> str:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        out = io.StringIO()
        call_command("receive_answer", stdout=out)
        return out.getvalue().strip()

    raw = answer(f"reponses+{asked.asked_token}@portail.example", mauron.user.email)
    assert [piped(raw), piped(raw)] == ["Received.", "Nothing new."]
    with pytest.raises(CommandError) as refused:
        piped(answer("reponses@portail.example", mauron.user.email))
    assert refused.value.returncode == 65


def test_who_works_for_both_communes_writes_for_the_one_of_the_token(
    asked: Question, arvieu: Neighbour, mauron: Neighbour
) -> None:
    both = UserFactory(email="epci@portail.example")
    for town in (arvieu, mauron):
        town.collectivity.memberships.create(user=both)
    receive(answer(f"reponses+{asked.asked_token}@portail.example", both.email, "Oui."))
    last = asked.messages.last()
    assert last
    assert last.side == "asked"
