"""Depositing: what is written, frozen and told, and that nothing is when it is refused."""

import datetime
import hashlib
import json
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from initiatives.models import InitiativePage, Theme
from labels.depositing import depositing
from labels.enums import Actor, DossierState
from labels.fingerprints import canonical
from labels.models import Answer, Deposit, Dossier, Evidence, JournalEntry
from labels.transitions import NotPossibleError, locked, perform
from labels.workflow import ASK_TO_COMPLETE
from tests.factories import InitiativePageFactory
from tests.labels.depositing.world import Ready
from tests.labels.factories import CLOSES, OPENS, DossierFactory, QuestionFactory, SectionFactory

SECOND = datetime.timedelta(seconds=1)
GRACE = datetime.timedelta(minutes=15)


def test_a_deposit_leaves_a_number_the_content_and_its_fingerprint(ready: Ready, post: Any) -> None:
    answer = post(ready.referent, ready.deposit_url)
    deposit = ready.deposit
    assert answer.headers["Location"] == ready.receipt_url
    assert (deposit.number, deposit.is_late, deposit.received_at) == ("2027-0001", False, OPENS)
    assert deposit.fingerprint == hashlib.sha256(canonical(deposit.content)).hexdigest()
    assert ready.again().state == DossierState.DEPOSITED
    entry = JournalEntry.objects.get(dossier=ready.dossier)
    assert (entry.action, entry.by, entry.account) == ("deposit", Actor.REFERENT, ready.referent.pk)


def test_the_content_is_all_that_the_dossier_said(deposited: Ready) -> None:
    content = deposited.deposit.content
    [section] = content["sections"]
    said = {question["code"]: question for question in section["questions"]}
    assert said["avis"]["text"] == deposited.questions["avis"].text
    assert said["avis"]["answer"]["number"] == "1"
    assert said["postes"]["answer"]["number"] == "12.5"
    assert said["voie"]["answer"]["choice"]["code"] == "service"
    assert said["idee"]["answer"]["text"] == "Le cahier des <chemins>.\n\nEt la *fontaine*."
    assert said["suite"]["answer"] is None
    assert said["preuves"]["evidence"][0]["content"]["title"] == "Le bus des écrans"
    assert said["preuves"]["files"] == [
        {"name": "bilan 2026.pdf", "media_type": "application/pdf", "size": 8, "digest": "a" * 64}
    ]
    assert (content["mentions"], content["path"], content["questionnaire"]) == (["Logiciel libre"], "short", "Village")


def test_the_sheet_is_frozen_as_it_is_written_now(deposited: Ready) -> None:
    proof = deposited.proof
    assert (proof.type_name, proof.frozen_at) == ("initiatives.InitiativePage", OPENS)
    deposited.sheet.title = "Le car"
    deposited.sheet.save_revision().publish()
    InitiativePage.objects.get(pk=deposited.sheet.pk).delete()
    kept = deposited.proof
    assert (kept.initiative, kept.title, kept.content["title"]) == (None, "Le bus des écrans", "Le bus des écrans")


def test_neither_who_wrote_the_sheet_nor_remarks_go_to_the_jury(deposited: Ready) -> None:
    assert {"owner", "locked_by", "wagtail_admin_comments"}.isdisjoint(deposited.proof.content)


def test_a_sheet_without_revision_is_frozen_too(ready: Ready, post: Any) -> None:
    bare = InitiativePageFactory(parent=ready.town.page, title="La borne", started_on=datetime.date(2025, 3, 1))
    Evidence.objects.create(
        dossier=ready.dossier, question=ready.questions["preuves"], initiative=bare, title=bare.title
    )
    post(ready.referent, ready.deposit_url)
    assert Evidence.objects.get(initiative=bare).content["started_on"] == "2025-03-01"


def test_the_whole_team_has_the_receipt(ready: Ready, post: Any, mailoutbox: list[Any]) -> None:
    post(ready.referent, ready.deposit_url)
    assert {address for message in mailoutbox for address in message.to} == {
        ready.referent.email,
        ready.contributor.email,
    }
    body = mailoutbox[0].body
    for said in ("2027-0001", ready.deposit.fingerprint, "1er\u00a0avril 2026",
                 "9\u00a0h\u00a000\u00a0min\u00a000\u00a0s", ready.receipt_url, "Le bus des écrans",
                 "bilan 2026.pdf", "Logiciel libre", "(5/6)"):  # fmt: skip
        assert said in body
    assert "délai de grâce" not in body


@pytest.mark.parametrize(("after", "is_late"), [(datetime.timedelta(0), False), (SECOND, True), (GRACE, True)])
def test_what_is_received_within_the_grace_period_is_accepted_and_says_so(
    ready: Ready, post: Any, mailoutbox: list[Any], client_of: Any, after: datetime.timedelta, is_late: bool
) -> None:
    with time_machine.travel(CLOSES + after, tick=False):
        post(ready.referent, ready.deposit_url)
        assert ready.deposit.is_late is is_late
        assert ("délai de grâce" in mailoutbox[0].body) is is_late
        assert ("délai de grâce" in client_of(ready.referent).get(ready.receipt_url).text) is is_late


def test_after_the_grace_period_nothing_is_received(ready: Ready, post: Any, mailoutbox: list[Any]) -> None:
    with time_machine.travel(CLOSES + GRACE + SECOND, tick=False):
        answer = post(ready.referent, ready.deposit_url)
    assert answer.status_code == 409
    assert "closes depuis le 12 novembre 2026 à 23\u00a0h\u00a059" in answer.text
    _untouched(ready, mailoutbox)


