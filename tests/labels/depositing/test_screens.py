"""What the pages around a deposit say: why the button is off, what is sent, what was."""

import datetime
import io
from typing import Any

import pytest
import time_machine
from django.db import transaction
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from collectivities.enums import Role
from collectivities.models import Membership
from labels.depositing import depositing
from labels.depositing.addresses import deposited_pdf_address, pdf_address
from labels.depositing.offer import offer_of
from labels.enums import Actor
from labels.models import Answer, Evidence
from labels.transitions import locked, perform
from labels.workflow import ASK_TO_COMPLETE
from labels.writing.addresses import dossier_address
from tests.factories import InitiativePageFactory
from tests.labels.depositing.world import Ready
from tests.labels.documents.broken import assert_said, break_compiler
from tests.labels.factories import CLOSES, OPENS, DossierFactory, QuestionFactory, SectionFactory

SECOND = datetime.timedelta(seconds=1)


def test_a_dossier_that_is_ready_may_leave(ready: Ready, client_of: Any) -> None:
    assert offer_of(ready.dossier, ready.town.referent).refused == ""
    shown = client_of(ready.referent).get(ready.deposit_url).text
    assert 'type="submit">' in shown
    assert "aria-disabled" not in shown
    assert "5 réponses sur 6" in shown
    assert "Le bus des écrans" in shown


def test_the_button_says_how_many_answers_are_left_to_whoever_writes(ready: Ready, client_of: Any) -> None:
    Answer.objects.filter(question__code__in=["avis", "voie"]).delete()
    for member in (ready.town.referent, ready.town.contributor):
        assert offer_of(ready.dossier, member).refused == "Encore 2 réponses avant de pouvoir déposer."
    shown = client_of(ready.referent).get(ready.deposit_url).text
    assert 'aria-disabled="true" aria-describedby="pourquoi"' in shown
    assert "2 questions sans réponse dans" in shown


def test_it_says_that_another_condition_lacks(ready: Ready) -> None:
    ready.sheet.unpublish()
    assert offer_of(ready.dossier, ready.town.referent).refused.startswith("Encore une condition à remplir")


def test_beside_the_answers_it_says_that_something_else_lacks(ready: Ready) -> None:
    Answer.objects.filter(question__code__in=["avis", "voie"]).delete()
    ready.sheet.unpublish()
    refused = offer_of(ready.dossier, ready.town.referent).refused
    assert refused == "Encore 2 réponses avant de pouvoir déposer. Et une autre condition à remplir."


def test_it_says_who_deposits(ready: Ready) -> None:
    said = offer_of(ready.dossier, ready.town.contributor).refused
    assert said == f"Le dépôt revient aux référent·es de votre équipe : {ready.referent}."
    ready.town.referent.role = Role.CONTRIBUTOR
    ready.town.referent.save()
    alone = Membership.objects.get(pk=ready.town.contributor.pk)
    assert "écrivez à l’association" in offer_of(ready.dossier, alone).refused


def test_it_says_since_when_it_is_closed(ready: Ready) -> None:
    for moment, said in (
        (OPENS - SECOND, "Les candidatures ouvrent le"),
        (CLOSES + datetime.timedelta(hours=1), "Les candidatures sont closes depuis le 12 novembre 2026"),
    ):
        assert said in offer_of(ready.dossier, ready.town.referent, moment).refused


def test_after_the_closing_it_says_until_when_a_deposit_is_still_received(ready: Ready) -> None:
    offer = offer_of(ready.dossier, ready.town.referent, CLOSES + SECOND)
    assert offer.refused == ""
    assert "13 novembre 2026 à 0 h 14" in offer.late.replace("\u00a0", " ")


def test_a_dossier_that_is_deposited_leads_to_its_receipt(deposited: Ready, client_of: Any) -> None:
    shown = client_of(deposited.contributor).get(deposited.deposit_url).text
    assert "Le dossier est déposé : il ne change plus.".replace(" :", "\u00a0:") in shown
    assert deposited.receipt_url in shown
    assert 'type="submit">' not in shown.split("<main", 1)[1]


def test_the_receipt_says_all_to_the_second_and_stays(deposited: Ready, client_of: Any) -> None:
    url, number = deposited.receipt_url, deposited.deposit.number
    shown = client_of(deposited.contributor).get(url).text
    for said in (
        number,
        deposited.deposit.fingerprint,
        "9\u00a0h\u00a000\u00a0min\u00a000\u00a0s",
        "Le bus des écrans",
        "bilan 2026.pdf",
    ):
        assert said in shown
    depositing.take_back(deposited.dossier.pk, deposited.referent)
    assert "a été repris" in client_of(deposited.contributor).get(url).text
    again = depositing.deposit(deposited.dossier.pk, deposited.referent)
    assert "déposé de nouveau depuis" in client_of(deposited.contributor).get(url).text
    assert again.deposit.number != number


def test_one_to_complete_says_until_when(deposited: Ready, client_of: Any) -> None:
    with time_machine.travel(CLOSES + datetime.timedelta(days=2), tick=False):
        until = CLOSES + datetime.timedelta(days=9)
        perform(ASK_TO_COMPLETE, locked(deposited.dossier.pk), frozenset({Actor.ASSOCIATION}), None, "Bilan.", until)
        shown = client_of(deposited.referent).get(deposited.deposit_url).text
    assert "avant le 21 novembre 2026" in shown
    assert 'type="submit">' in shown


