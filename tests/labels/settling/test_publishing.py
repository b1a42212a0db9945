"""Once the embargo is over: each decided dossier is published, and its team told, once."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from labels.enums import Actor, DossierState
from labels.models import Dossier, JournalEntry
from labels.settling import publishing
from labels.settling.settling import settle
from tests.factories import MembershipFactory
from tests.labels.factories import DossierFactory
from tests.labels.settling.conftest import SECOND, Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(decided: Table) -> Table:
    settle(decided.campaign.pk, Actor.PRESIDENT, decided.president.user)
    for decision in decided.decisions:
        MembershipFactory(collectivity=decision.dossier.collectivity, user__email=f"{decision.outcome}@town.example")
    return decided


@pytest.fixture
def publish(django_capture_on_commit_callbacks: Any) -> Any:
    def run(*options: str) -> str:
        out = io.StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_palmares", *options, stdout=out)
        return out.getvalue()

    return run


def _states() -> list[str]:
    return list(Dossier.objects.order_by("pk").values_list("state", flat=True))


def test_nothing_before_the_second_of_the_embargo(settled: Table, publish: Any, clock: Any, mailoutbox: Any) -> None:
    before = _states()
    clock.move_to(settled.campaign.embargo_until - SECOND)
    assert "dossiers" not in publish("--dry-run")
    publish()
    assert _states() == before == ["labelled", "mention", "not_labelled"]
    assert not mailoutbox


def test_each_is_published_and_told_whatever_was_decided(
    settled: Table, publish: Any, clock: Any, mailoutbox: Any
) -> None:
    draft = DossierFactory(campaign=settled.campaign)
    clock.move_to(settled.campaign.embargo_until)
    assert "3 dossiers would be published." in publish("--dry-run")
    assert _states()[:3] == ["labelled", "mention", "not_labelled"]
    assert "3 dossiers published." in publish()
    assert _states() == ["published"] * 3 + ["draft"]
    assert draft.state == DossierState.DRAFT
    mails = [mail for mail in mailoutbox if "town.example" in mail.to[0]]
    assert sorted(mail.to[0] for mail in mails) == [
        "labelled@town.example", "mention@town.example", "not_labelled@town.example",
    ]  # fmt: skip
    for mail in mails:
        assert "l’avis motivé du jury est à lire" in mail.body
        # The same words for all: who has no label is not congratulated, and a mail says no level.
        for told in ("élicitations", "labellis", "arobase", "73", "Chaque lieu"):
            assert told not in mail.subject + mail.body
    entries = JournalEntry.objects.filter(action="publish")
    assert {(one.by, one.account, one.source) for one in entries} == {
        ("portal", None, "labelled"), ("portal", None, "mention"), ("portal", None, "not_labelled"),
    }  # fmt: skip


def test_again_it_does_nothing(settled: Table, publish: Any, clock: Any, mailoutbox: Any) -> None:
    clock.move_to(settled.campaign.embargo_until)
    publish()
    mailoutbox.clear()
    assert "dossiers" not in publish()
    assert not mailoutbox


def test_two_runs_at_once_publish_each_once(settled: Table, clock: Any) -> None:
    """The second has read what is due before the first did it."""
    clock.move_to(settled.campaign.embargo_until)
    keys = list(publishing.keys_to_publish())
    assert [publishing.publish(key) for key in keys] == [True] * 3
    assert [publishing.publish(key) for key in keys] == [False] * 3
    assert JournalEntry.objects.filter(action="publish").count() == 3


def test_one_that_fails_stops_no_other(settled: Table, publish: Any, clock: Any, monkeypatch: Any) -> None:
    first, perform = settled.decisions[0].dossier_id, publishing.perform

    def failing(transition: Any, dossier: Any, *args: Any) -> Any:
        if dossier.pk == first:
            raise RuntimeError
        return perform(transition, dossier, *args)

    clock.move_to(settled.campaign.embargo_until)
    with monkeypatch.context() as patch:
        patch.setattr(publishing, "perform", failing)
        with pytest.raises(CommandError, match="1 dossiers failed"):
            publish()
    assert _states() == ["labelled", "published", "published"]
    publish()
    assert _states() == ["published"] * 3


def test_before_the_command_has_run_everybody_is_told_right(settled: Table, clock: Any) -> None:
    dossier = Dossier.objects.select_related("campaign").get(pk=settled.decisions[0].dossier_id)
    assert dossier.state_for_all == DossierState.DELIBERATION
    clock.move_to(settled.campaign.embargo_until)
    assert dossier.state_for_all == DossierState.LABELLED
