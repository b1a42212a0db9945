"""What minutes say, that they are sealed once, and that their chain tells whatever is changed or missing."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from labels import append_only
from labels.enums import Actor, DossierState
from labels.fingerprints import fingerprint
from labels.minutes.content import of_sitting
from labels.minutes.sealing import seal_sitting
from labels.models import JournalEntry, Minutes, Sitting
from labels.signals import sitting_ended
from tests.factories import UserFactory
from tests.labels.factories import CampaignFactory, DecisionFactory, InterestFactory, SittingFactory
from tests.labels.minutes.world import HOUR, OPINION, Held, held

pytestmark = pytest.mark.django_db


def test_they_say_who_was_there_and_what_was_decided_in_order(ended: Held) -> None:
    content = seal_sitting(ended.sitting, None).content
    assert (content["year"], content["number"], content["previous"]) == (2027, 1, None)
    assert content["sitting"]["opened_at"] == "2026-12-14T08:00:00+00:00"
    assert content["presided"] == "Maryvonne Le Bris"
    assert [one["name"] for one in content["attendances"]] == ["Maryvonne Le Bris", "Awa Diallo"]
    first, second, third = content["decisions"]
    assert [one["collectivity"]["code"] for one in content["decisions"]] == ["12011", "22046", "56083"]
    assert (first["outcome"], first["level"]) == ("labelled", {"name": "Trois arobases", "symbols": 3})
    assert (first["mentions"], first["opinion"]) == (["Logiciel libre"], OPINION)
    assert (first["mean"], first["score"]) == ("68.34", "73.21")
    assert (second["outcome"], second["level"]["symbols"]) == ("mention", 0)
    assert (second["present"], second["stepped_out"]) == (["Maryvonne Le Bris"], ["Awa Diallo"])
    assert (third["outcome"], third["level"], third["mentions"]) == ("not_labelled", None, [])


def test_which_link_had_somebody_step_out_is_not_said(ended: Held) -> None:
    InterestFactory(juror=ended.juror, collectivity=ended.decisions[1].dossier.collectivity)
    content = of_sitting(ended.sitting)
    assert "contrat" not in str(content)
    assert "habite" not in str(content)


def test_what_is_decided_again_says_so_and_why(ended: Held) -> None:
    first = ended.decisions[0]
    JournalEntry.objects.create(
        campaign=ended.campaign, dossier=first.dossier, action="decide_again", source=DossierState.LABELLED,
        target=DossierState.DELIBERATION, by=Actor.PRESIDENT, reason="Une pièce était fausse.",
        at=ended.sitting.opened_at + 2 * HOUR,
    )  # fmt: skip
    DecisionFactory(
        dossier=first.dossier, symbols=2, sitting=ended.sitting, decided_at=ended.sitting.opened_at + 3 * HOUR
    )
    content = of_sitting(ended.sitting)
    assert [one["replaces"] for one in content["decisions"]] == [False, False, False, True]
    [again] = content["decided_again"]
    assert (again["collectivity"]["name"], again["reason"]) == ("Arvieu (Côtes-d'Armor)", "Une pièce était fausse.")


def test_a_sitting_that_ends_seals_its_minutes(ended: Held) -> None:
    user = UserFactory()
    sitting_ended.send(sender=Sitting, sitting=ended.sitting, by=user)
    minutes = Minutes.objects.get(sitting=ended.sitting)
    assert (minutes.account, minutes.fingerprint) == (user.pk, fingerprint(minutes.content))


def test_they_are_sealed_once(ended: Held) -> None:
    assert seal_sitting(ended.sitting, None) == seal_sitting(ended.sitting, None)
    assert Minutes.objects.count() == 1


def test_each_has_the_fingerprint_of_the_one_before(ended: Held) -> None:
    first = seal_sitting(ended.sitting, None)
    second = seal_sitting(SittingFactory(campaign=ended.campaign, is_over=True), None)
    assert (second.number, second.previous, second.content["previous"]) == (2, first, first.fingerprint)


def test_a_sitting_is_read_in_as_many_queries_whatever_its_size(django_assert_num_queries: Any) -> None:
    few = held()
    with django_assert_num_queries(8):
        of_sitting(few.sitting)
    many = held(CampaignFactory(year=2028), [(str(10_000 + one), f"Commune {one}", one % 6) for one in range(30)])
    with django_assert_num_queries(8):
        of_sitting(many.sitting)


class TestChecking:
    @pytest.fixture
    def chain(self, ended: Held) -> list[Minutes]:
        sittings = [ended.sitting, *(SittingFactory(campaign=ended.campaign, is_over=True) for _one in range(2))]
        return [seal_sitting(sitting, None) for sitting in sittings]

    def test_a_whole_chain_is_said_to_be(self, chain: list[Minutes]) -> None:
        out = io.StringIO()
        call_command("check_minutes", stdout=out)
        assert out.getvalue() == f"2027: 3 minutes, the last is {chain[-1].fingerprint}\n"

    @pytest.mark.parametrize(
        ("place", "changed", "told"),
        [
            (1, {"fingerprint": "ab" * 32}, ["number 2: its content is not what was sealed", "number 3: it does not"]),
            (0, {"content": {"number": 1}}, ["number 1: its content is not what was sealed"]),
            (1, {"content": {}}, ["number 2: its content", "number 2: it says another number"]),
        ],
    )
    def test_what_was_changed_is_named(
        self, chain: list[Minutes], place: int, changed: dict[str, Any], told: list[str]
    ) -> None:
        with append_only.exposed():
            Minutes.objects.filter(pk=chain[place].pk).update(**changed)
        self._fails(told)

    def test_one_that_is_missing_is_named(self, chain: list[Minutes]) -> None:
        with append_only.exposed():
            for one in reversed(chain[1:]):
                Minutes.objects.filter(pk=one.pk).delete()
        chain[2].previous = chain[0]
        chain[2].save(force_insert=True)
        self._fails(["number 3: number 2 is missing", "number 3: it does not follow"])

    def _fails(self, told: list[str]) -> None:
        said = io.StringIO()
        with pytest.raises(CommandError, match="faults in the minutes"):
            call_command("check_minutes", year=2027, stdout=io.StringIO(), stderr=said)
        for one in told:
            assert f"2027, {one}" in said.getvalue()
