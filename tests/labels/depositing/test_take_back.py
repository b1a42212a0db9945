"""Taking a dossier back: until the closing, by those who deposit, and without losing anything."""

import datetime
from typing import Any

import pytest
import time_machine

from initiatives.models import InitiativePage
from labels.depositing import depositing
from labels.enums import DossierState
from labels.models import Deposit, JournalEntry
from labels.transitions import NotPossibleError
from tests.factories import InitiativePageFactory
from tests.labels.depositing.conftest import Ready
from tests.labels.factories import CLOSES

SECOND = datetime.timedelta(seconds=1)


def test_it_is_a_draft_again_and_its_proofs_follow_their_sheets(
    deposited: Ready, post: Any, mailoutbox: list[Any]
) -> None:
    assert post(deposited.referent, deposited.take_back_url).status_code == 302
    assert deposited.again().state == DossierState.DRAFT
    assert (deposited.proof.frozen_at, deposited.proof.content) == (None, None)
    assert Deposit.objects.count() == 1
    assert {address for message in mailoutbox for address in message.to} == {
        deposited.referent.email,
        deposited.contributor.email,
    }


def test_what_a_deleted_sheet_said_is_kept(deposited: Ready) -> None:
    InitiativePage.objects.get(pk=deposited.sheet.pk).delete()
    depositing.take_back(deposited.dossier.pk, deposited.referent)
    assert deposited.proof.content["title"] == "Le bus des écrans"
    InitiativePageFactory(parent=deposited.town.page)
    again = depositing.deposit(deposited.dossier.pk, deposited.referent)
    assert "Le bus des écrans" in str(again.deposit.content)


def test_who_presses_twice_is_told_no_error(deposited: Ready, post: Any) -> None:
    for _time in range(2):
        assert post(deposited.referent, deposited.take_back_url).status_code == 302
    assert JournalEntry.objects.filter(action="take_back").count() == 1


@pytest.mark.parametrize(("moment", "is_possible"), [(CLOSES, True), (CLOSES + SECOND, False)])
def test_it_is_possible_to_the_second_of_the_closing(
    deposited: Ready, post: Any, client_of: Any, moment: datetime.datetime, is_possible: bool
) -> None:
    with time_machine.travel(moment, tick=False):
        shown = client_of(deposited.referent).get(deposited.take_back_url).text
        post(deposited.referent, deposited.take_back_url)
    assert ("La clôture est passée" not in shown) is is_possible
    assert (deposited.again().state == DossierState.DRAFT) is is_possible


def test_others_do_not(deposited: Ready, post: Any, association: Any, other_member: Any, client_of: Any) -> None:
    assert post(deposited.contributor, deposited.take_back_url).status_code == 403
    assert "Le dépôt revient aux référent·es" in client_of(deposited.contributor).get(deposited.take_back_url).text
    for user in (association, other_member):
        assert post(user, deposited.take_back_url).status_code == 404
        with pytest.raises(NotPossibleError):
            depositing.take_back(deposited.dossier.pk, user)
    assert deposited.again().state == DossierState.DEPOSITED
