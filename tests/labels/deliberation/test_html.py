"""The pages of the room are valid HTML, in every state that they have."""

from typing import Any

import pytest

from labels.models import Attendance, Dossier
from tests.labels.deliberation.conftest import Room, keep
from tests.labels.factories import AssignmentFactory, JurorFactory, MentionFactory
from tests.portal.test_html import problems_of, title_of

DOOR = "/jury/deliberation/"
QUEUE = f"{DOOR}dossiers/"


@pytest.fixture
def address(room: Room) -> str:
    MentionFactory(campaign=room.campaign)
    return room.address()


def test_while_the_jury_prepares_and_sits(room: Room, client_of: Any, address: str) -> None:
    JurorFactory(campaign=room.campaign, is_undeclared=True)
    AssignmentFactory(dossier__campaign=room.campaign, dossier__questionnaire=room.dossier.questionnaire)
    client = client_of(room.president.user)
    keep(room, room.juror, room.dossier)
    more = ("", "rubriques/acces-public/", "decisions/", "reprendre/", "deport/")
    for one in (DOOR, QUEUE, f"{QUEUE}?decide=oui&q=x&ordre=nom", *(f"{address}{part}" for part in more)):
        assert problems_of(client.get(one).text) == [], one
    client.post(f"{DOOR}seance/lever/", {"seance": str(room.sitting.pk)})
    for one in (DOOR, address):
        assert problems_of(client.get(one).text) == [], one
    Dossier.objects.update(state="reading")
    assert problems_of(client.get(QUEUE).text) == []


def test_each_says_which_it_is(room: Room, client_of: Any, address: str) -> None:
    client = client_of(room.president.user)
    pages = (address, f"{address}rubriques/acces-public/", f"{address}decisions/", f"{address}reprendre/", DOOR, QUEUE)
    assert len({title_of(client.get(one).text) for one in pages}) == len(pages)


def test_outside_and_for_who_does_not_lead(room: Room, client_of: Any, address: str) -> None:
    client = client_of(room.juror.user)
    assert problems_of(client.get(address).text) == []
    Attendance.objects.all().delete()
    assert problems_of(client.get(DOOR).text) == []


def test_when_it_is_refused_and_once_it_is_decided(room: Room, client_of: Any, decide: Any, address: str) -> None:
    left = {f"sortie-{room.juror.pk}": "on"}
    refused = decide(room.president.user, niveau="", avis="", mentions=["0"], **left)
    assert refused.status_code == 422
    assert problems_of(refused.text) == []
    client = client_of(room.president.user)
    decide(room.president.user)
    again = client.post(address, {"niveau": "aucun", "avis": "Trop tard.", "vu": ""})
    assert again.status_code == 409
    assert problems_of(again.text) == []
    assert problems_of(client.post(f"{address}reprendre/", {"reason": ""}).text) == []
    client.post(f"{address}reprendre/", {"reason": "Un fait nouveau."})
    for one in (address, f"{address}decisions/"):
        assert problems_of(client.get(one).text) == [], one
