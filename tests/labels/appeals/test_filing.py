"""« Recours » in the space of a collectivité: who files one, until when, and what becomes of what was typed."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from labels.appeals.filing import AlreadyFiledError, file
from labels.appeals.views import CHANGE, SEND
from labels.depositing.history import history
from labels.enums import AppealState, DossierState
from labels.models import Appeal, Dossier, JournalEntry
from labels.personal_data import AUTHOR
from labels.transitions import NotPossibleError
from portal import personal_data
from tests.factories import MembershipFactory
from tests.labels.factories import JurorFactory
from tests.labels.outcome.conftest import APPEAL, OUTCOME
from tests.labels.outcome.world import APPEALS_END, EMBARGO, SECOND
from tests.pages import text_of

pytestmark = pytest.mark.django_db
REASONS = "Le bilan n’a pas été lu : page 3 de la pièce jointe."


def test_a_referent_files_one_and_the_whole_team_has_its_receipt(
    dossier: Dossier, member: Any, colleague: Any, post: Any, mailoutbox: list[Any], client_of: Any
) -> None:
    response = post(member, APPEAL, reasons=REASONS, step=SEND)
    assert response.headers["Location"] == APPEAL
    found = Appeal.objects.get()
    assert (found.dossier, found.reasons, found.author, found.state) == (dossier, REASONS, member, AppealState.FILED)
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([member.email, colleague.email])
    assert REASONS in mailoutbox[0].body.replace("\xa0", " ")
    entry = JournalEntry.objects.get(action="appeal_file")
    assert (entry.dossier, entry.by, entry.account) == (dossier, "referent", member.pk)
    for user in (member, colleague):
        page = text_of(client_of(user).get(APPEAL))
        assert "Déposé" in page
        assert REASONS in page.replace("\xa0", " ")
    assert "Lire le recours" in text_of(client_of(member).get(OUTCOME))
    assert [str(step.said) for step in history(dossier, [])] == ["Un recours est déposé."]


def test_a_contributor_reads_who_files_it(dossier: Dossier, colleague: Any, client_of: Any, post: Any) -> None:
    page = client_of(colleague).get(APPEAL)
    assert "référent·e de votre équipe dépose le recours" in text_of(page)
    assert "<textarea" not in page.text
    assert post(colleague, APPEAL, reasons=REASONS).status_code == 403
    assert not Appeal.objects.exists()


def test_nobody_else_learns_that_there_is_one(
    dossier: Dossier, other_member: Any, association: Any, superuser: Any, post: Any, client_of: Any
) -> None:
    reader = dossier.assignments.first().juror.user
    president = JurorFactory(campaign=dossier.campaign, is_president=True).user
    for user in (other_member, association, superuser, reader, president):
        assert client_of(user).get(APPEAL).status_code == 404
        assert post(user, APPEAL, reasons=REASONS).status_code == 404
    assert Client().get(APPEAL).headers["Location"].startswith("/connexion/")
    assert post(None, APPEAL, reasons=REASONS).headers["Location"].startswith("/connexion/")
    assert not Appeal.objects.exists()


def test_one_of_the_association_in_the_team_files_it_as_any_referent(
    dossier: Dossier, association: Any, post: Any
) -> None:
    MembershipFactory(user=association, collectivity=dossier.collectivity)
    assert post(association, APPEAL, reasons=REASONS, step=SEND).status_code == 302


def test_it_is_read_again_before_it_leaves(
    dossier: Dossier, member: Any, post: Any, mailoutbox: list[Any], clock: Any
) -> None:
    shown = post(member, APPEAL, reasons=f"{REASONS} & voilà.")
    assert shown.status_code == 200
    assert f'name="reasons" value="{REASONS} &amp; voilà."' in shown.text
    assert "<textarea" not in shown.text
    back = post(member, APPEAL, reasons=REASONS, step=CHANGE)
    assert back.status_code == 200
    assert REASONS in back.text.split("<textarea")[1]
    assert not Appeal.objects.exists()
    assert mailoutbox == []


@pytest.mark.parametrize("reasons", ["", "   ", "Avec <b>du gras</b>."])
def test_what_is_wrong_is_said_and_nothing_is_lost(dossier: Dossier, member: Any, post: Any, reasons: str) -> None:
    response = post(member, APPEAL, reasons=reasons)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    if reasons.strip():
        assert "Avec &lt;b&gt;" in response.text
    assert not Appeal.objects.exists()


def test_its_last_second_counts_and_who_is_late_is_told_when_it_ended(
    dossier: Dossier, member: Any, post: Any, client_of: Any, clock: Any
) -> None:
    clock.move_to(APPEALS_END + SECOND)
    late = post(member, APPEAL, reasons=REASONS)
    assert late.status_code == 409
    said = text_of(late)
    assert "Le délai de recours est passé depuis le 4 avril 2027" in said.replace("\xa0", " ")
    assert "Le bilan n’a pas été lu" in said
    assert "<textarea" not in client_of(member).get(APPEAL).text
    assert not Appeal.objects.exists()
    clock.move_to(APPEALS_END + datetime.timedelta(milliseconds=900))
    assert post(member, APPEAL, reasons=REASONS, step=SEND).status_code == 302


def test_before_the_palmares_there_is_none(dossier: Dossier, member: Any, post: Any, clock: Any) -> None:
    clock.move_to(EMBARGO - SECOND)
    assert post(member, APPEAL, reasons=REASONS).status_code == 404
    with pytest.raises(NotPossibleError, match="pas publié"):
        file(dossier.pk, member, REASONS)
    assert not Appeal.objects.exists()


def test_two_at_once_make_one_and_the_second_keeps_what_she_wrote(
    dossier: Dossier, member: Any, post: Any, mailoutbox: list[Any]
) -> None:
    other = MembershipFactory(collectivity=dossier.collectivity).user
    assert post(member, APPEAL, reasons=REASONS, step=SEND).status_code == 302
    sent = len(mailoutbox)
    second = post(other, APPEAL, reasons="Nos idées ont reçu des réponses.")
    assert second.status_code == 409
    assert "déjà déposé" in text_of(second)
    assert "Nos idées ont reçu des réponses." in second.text
    assert Appeal.objects.get().author == member
    assert len(mailoutbox) == sent
    with pytest.raises(AlreadyFiledError):
        file(dossier.pk, other, REASONS)
    assert JournalEntry.objects.filter(action="appeal_file").count() == 1


def test_one_may_be_filed_of_a_dossier_that_was_not_admitted(dossier: Dossier, member: Any, post: Any) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.INADMISSIBLE)
    assert post(member, APPEAL, reasons=REASONS, step=SEND).status_code == 302


def test_what_was_typed_waits_for_who_signs_in_again(dossier: Dossier, member: Any, client_of: Any) -> None:
    client = Client()
    assert client.post(APPEAL, {"reasons": REASONS}).status_code == 302
    client.force_login(member)
    assert "Le bilan n’a pas été lu" in client.get(APPEAL).text


def test_its_author_reads_it_and_it_outlives_the_account(dossier: Dossier, member: Any) -> None:
    file(dossier.pk, member, REASONS)
    [held] = personal_data.held(member)["dossiers"]["appeals"]
    assert held["reasons"] == REASONS
    assert AUTHOR.erase is None
    member.delete()
    assert Appeal.objects.get().author is None


def test_few_queries(dossier: Dossier, member: Any, client_of: Any) -> None:
    file(dossier.pk, member, REASONS)
    client = client_of(member)
    client.get(APPEAL)
    with CaptureQueriesContext(connection) as queries:
        client.get(APPEAL)
    assert len(queries) < 15
