"""« Mon compte »: name, language, mails, sessions, data, and the end of it."""

import datetime
import io
import json
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from collectivities.models import Membership, Registration
from collectivities.team.journal import entries
from initiatives.models import InitiativePage, Message
from initiatives.questions import posting
from portal.models import Notice, User
from portal.notices import notify, send_due
from search.alerts.models import SearchAlert
from tests.factories import InitiativePageFactory, MembershipFactory, RegistrationFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "un mot de passe long"
CONTEXT: dict[str, object] = {
    "title": "Le bus", "writer": "Arvieu", "text": "Qui conduit ?", "is_question": True, "can_answer": False,
    "link": "https://portail.example/espace/",
}  # fmt: skip
SUNDAY = datetime.datetime(2026, 11, 29, 7, tzinfo=datetime.UTC)
MONDAY = datetime.datetime(2026, 11, 30, 7, tzinfo=datetime.UTC)


@pytest.fixture
def signed_in(member: Any) -> Client:
    """By the form: the session is known, and the password was just given."""
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/151.0")
    client.post("/connexion/", {"login": member.email, "password": PASSWORD})
    return client


def values(**changes: str) -> dict[str, str]:
    return {"first_name": "Maryvonne", "last_name": "Le Goff", "language": "fr", "rhythm": "at_once", **changes}


def test_what_is_changed_is_kept(signed_in: Client, member: Any) -> None:
    assert signed_in.post("/mon-compte/", values(language="br", rhythm="weekly", last_name="Ar Gov")).status_code == 302
    member.refresh_from_db()
    assert (member.language, member.rhythm, member.last_name) == ("br", "weekly", "Ar Gov")


@pytest.mark.parametrize(
    "changes", [{"language": "de"}, {"rhythm": "jamais"}, {"last_name": "www.example.org"}, {"first_name": ""}]
)
def test_what_makes_no_sense_is_refused(changes: dict[str, str], signed_in: Client, member: Any) -> None:
    answer = signed_in.post("/mon-compte/", values(**changes))
    assert answer.status_code == 422
    assert "Ce qui est à reprendre" in answer.text
    member.refresh_from_db()
    assert member.language == "fr"


def test_nobody_changes_another_account(signed_in: Client, member: Any, other_member: Any) -> None:
    signed_in.post("/mon-compte/", {**values(last_name="Pirate"), "id": other_member.pk, "is_superuser": "on"})
    other_member.refresh_from_db()
    member.refresh_from_db()
    assert (other_member.last_name == "Pirate", member.is_superuser) == (False, False)


class TestMails:
    def test_they_are_in_the_language_chosen(self, member: Any, django_capture_on_commit_callbacks: Any) -> None:
        member.language = "en"
        with django_capture_on_commit_callbacks(execute=True):
            notify(member, "mail/question", CONTEXT)
        assert "asks your advice" in mail.outbox[0].subject

    def test_those_of_a_day_leave_in_one(self, member: Any, django_capture_on_commit_callbacks: Any) -> None:
        member.rhythm = "daily"
        member.save()
        with django_capture_on_commit_callbacks(execute=True):
            for text in ("Qui conduit ?", "Et <le> dimanche ?"):
                notify(member, "mail/question", {**CONTEXT, "text": text})
        assert not mail.outbox
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_digests")
            call_command("send_digests")
        [message] = mail.outbox
        assert message.to == [member.email]
        assert "2 nouvelles" in message.subject
        for part in (message.body, message.alternatives[0].content):
            assert "Qui conduit" in part
            assert "https://portail.example/espace/" in part
        assert "<le>" not in message.alternatives[0].content
        assert not Notice.objects.exists()

    @pytest.mark.parametrize(
        ("rhythm", "moment", "sent"),
        [("weekly", SUNDAY, 0), ("weekly", MONDAY, 1), ("daily", SUNDAY, 1), ("at_once", SUNDAY, 1)],
    )
    def test_each_leaves_on_its_day(self, rhythm: str, moment: datetime.datetime, sent: int, member: Any) -> None:
        """Who wants each mail at once since has what waited before."""
        Notice.objects.create(user=member, subject="Une question", text="Qui conduit ?")
        User.objects.filter(pk=member.pk).update(rhythm=rhythm)
        assert send_due(moment) == (sent, 0)
        assert Notice.objects.count() == 1 - sent

    def test_a_closed_account_receives_nothing(self, member: Any) -> None:
        Notice.objects.create(user=member, subject="Une question", text="Qui conduit ?")
        User.objects.filter(pk=member.pk).update(is_active=False)
        assert send_due(MONDAY) == (0, 0)