def test_receipts_of_others_are_out_of_reach(deposited: Ready, client_of: Any, other_member: Any) -> None:
    own = deposited.receipt_url.replace("22046", "56083")
    for url in (deposited.receipt_url, own, deposited_pdf_address(deposited.deposit)):
        assert client_of(other_member).get(url).status_code == 404


def test_the_dossier_is_printed_as_it_was_deposited_and_the_same_each_time(deposited: Ready, client_of: Any) -> None:
    url = deposited_pdf_address(deposited.deposit)
    Answer.objects.filter(question__code="idee").update(text="Après coup.")
    first, second = (client_of(deposited.contributor).get(url) for _time in range(2))
    assert first.content == second.content
    assert first.headers["Content-Type"] == "application/pdf"
    assert "no-store" in first.headers["Cache-Control"]
    text = _text(first.content)
    assert "Après coup" not in text
    for said in ("2027-0001", "Le cahier des <chemins>.", "Et la *fontaine*.", "12,5", "Oui", "Sans réponse",
                 "Le bus des écrans", deposited.deposit.fingerprint):  # fmt: skip
        assert said in text


def test_a_draft_is_printed_as_a_draft(ready: Ready, client_of: Any) -> None:
    text = _text(client_of(ready.contributor).get(pdf_address(ready.dossier)).content)
    assert "Brouillon" in text
    assert "Empreinte" not in text


def test_a_document_that_cannot_be_made_is_told(
    deposited: Ready, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_compiler(monkeypatch)
    client = client_of(deposited.contributor)
    assert_said(client.get(deposited_pdf_address(deposited.deposit)))
    assert_said(client.get(pdf_address(deposited.dossier)))


def _text(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_what_was_carried_over_is_to_be_read_again_until_the_deposit(ready: Ready, client_of: Any) -> None:
    client = client_of(ready.referent)
    assert "à relire" not in client.get(ready.deposit_url).text
    Answer.objects.filter(dossier=ready.dossier, question__code="avis").update(carried=True)
    shown = client.get(ready.deposit_url).text
    assert "1 réponse reprise est à relire." in shown
    assert "Ce qui n’est pas relu part tel quel." in shown
    assert "1 à relire" in client.get(dossier_address(ready.dossier)).text
    depositing.deposit(ready.dossier.pk, ready.referent)
    assert "à relire" not in client.get(dossier_address(ready.dossier)).text


@pytest.mark.parametrize("size", [1, 5])
def test_pages_cost_the_same_for_few_and_many(
    ready: Ready, size: int, client_of: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(size):
        section = SectionFactory(questionnaire=ready.dossier.questionnaire)
        question = QuestionFactory(section=section, for_evidence=True)
        QuestionFactory(section=section, required=False)
        sheet = InitiativePageFactory(parent=ready.town.page)
        Evidence.objects.create(dossier=ready.dossier, question=question, initiative=sheet, title=sheet.title)
    client = client_of(ready.referent)
    client.get(ready.deposit_url)
    with django_assert_num_queries(14):
        client.get(ready.deposit_url)
    depositing.deposit(ready.dossier.pk, ready.referent)
    with django_assert_num_queries(10):
        client.get(ready.receipt_url)


def test_the_dossier_shows_what_lacks_and_the_button(
    ready: Ready, client_of: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of(ready.contributor)
    client.get(dossier_address(ready.dossier))
    Answer.objects.filter(question__code="avis").delete()
    with django_assert_max_num_queries(19):
        shown = client.get(dossier_address(ready.dossier)).text
    assert "Encore une réponse avant de pouvoir déposer." in shown
    assert 'aria-disabled="true"' in shown
    Answer.objects.create(dossier=ready.dossier, question=ready.questions["avis"], number=0)
    assert (
        f'class="btn" href="{ready.deposit_url}"' in client_of(ready.referent).get(dossier_address(ready.dossier)).text
    )


def test_the_fullest_dossier_costs_less_than_twenty_queries(
    ready: Ready, client_of: Any, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Sent back, all its conditions met, a dossier of the year before beside it, read by who may not deposit it."""
    before = DossierFactory(collectivity=ready.dossier.collectivity, campaign__year=2026, is_admissible=True)
    sheet = InitiativePageFactory(parent=ready.town.page)
    question = QuestionFactory(section__questionnaire=before.questionnaire, for_evidence=True)
    Evidence.objects.create(dossier=before, question=question, initiative=sheet, title=sheet.title)
    depositing.deposit(ready.dossier.pk, ready.referent)
    until = OPENS + datetime.timedelta(days=9)
    reason = "La délibération manque."
    with transaction.atomic():
        perform(ASK_TO_COMPLETE, locked(ready.dossier.pk), frozenset({Actor.ASSOCIATION}), None, reason, until)
    client = client_of(ready.contributor)
    client.get(dossier_address(ready.dossier))
    with django_assert_max_num_queries(19):
        shown = client.get(dossier_address(ready.dossier)).text
    assert reason in shown
    assert "Le dépôt revient aux référent·es" in shown
