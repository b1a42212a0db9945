"""Declaring a dossier admissible or not, asking to complete it, coming back to it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from labels.admissibility.deciding import seen_of
from labels.enums import DossierState, ReasonKind
from labels.models import JournalEntry
from labels.workflow import TRANSITIONS
from tests.factories import MembershipFactory, UserFactory
from tests.labels.admissibility.conftest import CLOSED, World
from tests.labels.factories import CLOSES, CheckFactory, UsualReasonFactory

pytestmark = pytest.mark.django_db
WHY = "Joignez le bilan de l’année."


@pytest.fixture
def checked(world: World) -> World:
    for item in world.items:
        CheckFactory(dossier=world.dossier, item=item)
    return world


def send(post: Any, user: Any, world: World, decision: str, **values: Any) -> Any:
    world.dossier.refresh_from_db()
    values = {"step": "envoyer", "seen": seen_of(world.dossier), "message": "", **values}
    return post(user, world.deciding(decision), **values)


def state(world: World) -> str:
    world.dossier.refresh_from_db()
    return str(world.dossier.state)


def test_reasons_are_for_transitions_that_need_one() -> None:
    assert set(ReasonKind) < {one.name for one in TRANSITIONS if one.needs_reason}


def test_one_whose_list_is_complete_is_admitted_and_told(checked: World, association: Any, post: Any) -> None:
    assert send(post, association, checked, "admit", message="Beau dossier.").status_code == 302
    assert state(checked) == DossierState.ADMISSIBLE
    entry = JournalEntry.objects.get(dossier=checked.dossier)
    assert (entry.action, entry.account, entry.reason) == ("admit", association.pk, "Beau dossier.")
    [message] = mail.outbox
    assert "Le dossier est recevable." in message.body
    assert "Beau dossier." in message.body


def test_one_with_something_to_check_is_not(world: World, association: Any, client_of: Any, post: Any) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[0])
    assert send(post, association, world, "admit").status_code == 302
    assert state(world) == DossierState.DEPOSITED
    page = client_of(association).get(world.address).text
    assert 'aria-disabled="true"' in page
    assert "Tout se lit" in page


def test_before_the_closing_nobody_is_admitted(checked: World, association: Any, client_of: Any, post: Any) -> None:
    with time_machine.travel(CLOSES - datetime.timedelta(hours=1), tick=False):
        send(post, association, checked, "admit")
        assert state(checked) == DossierState.DEPOSITED
        assert "La recevabilité se prononce après la clôture" in client_of(association).get(checked.address).text


def test_usual_reasons_and_a_message_make_one(world: World, association: Any, client_of: Any, post: Any) -> None:
    page = client_of(association).get(world.deciding("ask_to_complete")).text
    assert world.reason.text in page
    values = {"reasons": world.reason.pk, "message": WHY, "day": "2026-11-30"}
    preview = send(post, association, world, "ask_to_complete", step="", **values)
    assert preview.status_code == 200
    for words in ("Le courriel, tel qu’il partira", world.reason.text, "30 novembre 2026", "Une personne de l’équipe"):
        assert words in preview.text.replace("\u00a0", " ")
    assert (state(world), mail.outbox) == (DossierState.DEPOSITED, [])
    whole = f"{world.reason.text}\n\n{WHY}"
    assert send(post, association, world, "ask_to_complete", message=whole, day="2026-11-30").status_code == 302
    assert state(world) == DossierState.TO_COMPLETE
    assert world.dossier.complete_until == datetime.datetime(2026, 11, 30, 22, 59, 59, tzinfo=datetime.UTC)
    assert JournalEntry.objects.get(dossier=world.dossier).reason == whole
    assert WHY in mail.outbox[0].body


def test_one_goes_back_from_the_preview_to_the_message(world: World, association: Any, post: Any) -> None:
    values = {"reasons": world.reason.pk, "message": WHY, "day": "2026-11-30"}
    page = send(post, association, world, "ask_to_complete", step="modifier", **values).text
    assert f"{world.reason.text}\n\n{WHY}</textarea>" in page
    assert 'value="2026-11-30"' in page


def test_what_was_noted_begins_the_message(world: World, association: Any, client_of: Any) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[1], is_met=False, note="Le bilan est flou.")
    page = client_of(association).get(world.deciding("ask_to_complete")).text
    assert "Tout se lit : Le bilan est flou." in page
    assert 'value="2026-11-30"' in page


@pytest.mark.parametrize(
    ("decision", "values", "said"),
    [
        ("refuse", {}, "la collectivité a droit à un motif"),
        ("refuse", {"message": "x" * 2_001}, "C’est trop long : 2000 signes au plus."),
        ("ask_to_complete", {"message": WHY}, "Dites jusqu’à quand compléter."),
        ("ask_to_complete", {"message": WHY, "day": "2026-11-01"}, "Ce jour est passé"),
        ("ask_to_complete", {"message": WHY, "day": "demain"}, "date valide"),
        ("refuse", {"message": "Lisez <a href='https://spam.example'>ici</a>"}, "ici"),
    ],
)
def test_bad_input_is_said_and_kept(
    decision: str, values: dict[str, str], said: str, world: World, association: Any, post: Any
) -> None:
    answer = send(post, association, world, decision, **values)
    assert answer.status_code == 422
    assert said in answer.text.replace("\u202f", "").replace("\u00a0", " ")
    if "x" not in values.get("message", ""):
        assert values.get("message", "").partition("<")[0] in answer.text
    assert (state(world), mail.outbox) == (DossierState.DEPOSITED, [])


def test_reasons_and_message_together_are_not_too_long(world: World, association: Any, post: Any) -> None:
    values = {"reasons": world.reason.pk, "message": "x" * 1_990, "day": "2026-11-30"}
    assert send(post, association, world, "ask_to_complete", **values).status_code == 422
    assert state(world) == DossierState.DEPOSITED


def test_a_reason_of_another_campaign_or_kind_is_none(world: World, association: Any, post: Any) -> None:
    other = UsualReasonFactory(campaign=world.campaign, kind=ReasonKind.REFUSED, text="Hors délai.")
    answer = send(post, association, world, "ask_to_complete", reasons=other.pk, message=WHY, day="2026-11-30")
    assert answer.status_code == 422


def test_two_at_once_the_second_is_told(checked: World, association: Any, superuser: Any, post: Any) -> None:
    seen = seen_of(checked.dossier)
    send(post, superuser, checked, "refuse", message="Pas de preuve.")
    send(post, superuser, checked, "examine_again", message="Une erreur.")
    answer = send(post, association, checked, "refuse", message="Autre motif.", seen=seen)
    assert answer.status_code == 302
    assert state(checked) == DossierState.DEPOSITED
    assert "Autre motif." not in [entry.reason for entry in JournalEntry.objects.all()]


def test_a_second_click_changes_nothing(checked: World, association: Any, client_of: Any, post: Any) -> None:
    for _ in range(2):
        send(post, association, checked, "admit", seen="deposited-0")
    assert JournalEntry.objects.count() == 1
    assert len(mail.outbox) == 1


def test_one_comes_back_on_a_decision(checked: World, association: Any, client_of: Any, post: Any) -> None:
    send(post, association, checked, "refuse", message="Pas de preuve.")
    assert state(checked) == DossierState.INADMISSIBLE
    page = client_of(association).get(checked.address).text
    assert "Pas de preuve." in page
    send(post, association, checked, "examine_again", message="La preuve était là.")
    assert state(checked) == DossierState.DEPOSITED
    assert [entry.action for entry in JournalEntry.objects.all()] == ["refuse", "examine_again"]


def test_one_that_was_not_completed_in_time_is_refused(world: World, association: Any, post: Any) -> None:
    send(post, association, world, "ask_to_complete", message=WHY, day="2026-11-21")
    with time_machine.travel(CLOSED + datetime.timedelta(days=9), tick=False):
        world.dossier.refresh_from_db()
        send(post, association, world, "refuse", message="Le délai est passé.")
    assert state(world) == DossierState.INADMISSIBLE


def test_nobody_decides_on_the_dossier_of_her_own_collectivite(checked: World, association: Any, post: Any) -> None:
    MembershipFactory(user=association, collectivity=checked.dossier.collectivity)
    send(post, association, checked, "admit")
    assert state(checked) == DossierState.DEPOSITED


@pytest.mark.parametrize("decision", ["admit", "refuse", "ask_to_complete", "examine_again"])
def test_nobody_else_decides(
    decision: str, checked: World, member: Any, other_member: Any, client: Client, post: Any
) -> None:
    contributor = MembershipFactory(collectivity=checked.dossier.collectivity, role="contributor").user
    for user in (member, contributor, other_member, UserFactory()):
        assert send(post, user, checked, decision, message=WHY, day="2026-11-30").status_code == 403
    assert client.get(checked.deciding(decision)).status_code == 302
    assert state(checked) == DossierState.DEPOSITED
    assert not mail.outbox


def test_what_is_no_decision_is_not_there(world: World, association_client: Client) -> None:
    assert association_client.get(world.deciding("take_back")).status_code == 404
    answer = association_client.get(world.deciding("examine_again"))
    assert (answer.status_code, answer.headers["Location"]) == (302, world.address)
