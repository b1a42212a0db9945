"""The door: preparing, opening a sitting, who is there, ending it."""

import datetime
from typing import Any

import pytest
import time_machine

from labels.deliberation.preparing import AT_ONCE, prepare
from labels.deliberation.room import Seat
from labels.deliberation.sitting import end
from labels.enums import Actor, DossierState
from labels.jury.enums import AssignmentState
from labels.jury.personal_data import JUROR
from labels.models import Assignment, Attendance, Dossier, JournalEntry, Juror, Minutes, Sitting
from labels.signals import sitting_ended
from labels.transitions import locked, why_not
from labels.workflow import DELIBERATE
from tests.factories import UserFactory
from tests.labels.deliberation.conftest import SITTING_TIME, Room, keep
from tests.labels.factories import AssignmentFactory, DossierFactory, JurorFactory

DOOR = "/jury/deliberation/"
PRESENCES, END, PASS_ON = f"{DOOR}seance/presences/", f"{DOOR}seance/lever/", f"{DOOR}preparer/"


def seat(room: Room) -> Seat:
    juror = Juror.objects.with_interests().get(pk=room.president.pk)
    return Seat(juror.user, room.campaign, juror, False, Sitting.objects.filter(campaign=room.campaign).open().first())


def test_a_sitting_is_opened_once(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    client.post(END, {"seance": str(room.sitting.pk)})
    for _time in range(2):
        assert client.post(DOOR, {"place": "Salle du conseil, Rennes"}).status_code == 302
    sitting = Sitting.objects.open().get()
    assert (sitting.number, sitting.place) == (2, "Salle du conseil, Rennes")
    # Who presides is there, the others are said to be.
    assert [one.juror for one in sitting.attendances.all()] == [room.president]
    entry = JournalEntry.objects.get(action="jury_sitting_open")
    assert (entry.by, entry.account) == (Actor.PRESIDENT, room.president.user.pk)


def test_the_journal_is_in_french_whoever_acts(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    client.post(f"/en{END}", {"seance": str(room.sitting.pk)})
    client.post(f"/en{DOOR}", {"place": "Rennes"})
    said = JournalEntry.objects.filter(action__startswith="jury_").order_by("pk").values_list("reason", flat=True)
    assert list(said) == ["Séance 1", "Séance 2 – Rennes", "Séance 2 – Solenn Le Goff"]


def test_so_are_the_minutes(room: Room, client_of: Any) -> None:
    Juror.objects.filter(pk=room.juror.pk).update(user=None)
    client_of(room.president.user).post(f"/en{END}", {"seance": str(room.sitting.pk)})
    names = {one["name"] for one in Minutes.objects.get().content["attendances"]}
    assert "Compte supprimé" in names


def test_a_place_that_is_too_long_is_told(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    client.post(END, {"seance": str(room.sitting.pk)})
    answer = client.post(DOOR, {"place": "a" * 201})
    assert answer.status_code == 422
    assert "a" * 201 in answer.text
    assert not Sitting.objects.open().exists()


def test_nobody_sits_once_the_palmares_is_settled(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    client.post(END, {"seance": str(room.sitting.pk)})
    room.campaign.settled_at = SITTING_TIME
    room.campaign.save(update_fields=["settled_at"])
    answer = client.post(DOOR, {"place": ""})
    assert answer.status_code == 422
    assert "Le palmarès est arrêté." in answer.text


def test_who_arrives_and_leaves_is_noted_with_the_hour(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    everybody = [str(one.pk) for one in (room.president, *room.readers, room.juror)]
    late = JurorFactory(campaign=room.campaign, user__last_name="Zémour")
    # Two who tick at once: what each did not see, neither undoes.
    sent = {"vu": everybody, "present": [*everybody[:-1], str(late.pk)]}
    for _time in range(2):
        client.post(PRESENCES, sent)
    client.post(PRESENCES, {"vu": everybody, "present": everybody})
    assert Attendance.objects.get(juror=room.juror).left_at is not None
    assert Attendance.objects.now().filter(juror=late).count() == 1
    actions = list(JournalEntry.objects.order_by("pk").values_list("action", "reason"))
    assert actions == [("jury_arrive", f"Séance 1 – {late}"), ("jury_leave", f"Séance 1 – {room.juror}")]
    client.post(PRESENCES, {"vu": [str(late.pk)], "present": [str(late.pk), str(room.juror.pk)]})
    assert Attendance.objects.filter(juror=room.juror).count() == 2


def test_who_did_not_declare_is_not_in_the_room(room: Room, client_of: Any) -> None:
    silent = JurorFactory(campaign=room.campaign, is_undeclared=True)
    invited = JurorFactory(campaign=room.campaign, is_invited=True)
    client = client_of(UserFactory(association=True))
    page = client.get(DOOR).text
    assert "n’a pas déclaré ses liens" in page
    assert f'value="{silent.pk}"' not in page
    for one in (silent, invited, JurorFactory(campaign=room.campaign, is_withdrawn=True)):
        answer = client.post(PRESENCES, {"present": str(one.pk)}, follow=True)
        assert "n’a pas déclaré ses liens : personne ne siège avant." in answer.text.replace("\u00a0", " ")
        assert not Attendance.objects.filter(juror=one).exists()
    client.post(PRESENCES, {"present": ["x", "99999", "9" * 30]})
    assert Attendance.objects.count() == 4


def test_ending_a_sitting_has_everybody_leave_and_tells_once(room: Room) -> None:
    heard: list[Any] = []

    def hear(sender: Any, sitting: Sitting, by: Any, **_kwargs: Any) -> None:
        heard.append((sender, sitting, by, sitting.closed_at is not None))

    sitting_ended.connect(hear)
    try:
        assert end(room.sitting, seat(room))
        assert not end(room.sitting, seat(room))
    finally:
        sitting_ended.disconnect(hear)
    assert heard == [(Sitting, room.sitting, room.president.user, True)]
    assert not Attendance.objects.now().exists()
    assert not Sitting.objects.open().exists()


def test_who_listens_and_fails_leaves_the_sitting_open(room: Room) -> None:
    def fail(**_kwargs: Any) -> None:
        raise RuntimeError

    sitting_ended.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            end(room.sitting, seat(room))
    finally:
        sitting_ended.disconnect(fail)
    assert Sitting.objects.open().get() == room.sitting
    assert Attendance.objects.now().count() == 4
    assert not JournalEntry.objects.exists()


def test_a_late_click_ends_no_other_sitting(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    client.post(END, {"seance": str(room.sitting.pk)})
    client.post(DOOR, {"place": ""})
    client.post(END, {"seance": str(room.sitting.pk)})
    assert Sitting.objects.open().get().number == 2
    assert client.post(PRESENCES, {"vu": [], "present": []}).status_code == 302


def test_outside_one_reads_why_and_comes_in_by_itself(room: Room, client_of: Any) -> None:
    Attendance.objects.filter(juror=room.juror).delete()
    client = client_of(room.juror.user)
    page = client.get(DOOR).text
    assert "ne vous a pas encore compté·e" in page
    assert 'data-hx-trigger="every 15s"' in page
    htmx = {"HX-Request": "true"}
    assert client.get(f"{DOOR}?vu=presence", headers=htmx).status_code == 204
    opened = client.get(f"{DOOR}?vu=seance", headers=htmx).text
    assert "ne vous a pas encore" in opened
    assert "séance 1, ouverte le 14 décembre 2026" in opened
    Attendance.objects.create(sitting=room.sitting, juror=room.juror)
    assert client.get(f"{DOOR}?vu=presence", headers=htmx).headers["HX-Redirect"] == f"{DOOR}dossiers/"
    assert client.get(DOOR).url == f"{DOOR}dossiers/"
    end(room.sitting, seat(room))
    assert "n’est pas ouverte" in client.get(DOOR).text


def test_all_that_are_ready_pass_on_some_at_a_time(room: Room, client_of: Any) -> None:
    count = AT_ONCE + 3
    for _place in range(count):
        AssignmentFactory(
            dossier__campaign=room.campaign,
            dossier__questionnaire=room.dossier.questionnaire,
            dossier__state=DossierState.READING,
            juror=room.readers[0],
            state=AssignmentState.DONE,
        )
    client = client_of(room.president.user)
    assert f"{count} dossiers peuvent passer à la délibération" in client.get(DOOR).text
    page = client.post(PASS_ON)
    assert (page.context["done"], page.context["total"]) == (AT_ONCE + 2, count + 2)
    assert "data-go-on" in page.text
    assert client.post(PASS_ON).url == DOOR
    assert Dossier.objects.in_the_room(room.campaign).count() == count + 2
    # Once more changes nothing.
    assert client.post(PASS_ON).url == DOOR
    assert JournalEntry.objects.filter(action="deliberate").count() == count


def test_who_is_late_is_named_and_the_dossier_waits(room: Room, client_of: Any) -> None:
    with time_machine.travel(SITTING_TIME - datetime.timedelta(days=10)):
        waiting, ready = (
            DossierFactory(campaign=room.campaign, questionnaire=room.dossier.questionnaire, state=DossierState.READING)
            for _one in range(2)
        )
        AssignmentFactory(dossier=waiting, juror=room.readers[0], state=AssignmentState.DONE)
        AssignmentFactory(dossier=waiting, juror=room.readers[1], state=AssignmentState.STARTED)
        AssignmentFactory(dossier=ready, juror=room.readers[0], state=AssignmentState.DONE)
        page = client_of(room.president.user).get(DOOR).text
        assert str(room.readers[1]) in page
        found = prepare(seat(room))
        assert [one.pk for one in found.ready] == [ready.pk]
        assert [(str(one), count) for one, count in found.late] == [(str(room.readers[1]), 1)]
        client_of(room.president.user).post(PASS_ON)
        assert (room.state(ready), room.state(waiting)) == (DossierState.DELIBERATION, DossierState.READING)


@pytest.mark.parametrize("days", [-60, -10, 0])
@pytest.mark.parametrize("state", [AssignmentState.DONE, AssignmentState.ASSIGNED, AssignmentState.PROPOSED])
def test_what_is_ready_is_what_the_workflow_lets_pass(room: Room, days: int, state: AssignmentState) -> None:
    with time_machine.travel(SITTING_TIME + datetime.timedelta(days=days)):
        one = AssignmentFactory(
            dossier__campaign=room.campaign,
            dossier__questionnaire=room.dossier.questionnaire,
            juror=room.readers[0],
            state=state,
        ).dossier
        is_ready = one.pk in {found.pk for found in prepare(seat(room)).ready}
        assert is_ready is not bool(why_not(DELIBERATE, locked(one.pk), frozenset({Actor.PRESIDENT})))


def test_a_dossier_that_all_its_readers_left_waits_for_others(room: Room, client_of: Any) -> None:
    """Once in deliberation, nobody reads it any more."""
    with time_machine.travel(SITTING_TIME - datetime.timedelta(days=10)):
        one = DossierFactory(campaign=room.campaign, state=DossierState.READING)
        client = client_of(room.president.user)
        assert "Personne encore." in client.get(DOOR).text
        client.post(PASS_ON)
        assert room.state(one) == DossierState.READING
    client.post(PASS_ON)
    assert room.state(one) == DossierState.DELIBERATION


def test_of_what_a_link_keeps_from_her_who_presides_prepares_nothing(room: Room, client_of: Any) -> None:
    Dossier.objects.filter(pk=room.kept.pk).update(state=DossierState.READING)
    keep(room, room.president)
    client = client_of(room.president.user)
    assert room.kept.collectivity.name not in client.get(DOOR).text
    client.post(PASS_ON)
    assert room.state(room.kept) == DossierState.READING
    client_of(UserFactory(association=True)).post(PASS_ON)
    assert room.state(room.kept) == DossierState.DELIBERATION
    assert Assignment.objects.count() == 4


def test_a_member_reads_when_she_was_there(room: Room) -> None:
    Attendance.objects.filter(juror=room.juror).update(left_at=SITTING_TIME + datetime.timedelta(hours=2))
    held = JUROR.read(room.juror.user)
    assert [(one["sitting__number"], one["left_at"]) for one in held["sittings"]] == [
        (1, SITTING_TIME + datetime.timedelta(hours=2))
    ]
    assert held["dossiers"] == []
