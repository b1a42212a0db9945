"""Colleagues press at the same moment. On PostgreSQL, which lets them."""

from typing import Any

import pytest
import time_machine

from collectivities.enums import Role
from home.setup import set_up_portal
from labels.depositing import depositing
from labels.freezing import thawed
from labels.models import Deposit, JournalEntry
from labels.transitions import NotPossibleError
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import MembershipFactory
from tests.labels.depositing.world import ready_dossier
from tests.labels.factories import OPENS, DossierFactory

pytestmark = ON_POSTGRESQL


@pytest.fixture(autouse=True)
def _while_open() -> Any:
    with time_machine.travel(OPENS, tick=False):
        set_up_portal()
        yield


def test_two_deposits_at_once_make_one() -> None:
    ready = ready_dossier()
    second = MembershipFactory(collectivity=ready.dossier.collectivity, role=Role.REFERENT).user
    done = at_once(*(lambda user=user: depositing.deposit(ready.dossier.pk, user) for user in (ready.referent, second)))
    assert len({one.deposit.pk for one in done}) == 1
    assert sorted(one.is_new for one in done) == [False, True]
    assert Deposit.objects.count() == JournalEntry.objects.count() == 1


def test_many_communes_at_once_have_numbers_of_their_own() -> None:
    ready = ready_dossier()
    campaign = ready.dossier.campaign
    with thawed():
        campaign.rules.all().delete()
    dossiers = [DossierFactory(campaign=campaign, questionnaire=ready.dossier.questionnaire) for _ in range(8)]
    users = [MembershipFactory(collectivity=one.collectivity).user for one in dossiers]
    pairs = list(zip(dossiers, users, strict=True))
    at_once(*(lambda pair=pair: depositing.deposit(pair[0].pk, pair[1]) for pair in pairs))
    numbers = sorted(Deposit.objects.values_list("number", flat=True))
    assert numbers == [f"2027-000{number}" for number in range(1, 9)]


def test_a_deposit_and_taking_back_come_one_after_the_other() -> None:
    ready = ready_dossier()
    depositing.deposit(ready.dossier.pk, ready.referent)
    at_once(
        lambda: depositing.take_back(ready.dossier.pk, ready.referent),
        lambda: depositing.deposit(ready.dossier.pk, ready.referent),
        expected=(NotPossibleError,),
    )
    entries = list(JournalEntry.objects.order_by("pk").values_list("source", "target"))
    assert all(before[1] == after[0] for before, after in zip(entries, entries[1:], strict=False))
    assert ready.again().state == entries[-1][1]
    assert (ready.proof.frozen_at is None) is (entries[-1][1] == "draft")
