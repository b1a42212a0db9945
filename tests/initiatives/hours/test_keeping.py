"""What is kept of hours: for how long, of whom, and where two communes become one."""

import datetime
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry

from collectivities.reference.merging import absorb
from collectivities.team.managing import leave
from initiatives.models import Hour, Seat
from portal.personal_data import erase, held
from tests.factories import HourFactory, MembershipFactory, SeatFactory
from tests.initiatives.conftest import Neighbour
from tests.initiatives.hours.conftest import asking, in_space

pytestmark = pytest.mark.django_db


def test_a_past_hour_is_erased_after_six_months_with_who_came_and_its_journal(
    arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    kept, gone = (HourFactory(collectivity=mauron.collectivity) for _ in range(2))
    for hour in (kept, gone):
        post(arvieu.user, asking(hour), text="Qui paie ?", collectivity=arvieu.collectivity.pk)
    now = timezone.now()
    Hour.objects.filter(pk=kept.pk).update(starts_at=now - datetime.timedelta(days=170))
    Hour.objects.filter(pk=gone.pk).update(starts_at=now - datetime.timedelta(days=190))
    call_command("purge_personal_data")
    assert list(Hour.objects.all()) == [kept]
    assert [seat.hour for seat in Seat.objects.all()] == [kept]
    assert {entry.object_id for entry in ModelLogEntry.objects.filter(action="initiatives.hour_take")} == {str(kept.pk)}


def test_a_person_takes_away_what_she_wrote_and_nobody_elses(arvieu: Neighbour, mauron: Neighbour) -> None:
    hour = HourFactory(collectivity=mauron.collectivity, author=mauron.user)
    SeatFactory(hour=hour, asking=arvieu.collectivity, author=arvieu.user)
    mine, theirs = held(mauron.user)["fiches"], held(arvieu.user)["fiches"]
    assert [(one["subject"], one["access"]) for one in mine["hours"]] == [(hour.subject, hour.access)]
    assert (mine["places"], theirs["hours"]) == ([], [])
    assert [one["text"] for one in theirs["places"]] == ["Qui paie le chauffage ?"]


def test_who_left_is_named_no_more_and_the_hour_stays_the_commune_s(
    arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any
) -> None:
    hour = HourFactory(collectivity=mauron.collectivity, author=mauron.user)
    SeatFactory(hour=hour, asking=arvieu.collectivity, author=arvieu.user)
    colleague = MembershipFactory(collectivity=mauron.collectivity).user
    name = arvieu.user.get_full_name()
    assert name in client_of(colleague).get(in_space(mauron, hour)).text
    for user in (arvieu.user, mauron.user):
        user.delete()
    assert hour.subject in client.get("/une-heure-avec/").text
    page = client_of(colleague).get(in_space(mauron, hour)).text
    assert "Qui paie le chauffage" in page
    assert name not in page


def test_hours_and_places_follow_communes_that_merge(
    arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any
) -> None:
    """One place stays where both had one; a commune that had a place in an hour of the other meets nobody."""
    of_old, of_new, of_third = (HourFactory(collectivity=town, places=3, is_tomorrow=True) for town in (
        mauron.collectivity, arvieu.collectivity, MembershipFactory().collectivity,
    ))  # fmt: skip
    for town in (arvieu, mauron):
        SeatFactory(hour=of_third, asking=town.collectivity, text=town.collectivity.name)
    SeatFactory(hour=of_new, asking=mauron.collectivity)
    absorb(mauron.collectivity, arvieu.collectivity)
    of_old.refresh_from_db()
    assert of_old.collectivity == arvieu.collectivity
    assert [seat.text for seat in of_third.seats.all()] == ["Arvieu"]
    page = client_of(arvieu.user).get(arvieu.space).text
    assert in_space(arvieu, of_third) in page
    assert in_space(arvieu, of_new) not in page
    assert client.get("/une-heure-avec/").status_code == 200


def test_with_an_account_goes_how_to_join_and_who_comes_is_told(
    arvieu: Neighbour, mauron: Neighbour, django_capture_on_commit_callbacks: Any
) -> None:
    """How to join may be the number of the person."""
    MembershipFactory(collectivity=mauron.collectivity)
    coming, past = (
        HourFactory(collectivity=mauron.collectivity, author=mauron.user, is_past=is_past) for is_past in (False, True)
    )
    SeatFactory(hour=coming, asking=arvieu.collectivity)
    with django_capture_on_commit_callbacks(execute=True):
        erase(mauron.user)
    for hour in (coming, past):
        hour.refresh_from_db()
        assert hour.access == ""
    assert coming.is_cancelled
    [message] = [message for message in mail.outbox if message.to == [arvieu.user.email]]
    assert "est partie" in message.body


def test_of_an_empty_team_nobody_waits(
    arvieu: Neighbour, mauron: Neighbour, django_capture_on_commit_callbacks: Any
) -> None:
    hour = HourFactory(collectivity=mauron.collectivity)
    colleague = MembershipFactory(collectivity=mauron.collectivity)
    for membership, is_cancelled in ((colleague, False), (mauron.user.memberships.get(), True)):
        with django_capture_on_commit_callbacks(execute=True):
            leave(membership)
        hour.refresh_from_db()
        assert hour.is_cancelled == is_cancelled


def test_the_hours_of_a_team_that_merges_go_on(
    arvieu: Neighbour, mauron: Neighbour, django_capture_on_commit_callbacks: Any
) -> None:
    hour = HourFactory(collectivity=mauron.collectivity)
    MembershipFactory(user=mauron.user, collectivity=arvieu.collectivity)
    with django_capture_on_commit_callbacks(execute=True):
        absorb(mauron.collectivity, arvieu.collectivity)
    hour.refresh_from_db()
    assert (hour.collectivity, hour.is_cancelled) == (arvieu.collectivity, False)