def test_the_hour_of_winter_is_that_of_paris(ready: Ready) -> None:
    """23:59:59 on the twelfth of November is 22:59:59 UTC; in summer it would be 21:59:59."""
    with time_machine.travel(datetime.datetime(2026, 11, 12, 22, 59, 59, tzinfo=datetime.UTC), tick=False):
        assert not depositing.deposit(ready.dossier.pk, ready.referent).deposit.is_late


def test_what_lacks_keeps_it_from_being_deposited(ready: Ready, post: Any, mailoutbox: list[Any]) -> None:
    Answer.objects.filter(question=ready.questions["avis"]).delete()
    answer = post(ready.referent, ready.deposit_url)
    assert answer.status_code == 409
    assert "Une question sans réponse dans" in answer.text
    _untouched(ready, mailoutbox)


def test_to_write_is_not_to_deposit(ready: Ready, post: Any, mailoutbox: list[Any]) -> None:
    assert post(ready.contributor, ready.deposit_url).status_code == 403
    with pytest.raises(NotPossibleError):
        depositing.deposit(ready.dossier.pk, ready.contributor)
    _untouched(ready, mailoutbox)


def test_nobody_else_deposits(
    ready: Ready, post: Any, association: Any, other_member: Any, mailoutbox: list[Any]
) -> None:
    for user in (association, other_member):
        assert post(user, ready.deposit_url).status_code == 404
        with pytest.raises(NotPossibleError):
            depositing.deposit(ready.dossier.pk, user)
    assert post(None, ready.deposit_url).headers["Location"].startswith("/connexion/")
    _untouched(ready, mailoutbox)


def test_who_presses_twice_has_one_deposit_and_its_receipt(ready: Ready, post: Any, mailoutbox: list[Any]) -> None:
    first, second = (post(ready.referent, ready.deposit_url) for _time in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Deposit.objects.count() == JournalEntry.objects.count() == 1
    assert len(mailoutbox) == 2


def test_numbers_follow_each_other_within_a_campaign(ready: Ready) -> None:
    depositing.deposit(ready.dossier.pk, ready.referent)
    depositing.take_back(ready.dossier.pk, ready.referent)
    again = depositing.deposit(ready.dossier.pk, ready.referent)
    assert again.deposit.number == "2027-0002"
    assert Deposit.objects.count() == 2


def test_the_same_content_has_the_same_fingerprint_and_another_another(ready: Ready) -> None:
    prints = []
    for text in ("Un.", "Un.", "Deux."):
        Answer.objects.filter(question=ready.questions["idee"]).update(text=text)
        prints.append(depositing.deposit(ready.dossier.pk, ready.referent).deposit.fingerprint)
        depositing.take_back(ready.dossier.pk, ready.referent)
    assert prints[0] == prints[1] != prints[2]


def test_what_the_association_asks_to_complete_is_deposited_again(
    deposited: Ready, post: Any, mailoutbox: list[Any]
) -> None:
    later = CLOSES + datetime.timedelta(days=3)
    with time_machine.travel(later, tick=False):
        until = later + datetime.timedelta(days=5)
        perform(ASK_TO_COMPLETE, locked(deposited.dossier.pk), frozenset({Actor.ASSOCIATION}), None, "Un bilan.", until)
        deposited.sheet.title = "Le car"
        deposited.sheet.save_revision()
        mailoutbox.clear()
        assert post(deposited.referent, deposited.deposit_url).status_code == 302
    first, second = Deposit.objects.order_by("pk")
    assert (second.number, second.is_late) == ("2027-0002", False)
    assert "Le bus des écrans" in json.dumps(first.content, ensure_ascii=False)
    assert deposited.proof.content["title"] == "Le car"


def _untouched(ready: Ready, mailoutbox: list[Any]) -> None:
    assert Dossier.objects.get(pk=ready.dossier.pk).state == DossierState.DRAFT
    assert not Deposit.objects.exists()
    assert not JournalEntry.objects.exists()
    assert ready.proof.frozen_at is None
    assert mailoutbox == []


@pytest.mark.parametrize("size", [1, 5])
def test_a_deposit_costs_the_same_for_few_and_many(
    ready: Ready, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(size):
        section = SectionFactory(questionnaire=ready.dossier.questionnaire)
        question = QuestionFactory(section=section, for_evidence=True)
        sheet = InitiativePageFactory(parent=ready.town.page)
        sheet.save_revision()
        Evidence.objects.create(dossier=ready.dossier, question=question, initiative=sheet, title=sheet.title)
    with django_assert_num_queries(24):
        depositing.deposit(ready.dossier.pk, ready.referent)


@pytest.mark.parametrize("size", [1, 5])
def test_sheets_without_revision_cost_the_same_for_few_and_many(
    ready: Ready, size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Those that were imported, and that nobody has written since."""
    question = QuestionFactory(section__questionnaire=ready.dossier.questionnaire, for_evidence=True)
    theme = Theme.objects.in_language("fr").first()
    for _number in range(size):
        sheet = InitiativePageFactory(parent=ready.town.page, themes=[theme])
        assert sheet.latest_revision is None
        Evidence.objects.create(dossier=ready.dossier, question=question, initiative=sheet, title=sheet.title)
    with django_assert_num_queries(31):
        depositing.deposit(ready.dossier.pk, ready.referent)
    frozen = Evidence.objects.filter(question=question)
    assert [proof.content["themes"] for proof in frozen] == [[theme.pk]] * size


def test_a_dossier_that_is_not_theirs_is_not_found(ready: Ready, client_of: Any) -> None:
    other = DossierFactory(campaign=ready.dossier.campaign)
    address = ready.deposit_url.replace("/22046/", f"/{other.collectivity.code_path}/")
    assert client_of(ready.referent).get(address).status_code == 404
    assert client_of(ready.referent).get(ready.deposit_url.replace("2027", "2026")).status_code == 404
