"""Once the call was made, part of the calendar moves, with a reason that everybody reads."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.utils.translation import override

from labels.campaigns.moving import MOVES, NotMovedError, movable, move
from labels.enums import Phase
from labels.models import Answer
from labels.models.campaign import MOVABLE
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import CLOSES, CampaignFactory, DossierFactory, QuestionFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WEEK = datetime.timedelta(days=7)
EMBARGO = CampaignFactory.embargo_until


@pytest.mark.usefixtures("autumn")
def test_the_journal_is_in_french_whoever_moves_it() -> None:
    campaign = CampaignFactory()
    with override("en"):
        move(campaign.pk, {"closes_at": CLOSES + WEEK}, "La panne de mardi.", UserFactory())
    said = campaign.journal.get().reason.replace("\u00a0", " ")
    assert "clôture" in said
    assert "devient « 19 novembre 2026 à 23 h 59 »" in said


def test_every_movable_field_has_its_rule() -> None:
    assert tuple(MOVES) == MOVABLE


def test_the_closing_is_put_back_with_its_reason(autumn: None, django_capture_on_commit_callbacks: Any) -> None:
    member = MembershipFactory(user__language="fr")
    campaign = DossierFactory(collectivity=member.collectivity).campaign
    with django_capture_on_commit_callbacks(execute=True):
        move(campaign.pk, {"closes_at": CLOSES + WEEK}, "La panne de mardi.", UserFactory())
    campaign.refresh_from_db()
    assert campaign.closes_at == CLOSES + WEEK
    entry = campaign.journal.get()
    assert entry.action == "campaign_moved"
    assert "12 novembre 2026" in entry.reason
    assert "19 novembre 2026" in entry.reason
    assert "La panne de mardi." in entry.reason
    assert [sent.to for sent in mail.outbox] == [[member.user.email]]
    assert "19 novembre 2026" in mail.outbox[0].body
    assert "au lieu du 12 novembre 2026" in mail.outbox[0].body
    assert "La panne de mardi." in mail.outbox[0].body


def test_who_has_no_dossier_is_not_told(autumn: None, django_capture_on_commit_callbacks: Any) -> None:
    MembershipFactory()
    with django_capture_on_commit_callbacks(execute=True):
        move(CampaignFactory().pk, {"ceremony_place": "Théâtre de Vannes"}, "Plus grand.", UserFactory())
    assert mail.outbox == []


def test_a_campaign_that_was_closed_is_open_again_with_every_answer() -> None:
    dossier, question = DossierFactory(), QuestionFactory()
    Answer.objects.create(dossier=dossier, question=question, number=1)
    with time_machine.travel(CLOSES + DAY, tick=False):
        assert dossier.campaign.phase() == Phase.CLOSED
        campaign = move(dossier.campaign.pk, {"closes_at": CLOSES + WEEK}, "La panne.", UserFactory())
        assert campaign.phase() == Phase.OPEN
    assert dossier.answers.get().number == 1


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"closes_at": CLOSES - DAY}, "closes_at", "ne s’avance pas"),
        ({"closes_at": None}, "closes_at", "Donnez une date"),
        ({"closes_at": CLOSES + 10 * WEEK}, "readings_until", "dans l’ordre de l’année"),
        ({"deliberation_at": CLOSES - WEEK - DAY}, "deliberation_at", "un moment à venir"),
        ({"appeals_until": EMBARGO + DAY}, "appeals_until", "ne s’avance pas"),
    ],
)
def test_what_does_not_move_is_said_and_nothing_changes(
    autumn: None, changes: dict[str, Any], field: str, said: str
) -> None:
    campaign = CampaignFactory()
    with pytest.raises(NotMovedError) as refused:
        move(campaign.pk, {**changes, "ceremony_place": "Vannes"}, "Essai.", UserFactory())
    assert said in refused.value.wrong[field]
    campaign.refresh_from_db()
    assert campaign.closes_at == CLOSES
    assert campaign.ceremony_place == "Hôtel de ville de Rennes"
    assert not campaign.journal.exists()


def test_nothing_moves_that_is_over() -> None:
    campaign = CampaignFactory(is_settled=True)
    with time_machine.travel(EMBARGO - DAY, tick=False):
        assert movable(campaign) == ["embargo_until", "appeals_until", "ceremony_place"]
        with pytest.raises(NotMovedError, match="Le palmarès est arrêté"):
            move(campaign.pk, {"closes_at": EMBARGO}, "Essai.", UserFactory())
    with time_machine.travel(EMBARGO, tick=False):
        assert movable(campaign) == ["appeals_until"]
        with pytest.raises(NotMovedError, match="Le palmarès est publié"):
            move(campaign.pk, {"embargo_until": EMBARGO + DAY}, "Essai.", UserFactory())
    with time_machine.travel(EMBARGO + 100 * DAY, tick=False):
        assert movable(campaign) == []


def test_nothing_moves_before_the_call() -> None:
    assert movable(CampaignFactory(is_prepared=True)) == []


def test_what_is_the_same_is_no_change(autumn: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        campaign = move(CampaignFactory().pk, {"closes_at": CLOSES}, "Essai.", UserFactory())
    assert not campaign.journal.exists()
