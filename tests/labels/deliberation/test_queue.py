"""The list of dossiers: its order, its filters, what each line says."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from labels.deliberation.letters import Naming
from labels.deliberation.listing import PER_PAGE, shown
from labels.deliberation.queue import queue_of
from labels.deliberation.room import Seat
from labels.enums import RunState
from labels.models import Attendance, Decision, Dossier, Juror, Trial
from labels.robustness.results import Result, Verdict
from tests.factories import CollectivityFactory, UserFactory
from tests.labels.deliberation.conftest import Room, more_dossiers
from tests.labels.factories import AwardFactory, CampaignFactory

QUEUE = "/jury/deliberation/dossiers/"


def names(page: Any) -> list[str]:
    return [line.row.dossier.collectivity.name for line in page.context["lines"]]


def test_what_asks_to_be_talked_over_comes_first(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    # Elven: 6 points apart, 8 above a threshold; Arvieu: 2 apart, 6 above one, and three arobases proposed for two.
    assert names(client.get(QUEUE)) == ["Arvieu", "Elven"]
    assert names(client.get(f"{QUEUE}?ordre=ecart")) == ["Elven", "Arvieu"]
    assert names(client.get(f"{QUEUE}?ordre=note")) == ["Elven", "Arvieu"]
    assert names(client.get(f"{QUEUE}?ordre=nom")) == ["Arvieu", "Elven"]
    assert names(client.get(f"{QUEUE}?ordre=n-importe-quoi")) == ["Arvieu", "Elven"]


def test_it_is_filtered_and_searched(room: Room, client_of: Any, decide: Any) -> None:
    decide(room.president.user)
    client = client_of(room.president.user)
    assert names(client.get(f"{QUEUE}?decide=oui")) == ["Elven"]
    assert names(client.get(f"{QUEUE}?decide=non")) == ["Arvieu"]
    assert names(client.get(f"{QUEUE}?niveau=2")) == ["Arvieu"]
    assert names(client.get(f"{QUEUE}?q=elv")) == ["Elven"]
    assert names(client.get(f"{QUEUE}?q=xylophone")) == []
    assert "1 décidé sur 2" in client.get(QUEUE).text


@pytest.mark.parametrize(("number", "said"), [("69.96", "70,0"), ("72.27", "72,3"), ("72.24", "72,2"), ("0.04", "0,0")])
def test_numbers_are_rounded_as_those_of_the_readings_beside_them(number: str, said: str) -> None:
    assert shown(Decimal(number)) == said
    assert shown(None) == ""


def test_who_leads_reads_names_and_the_others_letters(room: Room, client_of: Any) -> None:
    for who in (room.president.user, UserFactory(association=True)):
        page = client_of(who).get(QUEUE).text
        assert "Maël Abgrall 61,2" in page
    page = client_of(room.juror.user).get(QUEUE).text
    assert "A 61,2" in page
    assert "Abgrall" not in page
    page = client_of(room.readers[0].user).get(room.address()).text
    assert "Lecture A (la vôtre)" in page
    assert "Benali" not in page


def test_who_deposits_while_it_is_read_has_no_letter_yet(
    room: Room, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her mark is read before the letters, or after: the next page says which is hers."""
    monkeypatch.setattr("labels.deliberation.listing.naming_of_campaign", lambda seat: Naming(seat, [], {}))
    page = client_of(room.juror.user).get(QUEUE).text
    assert "– 61,2" in page


def test_a_line_says_last_year_and_the_decision(room: Room, client_of: Any, decide: Any) -> None:
    past = CampaignFactory(year=2026, is_past=True)
    AwardFactory(campaign=past, collectivity=room.dossier.collectivity, symbols=2)
    decide(room.president.user, symbols=4)
    page = client_of(room.president.user).get(f"{QUEUE}?decide=oui").text
    assert ">2026<" in page
    assert 'aria-label="Deux arobases"' in page
    assert "Quatre arobases" in page


def test_the_way_from_one_to_the_next_is_that_of_the_list(room: Room, client_of: Any) -> None:
    more_dossiers(room, 2)
    client = client_of(room.president.user)
    listed = [line.url for line in client.get(f"{QUEUE}?ordre=nom").context["lines"]]
    assert listed[0].endswith("?ordre=nom")
    walked = [listed[0]]
    while following := client.get(walked[-1]).context["after_url"]:
        walked.append(following)
    assert walked == listed


def test_without_a_mark_it_comes_first_and_nothing_is_proposed(room: Room, client_of: Any) -> None:
    bare = Dossier.objects.create(
        campaign=room.campaign,
        questionnaire=room.dossier.questionnaire,
        collectivity=CollectivityFactory(name="Zonza"),
        state="deliberation",
        deposited_at=room.dossier.deposited_at,
    )
    client = client_of(room.president.user)
    assert names(client.get(QUEUE))[0] == "Zonza"
    page = client.get(room.address("", bare))
    assert "Aucune note ne compte" in page.text
    assert page.context["form"]["niveau"].value() is None
    assert names(client.get(f"{QUEUE}?niveau=aucun")) == ["Zonza"]


def test_an_empty_room_says_so(room: Room, client_of: Any) -> None:
    Dossier.objects.update(state="reading")
    assert "Aucun dossier n’est encore en délibération." in client_of(room.president.user).get(QUEUE).text


def test_neighbours_of_one_that_the_filters_leave_out(room: Room) -> None:
    more_dossiers(room, 3)
    juror = Juror.objects.with_interests().get(pk=room.president.pk)
    queue = queue_of(Seat(juror.user, room.campaign, juror, False, room.sitting), QueryDict("ordre=nom&q=plouha"))
    before, after = queue.around(room.dossier)
    assert before is None
    assert after
    assert after.dossier.collectivity.name == "Plouha 0"
    assert Attendance.objects.count() == 4


def test_a_fragile_level_is_marked_before_the_decision_which_keeps_it(room: Room, client_of: Any, decide: Any) -> None:
    three = Verdict(Decimal("58.10"), 4, (0.0, 0.0, 0.0, 0.3, 0.62, 0.08, 0.0))
    firm = Verdict(Decimal("41.00"), 3, (0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0))
    result = Result({room.dossier.pk: three, room.kept.pk: firm}, (0, 1, 2, 3, 4, 5)).kept()
    Trial.objects.create(
        campaign=room.campaign, state=RunState.DONE, seed=1, draws=1_000, digest="a" * 64, result=result,
        ended_at=room.sitting.opened_at,
    )  # fmt: skip
    client = client_of(room.juror.user)
    page = client.get(f"{QUEUE}?solidite=fragile")
    assert names(page) == ["Elven"]
    assert "fragile, 62" in page.text
    assert names(client.get(f"{QUEUE}?ordre=fragile")) == ["Elven", "Arvieu"]
    assert "fragile, 62" in client.get(room.address()).text
    assert "niveau ferme" in client.get(room.address("", room.kept)).text
    decide(room.president.user)
    assert Decision.objects.get().basis["firmness"] == {"is_fragile": True, "probability": 0.62}


def test_a_long_list_is_cut_and_whole_on_paper(room: Room, client_of: Any) -> None:
    more_dossiers(room, PER_PAGE)
    client = client_of(room.president.user)
    first = client.get(QUEUE)
    assert len(names(first)) == PER_PAGE
    assert "tout=1" in first.text
    assert len(names(client.get(f"{QUEUE}?page=2"))) == 2
    assert len(names(client.get(f"{QUEUE}?tout=1"))) == PER_PAGE + 2
