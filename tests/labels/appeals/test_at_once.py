"""Two référents, or two of the association, act on an appeal at the same moment. On PostgreSQL, which lets them."""

from typing import Any

import pytest
import time_machine

from home.setup import set_up_portal
from labels.appeals.answering import move_appeal, rectify
from labels.appeals.filing import AlreadyFiledError, file
from labels.appeals.states import DISMISS, UPHOLD
from labels.models import Appeal, Award, JournalEntry, Rectification
from labels.transitions import NotPossibleError
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.outcome.world import AFTER, decided, edition

pytestmark = ON_POSTGRESQL


@pytest.fixture(autouse=True)
def _after_the_ceremony() -> Any:
    with time_machine.travel(AFTER, tick=False):
        set_up_portal()
        yield


def test_two_at_once_file_one() -> None:
    dossier = decided(edition(), CollectivityFactory())
    users = [MembershipFactory(collectivity=dossier.collectivity).user for _one in range(2)]
    done = at_once(
        *(lambda user=user: file(dossier.pk, user, "Le bilan n’a pas été lu.") for user in users),
        expected=(AlreadyFiledError,),
    )
    assert sorted(isinstance(one, Appeal) for one in done) == [False, True]
    assert Appeal.objects.count() == JournalEntry.objects.count() == 1


def test_two_answers_at_once_are_one_and_a_label_is_put_right_once() -> None:
    year = edition()
    dossier = decided(year, CollectivityFactory())
    appeal = file(dossier.pk, MembershipFactory(collectivity=dossier.collectivity).user, "Le bilan n’a pas été lu.")
    users = [UserFactory(association=True) for _one in range(2)]
    moves = zip((UPHOLD, DISMISS), users, strict=True)
    done = at_once(
        *(lambda move=move, user=user: move_appeal(appeal.pk, move, user, "Relu.") for move, user in moves),
        expected=(NotPossibleError,),
    )
    assert sorted(isinstance(one, Appeal) for one in done) == [False, True]
    Appeal.objects.update(state="founded")
    levels = [year.campaign.levels.get(symbols=symbols) for symbols in (4, 5)]
    at_once(
        *(lambda level=level: rectify(appeal.pk, level, users[0], "Une preuve.") for level in levels),
        expected=(NotPossibleError,),
    )
    assert Rectification.objects.get().after == Award.objects.get().level
