"""Who opens what in the room: address × verb × role. A déport is a door, for who leads too."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from labels.enums import DossierState
from labels.jury.enums import JurorState, RecusedBy
from labels.jury.recusing import keep_from
from labels.models import Assignment, Attendance, Campaign, Decision, Dossier, JournalEntry, Juror, Sitting
from tests.factories import MembershipFactory, UserFactory
from tests.labels.deliberation.conftest import Room, keep
from tests.labels.factories import JurorFactory

GET, POST = "get", "post"
OF_A_DOSSIER = {
    "jury_deliberation_dossier": (GET, POST),
    "jury_deliberation_decisions": (GET,),
    "jury_deliberation_again": (GET, POST),
    "jury_deliberation_step_aside": (GET, POST),
    "jury_deliberation_section": (GET,),
    "jury_deliberation_proof": (GET,),
    "jury_deliberation_file": (GET,),
}
OF_THE_ROOM = {
    "jury_deliberation_door": (GET, POST),
    "jury_deliberation": (GET,),
    "jury_deliberation_presences": (POST,),
    "jury_deliberation_end": (POST,),
    "jury_deliberation_pass_on": (POST,),
}
LEADERS_ALONE = {
    ("jury_deliberation_door", POST), ("jury_deliberation_presences", POST), ("jury_deliberation_end", POST),
    ("jury_deliberation_pass_on", POST), ("jury_deliberation_dossier", POST), ("jury_deliberation_again", GET),
    ("jury_deliberation_again", POST),
}  # fmt: skip
JURORS_ALONE = {("jury_deliberation_step_aside", GET), ("jury_deliberation_step_aside", POST)}
MORE = {"section": "acces-public", "proof": 9_999, "file": 9_999}
"""The proof and the file are of no dossier: whoever may come in is told 404 of them, too."""
MISSING = {"jury_deliberation_proof", "jury_deliberation_file"}


def address(name: str, dossier: Dossier) -> str:
    kind = name.removeprefix("jury_deliberation_")
    if name in OF_THE_ROOM:
        return reverse(name)
    return reverse(name, args=[dossier.pk, *([MORE[kind]] if kind in MORE else [])])


def everywhere(dossier: Dossier) -> list[tuple[str, str, str]]:
    return [
        (name, verb, address(name, dossier)) for name, verbs in (OF_A_DOSSIER | OF_THE_ROOM).items() for verb in verbs
    ]


def state() -> Any:
    tables = (Dossier, Decision, Sitting, Attendance, Assignment, Juror, JournalEntry)
    return [list(table.objects.order_by("pk").values()) for table in tables]


OUTSIDERS: dict[str, Callable[[Room], Any]] = {
    "référent of the commune": lambda room: MembershipFactory(collectivity=room.dossier.collectivity).user,
    "contributor of the commune": lambda room: (
        MembershipFactory(collectivity=room.dossier.collectivity, role="contributor").user
    ),
    "member of another commune": lambda room: MembershipFactory().user,
    "nobody": lambda room: UserFactory(),
    "withdrawn": lambda room: JurorFactory(campaign=room.campaign, is_withdrawn=True).user,
    "declined": lambda room: JurorFactory(campaign=room.campaign, state=JurorState.DECLINED).user,
    "invited": lambda room: JurorFactory(campaign=room.campaign, is_invited=True).user,
    "undeclared": lambda room: JurorFactory(campaign=room.campaign, is_undeclared=True).user,
}


def test_every_address_is_in_the_table() -> None:
    known = (name for name in get_resolver().reverse_dict if isinstance(name, str))
    assert {name for name in known if name.startswith("jury_deliberation")} >= OF_A_DOSSIER.keys() | OF_THE_ROOM.keys()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_who_has_no_business_there_is_told_nothing(room: Room, client_of: Any, role: str) -> None:
    client = client_of(OUTSIDERS[role](room))
    before = state()
    for name, verb, path in everywhere(room.dossier):
        assert (role, name, verb, getattr(client, verb)(path).status_code) == (role, name, verb, 404)
    assert state() == before


def test_the_anonymous_signs_in_first(room: Room) -> None:
    before = state()
    for name, verb, path in everywhere(room.dossier):
        assert getattr(Client(), verb)(path).headers["Location"].startswith("/connexion/"), (name, verb)
    assert state() == before


def test_who_is_not_counted_among_those_present_stays_at_the_door(room: Room, client_of: Any) -> None:
    absent = JurorFactory(campaign=room.campaign)
    left = room.juror
    Attendance.objects.filter(juror=left).update(left_at=room.sitting.opened_at.replace(year=2027))
    before = state()
    for juror in (absent, left):
        client = client_of(juror.user)
        for name, verb, path in everywhere(room.dossier):
            answer = getattr(client, verb)(path)
            if name == "jury_deliberation_door":
                assert answer.status_code == (200 if verb == GET else 404)
                assert room.dossier.collectivity.name not in answer.text
            else:
                assert (name, answer.status_code, answer.headers["Location"]) == (name, 302, "/jury/deliberation/")
    assert state() == before


@pytest.mark.parametrize("who", ["reader", "other"])
def test_a_member_in_the_room_reads_and_writes_nothing(room: Room, client_of: Any, who: str) -> None:
    juror = room.readers[0] if who == "reader" else room.juror
    client = client_of(juror.user)
    before = state()
    for name, verb, path in everywhere(room.dossier):
        if (name, verb) in JURORS_ALONE:
            continue
        answer = getattr(client, verb)(path, {"reason": "Rien"} if verb == POST else {})
        if (name, verb) in LEADERS_ALONE or name in MISSING:
            assert (name, verb, answer.status_code) == (name, verb, 404)
        elif name == "jury_deliberation_door":
            assert answer.headers["Location"] == "/jury/deliberation/dossiers/"
        else:
            assert (name, answer.status_code) == (name, 200)
            assert "no-store" in answer.headers["Cache-Control"]
            assert "noindex" in answer.text
            assert 'name="avis" ' not in answer.text
    assert state() == before
    assert client.get(address("jury_deliberation_step_aside", room.dossier)).status_code == 200


@pytest.mark.parametrize("who", ["president", "association", "superuser"])
def test_who_leads_opens_everything(room: Room, client_of: Any, who: str) -> None:
    users = {"president": lambda: room.president.user, "association": lambda: UserFactory(association=True)}
    client = client_of(users.get(who, lambda: UserFactory(superuser=True))())
    for name, verb, path in everywhere(room.dossier):
        if verb == POST or name in MISSING:
            continue
        expected = 404 if name == "jury_deliberation_step_aside" and who != "president" else 200
        assert (name, client.get(path).status_code) == (name, expected)


def linked_juror(room: Room) -> Any:
    keep(room, room.juror)
    return room.juror.user


def recused_juror(room: Room) -> Any:
    keep_from(room.kept, room.juror, "Un ami.", None, RecusedBy.JUROR)
    return room.juror.user


def recused_reader(room: Room) -> Any:
    keep_from(room.kept, room.readers[0], "Un ami.", UserFactory(association=True))
    return room.readers[0].user


def linked_president(room: Room) -> Any:
    keep(room, room.president)
    return room.president.user


def association_of_the_team(room: Room) -> Any:
    user = UserFactory(association=True)
    MembershipFactory(user=user, collectivity=room.kept.collectivity)
    return user


KEPT: tuple[Callable[[Room], Any], ...] = (
    linked_juror, recused_juror, recused_reader, linked_president, association_of_the_team,
)  # fmt: skip


@pytest.mark.parametrize("make", KEPT, ids=lambda one: one.__name__)
def test_a_dossier_that_is_kept_from_somebody_does_not_exist(room: Room, client_of: Any, make: Any) -> None:
    client = client_of(make(room))
    before = state()
    for name, verbs in OF_A_DOSSIER.items():
        for verb in verbs:
            sent = {"reason": "Rien", "niveau": "aucun", "avis": "Rien", "note": ""} if verb == POST else {}
            answer = getattr(client, verb)(address(name, room.kept), sent)
            assert (name, verb, answer.status_code) == (name, verb, 404)
    assert state() == before
    page = client.get("/jury/deliberation/dossiers/")
    assert room.kept.collectivity.name not in page.text
    assert (page.context["queue"].decided, len(page.context["queue"].rows)) == (0, 1)
    assert room.kept.collectivity.name not in client.get(room.address()).text
    assert room.kept.collectivity.name not in client.get("/jury/deliberation/", follow=True).text


@pytest.mark.parametrize("make", KEPT, ids=lambda one: one.__name__)
def test_what_is_decided_on_it_changes_nothing_for_her(room: Room, client_of: Any, make: Any, decide: Any) -> None:
    user = make(room)
    pages = ("/jury/deliberation/dossiers/", "/jury/deliberation/dossiers/?decide=oui", room.address(), "/jury/")

    def read() -> list[Any]:
        client = client_of(user)
        found = [client.get(page) for page in pages]
        return [(one.status_code, _without_tokens(one.text)) for one in found]

    before = read()
    association = UserFactory(association=True)
    for symbols in (5, 0, None):
        assert decide(association, room.kept, symbols=symbols).status_code == 302
        assert read() == before
        client_of(association).post(room.address("reprendre/", room.kept), {"reason": "Un fait nouveau."})
        assert read() == before


def _without_tokens(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)


def test_what_keeps_it_from_who_presides_leaves_the_decision_to_the_association(
    room: Room, client_of: Any, decide: Any
) -> None:
    keep(room, room.president)
    association = UserFactory(association=True)
    page = client_of(association).get(room.address("", room.kept)).text
    assert "La présidence est sortie de la salle" in page
    assert decide(association, room.kept).status_code == 302
    decision = Decision.objects.get()
    assert decision.by == "association"
    assert decision.presences.get(juror=room.president).reason == "Lien déclaré"


def test_nobody_steps_aside_in_the_room_once_the_palmares_is_settled(room: Room, client_of: Any) -> None:
    client = client_of(room.readers[0].user)
    Campaign.objects.filter(pk=room.campaign.pk).update(settled_at=timezone.now())
    assert room.address("deport/") not in client.get(room.address()).text
    page = client.post(room.address("deport/"), {"note": "Un ami d’enfance."}, follow=True).text
    assert "Le palmarès est arrêté." in page
    assert not Assignment.objects.recused().exists()


def test_stepping_aside_in_the_room_is_for_good(room: Room, client_of: Any) -> None:
    for juror in (room.readers[0], room.juror):
        client = client_of(juror.user)
        assert client.post(room.address("deport/", room.kept), {"note": "Un ami d’enfance."}).status_code == 302
        assert client.get(room.address("", room.kept)).status_code == 404
        assert "Arvieu" not in client.get("/jury/deliberation/dossiers/").text
        own = Assignment.objects.get(juror=juror, dossier=room.kept)
        assert (own.state, own.recused_by, own.reason) == ("recused", RecusedBy.JUROR, "Un ami d’enfance.")
        # A second click finds nothing.
        assert client.post(room.address("deport/", room.kept), {"note": ""}).status_code == 404
    # Nobody is given a dossier of which the jury deliberates, and what she had written counts no more.
    assert Assignment.objects.filter(dossier=room.kept).count() == 3
    page = client_of(room.president.user).get(room.address("", room.kept)).text
    assert "Solide : 40.00." not in page
    assert "Solide : 42.00." in page.replace("\u00a0", " ")
    assert room.state(room.kept) == DossierState.DELIBERATION


def test_a_link_declared_meanwhile_stops_who_decides(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    seen = client.get(room.address()).context["form"]["vu"].value()
    keep(room, room.president, room.dossier)
    sent = {"niveau": "aucun", "avis": "Non.", "vu": seen}
    assert client.post(room.address(), sent).status_code == 404
    assert not Decision.objects.exists()


def test_nothing_of_it_reaches_the_commune(room: Room, client_of: Any, decide: Any, mailoutbox: Any) -> None:
    of = room.dossier.collectivity
    member = MembershipFactory(collectivity=of).user
    space = f"/espace/communes/{of.code}/"
    year = f"{space}dossier/{room.campaign.year}/"

    def read() -> list[Any]:
        client = client_of(member)
        return [(client.get(one).status_code, _without_tokens(client.get(one).text)) for one in (space, year)]

    before = read()
    decide(room.president.user, symbols=5)
    assert read() == before
    assert not mailoutbox
