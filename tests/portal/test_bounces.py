"""Mails that come back: whose address it was, and who is told."""

import io
import smtplib
import sys
from email.message import EmailMessage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from portal.bounces import receive, record, way_back
from portal.mail import send_mail, send_mail_task
from portal.models import User
from portal.received_mail import LARGEST, RefusedError
from search.alerts.models import SearchAlert
from tests.factories import MembershipFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
SAID = "550 5.1.1 <mairie@mene.example>: user unknown"


@pytest.fixture(autouse=True)
def receives_mail(settings: Any) -> None:
    settings.PORTAL_BOUNCES_ADDRESS = "retours@portail.example"


@pytest.fixture
def mairie(db: None) -> User:
    membership = MembershipFactory(
        user__email="mairie@mene.example", user__first_name="Maryvonne", collectivity__name="Le Mené"
    )
    user: User = membership.user
    return user


def returned(
    to: str, recipient: str = "mairie@mene.example", action: str = "failed", status: str = "5.1.1", said: str = SAID
) -> bytes:
    """As Postfix returns a mail (RFC 3464)."""
    whole = MIMEMultipart("report", report_type="delivery-status")
    whole["From"], whole["To"], whole["Subject"] = "MAILER-DAEMON@mx.example", to, "Undelivered Mail Returned to Sender"
    whole.attach(MIMEText("This is the mail system at host mx.example."))
    of_server, of_recipient = EmailMessage(), EmailMessage()
    of_server["Reporting-MTA"] = "dns; mx.example"
    of_recipient["Final-Recipient"] = f"rfc822; {recipient}"
    of_recipient["Action"], of_recipient["Status"] = action, status
    of_recipient["Diagnostic-Code"] = f"smtp; {said}"
    report = MIMEMessage(EmailMessage())
    report.replace_header("Content-Type", "message/delivery-status")
    report.set_payload([of_server, of_recipient])
    whole.attach(report)
    sent = EmailMessage()
    sent["To"], sent["Subject"] = "mairie@mene.example", "Toujours en service ?"
    sent.set_content("Bonjour,")
    whole.attach(MIMEMessage(sent))
    return bytes(whole)


class TestWhatLeaves:
    def test_each_mail_has_its_way_back_and_shows_the_sender(self, django_capture_on_commit_callbacks: Any) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            send_mail("mail/password_reset", ["Mairie@mene.example"], {"link": "https://x.example/", "user": None})
        [message] = mail.outbox
        assert message.from_email == way_back("mairie@mene.example")
        assert message.from_email.startswith("retours+")
        assert message.message()["From"] == django_settings.DEFAULT_FROM_EMAIL

    def test_no_two_addresses_have_the_same(self) -> None:
        assert len({way_back("a@mene.example"), way_back("b@mene.example")}) == 2

    def test_without_an_address_for_it_a_mail_comes_back_to_the_sender(self, settings: Any) -> None:
        settings.PORTAL_BOUNCES_ADDRESS = ""
        assert way_back("a@mene.example") == settings.DEFAULT_FROM_EMAIL