class TestSessions:
    def test_one_closes_the_others(self, signed_in: Client, member: Any) -> None:
        other = Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1")
        other.post("/connexion/", {"login": member.email, "password": PASSWORD})
        page = signed_in.get("/mon-compte/sessions/").text
        assert "Firefox, Windows" in page
        assert "Safari, iPhone" in page
        assert signed_in.post("/mon-compte/sessions/").status_code == 302
        assert other.get("/mon-compte/").status_code == 302
        assert signed_in.get("/mon-compte/").status_code == 200

    def test_what_is_known_of_one_goes_with_it(self, signed_in: Client, member: Any) -> None:
        assert member.usersession_set.count() == 1
        call_command("purge_personal_data")
        assert member.usersession_set.count() == 1
        signed_in.session.flush()
        call_command("purge_personal_data")
        assert member.usersession_set.count() == 0


def confirm_password(client: Client) -> None:
    """allauth asks for it before what cannot be undone."""
    assert client.post("/connexion/confirmer/", {"password": PASSWORD}).status_code == 302


def exported(client: Client) -> dict[str, Any]:
    confirm_password(client)
    answer = client.get("/mon-compte/donnees/")
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        return {name: json.loads(files.read(name)) for name in files.namelist()}


def lives(member: Any) -> InitiativePage:
    """Somebody who wrote, asked and searched."""
    sheet: InitiativePage = InitiativePageFactory(parent=member.page, owner=member, title="Le bus")
    sheet.save_revision(user=member).publish()
    asked = InitiativePageFactory()
    posting.ask(asked, member.membership.collectivity, member, "Qui conduit ?")
    RegistrationFactory(email=member.email)
    SearchAlert.objects.create(
        email=member.email,
        query="q=bus",
        language="fr",
        frequency="daily",
        consent="Oui",
        source="/recherche/",
        requested_at=timezone.now(),
    )
    return sheet


def test_a_person_takes_her_data_away_and_nobody_elses(signed_in: Client, member: Any, other_member: Any) -> None:
    lives(member)
    posting.ask(InitiativePageFactory(), other_member.membership.collectivity, other_member, "Une autre question ?")
    files = exported(signed_in)
    assert set(files) == {"compte.json", "collectivites.json", "fiches.json", "jury.json", "alertes.json"}
    assert files["compte.json"]["email"] == member.email
    assert files["collectivites.json"]["memberships"][0]["collectivity__code"] == "22046"
    assert [one["title"] for one in files["fiches.json"]["sheets_begun"]] == ["Le bus"]
    assert [one["text"] for one in files["fiches.json"]["messages"]] == ["Qui conduit ?"]
    whole = json.dumps(files)
    assert "Une autre question" not in whole
    assert other_member.email not in whole
    assert member.password not in whole


@pytest.mark.parametrize(("method", "path"), [("get", "/mon-compte/donnees/"), ("post", "/mon-compte/supprimer/")])
def test_an_open_session_is_not_enough(method: str, path: str, member_client: Client, member: Any) -> None:
    """Whoever finds it is asked for the password."""
    answer = getattr(member_client, method)(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/connexion/confirmer/")
    assert User.objects.filter(pk=member.pk).exists()


def test_the_person_disappears_and_what_is_public_stays(
    signed_in: Client, member: Any, association: Any, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    sheet = lives(member)
    name, email, collectivity = str(member), member.email, member.membership.collectivity
    colleague = MembershipFactory(collectivity=collectivity, role="contributor")
    assert "Supprimer mon compte pour toujours" in signed_in.get("/mon-compte/supprimer/").text
    confirm_password(signed_in)
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in.post("/mon-compte/supprimer/").headers["Location"] == "/"
    assert not User.objects.filter(email=email).exists()
    assert not Registration.objects.filter(email=email).exists()
    assert not SearchAlert.objects.filter(email=email).exists()
    assert "Le bus" in client.get(sheet.url).text
    assert [(one.text, one.author) for one in Message.objects.all()] == [("Qui conduit ?", None)]
    assert [one.data["person"] for one in entries(collectivity)] == ["–"]
    assert signed_in.get("/mon-compte/").status_code == 302
    # It was the last référent: the association looks after the team.
    assert association.email in {message.to[0] for message in mail.outbox}
    assert list(Membership.objects.filter(collectivity=collectivity)) == [colleague]
    space = Client()
    space.force_login(colleague.user)
    assert name not in space.get("/espace/communes/22046/equipe/").text


@pytest.mark.parametrize("trait", ["association", "superuser"])
def test_the_association_does_not_delete_itself(trait: str, settings: Any) -> None:
    settings.PORTAL_MFA_REQUIRED = False
    user = UserFactory(**{trait: True})
    client = Client()
    client.post("/connexion/", {"login": user.email, "password": PASSWORD})
    confirm_password(client)
    assert "demandez-leur" in client.get("/mon-compte/supprimer/").text
    assert client.post("/mon-compte/supprimer/").status_code == 200
    assert User.objects.filter(pk=user.pk).exists()


def test_a_person_is_written_to_in_the_language_she_registered_in(
    association: Any, django_capture_on_commit_callbacks: Any
) -> None:
    from collectivities.enums import Role
    from collectivities.registrations import deciding

    row = RegistrationFactory(language="br", requested_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        membership = deciding.approve(row, Role.REFERENT, association)
    assert membership.user.language == "br"