class TestWhatComesBack:
    def test_the_association_is_told_once(
        self, mairie: User, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        raw = returned(way_back(mairie.email))
        with django_capture_on_commit_callbacks(execute=True):
            assert [receive(raw), receive(raw)] == [True, False]
        [message] = mail.outbox
        assert message.to == [association.email]
        for said in ("mairie@mene.example", "Maryvonne", "Le Mené", SAID, "/admin/membres/?q=mairie%40mene.example"):
            assert said in message.body
        mairie.refresh_from_db()
        assert mairie.bounced_at

    def test_the_list_of_members_says_it(self, mairie: User, association_client: Any) -> None:
        receive(returned(way_back(mairie.email)))
        assert "ses courriels reviennent" in association_client.get("/admin/membres/").text

    def test_an_address_that_forwards_is_known_by_the_mail_it_got(self, mairie: User) -> None:
        assert receive(returned(way_back(mairie.email), recipient="maryvonne@fournisseur.example"))

    @pytest.mark.parametrize("status", ["5.1.1", "5.1.10", "5.2.1"])
    def test_nobody_has_the_address_any_more(self, mairie: User, status: str) -> None:
        assert receive(returned(way_back(mairie.email), status=status))

    @pytest.mark.parametrize(
        ("action", "status"),
        [("delayed", "4.4.1"), ("failed", "5.2.2"), ("failed", "5.7.1"), ("failed", "5.0.0"), ("failed", "5.11.0")],
        ids=["late", "a full mailbox", "taken for spam", "not said", "none of ours"],
    )
    def test_what_says_nothing_of_the_address_changes_nothing(self, mairie: User, action: str, status: str) -> None:
        SearchAlert.objects.create(email=mairie.email, requested_at=timezone.now(), source="/recherche/")
        assert not receive(returned(way_back(mairie.email), action=action, status=status))
        mairie.refresh_from_db()
        assert mairie.bounced_at is None
        assert SearchAlert.objects.exists()

    @pytest.mark.parametrize("letter", ["a", "a@", "@", ".", "+"])
    def test_a_mail_made_to_be_long_to_read_is_read_at_once(self, mairie: User, letter: str) -> None:
        """Reading it is linear: were it not, this would take hours."""
        raw = returned(way_back("moi@ailleurs.example"))
        with pytest.raises(RefusedError):
            receive(raw.replace(b"mairie@mene.example", letter.encode() * (2_000_000 // len(letter))))

    def test_a_link_to_the_member_keeps_every_sign(
        self, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        MembershipFactory(user__email="marie+vi@mene.example")
        with django_capture_on_commit_callbacks(execute=True):
            record("marie+vi@mene.example", SAID)
        assert "/admin/membres/?q=marie%2Bvi%40mene.example" in mail.outbox[0].body

    def test_who_registers_after_the_first_bounce_is_told_of_too(self, mairie: User) -> None:
        record(mairie.email, SAID)
        registration = RegistrationFactory(email=mairie.email)
        assert not record(mairie.email, SAID)
        assert ModelLogEntry.objects.for_instance(registration).exists()

    @pytest.mark.parametrize(
        "to", ["retours@portail.example", f"retours+{'0' * 32}@portail.example", "retours+mairie@portail.example", ""]
    )
    def test_nobody_makes_one_up(self, mairie: User, to: str) -> None:
        with pytest.raises(RefusedError):
            receive(returned(to))
        mairie.refresh_from_db()
        assert mairie.bounced_at is None

    def test_the_way_back_of_one_says_nothing_of_another(self, mairie: User) -> None:
        raw = returned(way_back("moi@ailleurs.example")).replace(b"moi@ailleurs", b"x@ailleurs")
        with pytest.raises(RefusedError):
            receive(raw)

    @pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"x" * (LARGEST + 1)])
    def test_what_is_no_mail_is_refused(self, raw: bytes) -> None:
        with pytest.raises(RefusedError):
            receive(raw)

    def test_who_registers_with_a_wrong_address_is_told_of_once(
        self, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        registration = RegistrationFactory(email="mairie@mene.example", collectivity__name="Le Mené")
        with django_capture_on_commit_callbacks(execute=True):
            for _twice in range(2):
                receive(returned(way_back(registration.email)))
        [message] = mail.outbox
        assert "pour inscrire Le Mené" in message.body
        assert "/admin/" not in message.body
        [entry] = ModelLogEntry.objects.for_instance(registration)
        assert SAID in entry.message

    def test_the_alerts_of_the_address_stop(self) -> None:
        SearchAlert.objects.create(email="mairie@mene.example", requested_at=timezone.now(), source="/recherche/")
        receive(returned(way_back("mairie@mene.example")))
        assert not SearchAlert.objects.exists()

    def test_the_command_tells_the_mail_server(self, mairie: User, monkeypatch: Any) -> None:
        def piped(raw: bytes) -> str:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
            out = io.StringIO()
            call_command("receive_bounce", stdout=out)
            return out.getvalue().strip()

        raw = returned(way_back(mairie.email))
        assert [piped(raw), piped(raw)] == ["Received.", "Nothing new."]
        with pytest.raises(CommandError) as refused:
            piped(returned("retours@portail.example"))
        assert refused.value.returncode == 65


class TestWhatIsRefusedAtOnce:
    def send(self, monkeypatch: Any, code: int, reason: str) -> None:
        def refuse(message: Any, fail_silently: bool = False) -> int:
            raise smtplib.SMTPRecipientsRefused({"mairie@mene.example": (code, reason.encode())})

        monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
        send_mail_task.call("Sujet", "Texte", "<p>Texte</p>", ["mairie@mene.example"], [])

    def test_for_good_it_is_known_at_once(self, mairie: User, monkeypatch: Any) -> None:
        self.send(monkeypatch, 550, "5.1.1 user unknown")
        mairie.refresh_from_db()
        assert mairie.bounced_at

    @pytest.mark.parametrize(
        ("code", "reason"),
        [(450, "4.2.0 greylisted"), (554, "5.7.1 relay denied"), (552, "5.2.2 mailbox full"), (550, "no")],
    )
    def test_otherwise_it_is_an_error_of_the_task(self, mairie: User, monkeypatch: Any, code: int, reason: str) -> None:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            self.send(monkeypatch, code, reason)
        mairie.refresh_from_db()
        assert mairie.bounced_at is None


def test_a_reason_without_end_is_cut(association: Any, mairie: User, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        record(mairie.email, "x" * 5_000)
    assert "x" * 301 not in mail.outbox[0].body
