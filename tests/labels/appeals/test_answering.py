"""« Recours » in the admin: reading, studying, answering, and putting the label right."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from labels.appeals.answering import move_appeal, rectify
from labels.appeals.filing import file
from labels.appeals.states import ANSWERS, MOVES, STUDY, UPHOLD
from labels.depositing.history import history
from labels.enums import AppealState
from labels.models import Appeal, Award, Decision, Dossier, JournalEntry, Rectification, Withdrawal
from labels.proof.addresses import proof_address
from labels.transitions import NotPossibleError
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import DossierFactory
from tests.labels.outcome.conftest import APPEAL
from tests.labels.outcome.world import Edition, award_of, decided
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/admin/label/recours/"
ANSWER = "La présidence du jury a relu la page 3."
REASON = "Une preuve n’avait pas été lue."


def words(response: Any) -> str:
    return re.sub(r"\s+", " ", text_of(response))


@pytest.fixture
def appeal(dossier: Dossier, member: Any) -> Appeal:
    return file(dossier.pk, member, "Le bilan n’a pas été lu.")


@pytest.fixture
def address(appeal: Appeal) -> str:
    return f"{LIST}{appeal.pk}/"


def founded(appeal: Appeal, association: Any) -> None:
    move_appeal(appeal.pk, UPHOLD, association, ANSWER)


def sent(appeal: Appeal, symbols: int = 4, **values: Any) -> dict[str, Any]:
    level = appeal.dossier.campaign.levels.get(symbols=symbols)
    return {"level": level.pk, "reason": REASON, "is_agreed": "on", **values}


def test_the_states_are_data() -> None:
    assert {move.target for move in MOVES} == set(AppealState)
    assert all(move.sources <= set(AppealState.waiting()) for move in MOVES)
    assert all(move.needs_answer for move in ANSWERS)


def test_the_list_has_what_waits_first(appeal: Appeal, year: Edition, association: Any, client_of: Any) -> None:
    later = file(decided(year, CollectivityFactory(name="Arzon")).pk, association, "Une erreur.")
    founded(appeal, association)
    page = words(client_of(association).get(LIST))
    assert page.index("Arzon") < page.index("Le Mené")
    panel = words(client_of(association).get("/admin/"))
    assert "Recours qui attendent une réponse" in panel
    assert "Arzon" in panel
    assert later.state == AppealState.FILED


def test_the_association_studies_then_answers_and_the_team_is_told(
    appeal: Appeal, address: str, member: Any, association: Any, client_of: Any, post: Any, mailoutbox: list[Any]
) -> None:
    page = words(client_of(association).get(address))
    for said in ("Le bilan n’a pas été lu.", "chaque habitant sait où il est", "Trois arobases"):
        assert said in page
    post(association, address, appeal_study="1")
    assert Appeal.objects.get().state == AppealState.STUDIED
    assert "À l’étude" in words(client_of(member).get(APPEAL))
    assert mailoutbox == []
    assert post(association, address, move="appeal_dismiss", answer=ANSWER).status_code == 302
    found = Appeal.objects.get()
    assert (found.state, found.answer, bool(found.answered_at)) == (AppealState.UNFOUNDED, ANSWER, True)
    [mail] = mailoutbox
    assert mail.to == [member.email]
    assert ANSWER in mail.body
    assert ANSWER in words(client_of(member).get(APPEAL))
    assert [str(step.said) for step in history(appeal.dossier, [])] == [
        "Le recours n’est pas fondé.", "L’association étudie le recours.", "Un recours est déposé.",
    ]  # fmt: skip
    assert JournalEntry.objects.filter(action__startswith="appeal_").count() == 3


def test_an_answer_is_reasoned(appeal: Appeal, address: str, association: Any, post: Any) -> None:
    for sent_values in ({"move": "appeal_uphold", "answer": " "}, {"answer": ANSWER}, {"move": "x", "answer": ANSWER}):
        response = post(association, address, **sent_values)
        assert response.status_code == 422
    assert ANSWER in response.text
    with pytest.raises(NotPossibleError):
        move_appeal(appeal.pk, UPHOLD, association, "  ")
    assert Appeal.objects.get().state == AppealState.FILED


def test_who_comes_second_is_told_and_loses_nothing(
    appeal: Appeal, address: str, association: Any, post: Any, mailoutbox: list[Any]
) -> None:
    founded(appeal, association)
    second = post(association, address, move="appeal_dismiss", answer="Rien à redire.")
    assert second.status_code == 409
    assert "Rien à redire." in second.text
    assert Appeal.objects.get().state == AppealState.FOUNDED
    with pytest.raises(NotPossibleError):
        move_appeal(appeal.pk, STUDY, association)


def test_who_is_of_the_team_neither_reads_it_here_nor_answers(
    appeal: Appeal, address: str, association: Any, client_of: Any, post: Any
) -> None:
    MembershipFactory(user=association, collectivity=appeal.dossier.collectivity)
    page = words(client_of(association).get(address))
    assert "Vous êtes de l’équipe de cette collectivité" in page
    assert "Le bilan n’a pas été lu." not in page
    assert post(association, address, move="appeal_uphold", answer=ANSWER).status_code == 409
    with pytest.raises(NotPossibleError):
        move_appeal(appeal.pk, UPHOLD, association, ANSWER)
    assert Appeal.objects.get().state == AppealState.FILED


def test_nobody_else_opens_them(
    appeal: Appeal, address: str, member: Any, other_member: Any, client_of: Any, post: Any
) -> None:
    juror = appeal.dossier.assignments.first().juror.user
    for user in (member, other_member, juror):
        for of in (LIST, address, f"{address}rectifier/"):
            assert client_of(user).get(of).status_code in {302, 403, 404}
            assert post(user, of, move="appeal_uphold", answer=ANSWER).status_code in {302, 403, 404, 405}
    for of in (LIST, address, f"{address}rectifier/"):
        assert Client().get(of).status_code == 302
    assert Appeal.objects.get().state == AppealState.FILED


def test_a_founded_one_puts_the_label_right_everywhere(
    appeal: Appeal, address: str, member: Any, association: Any, client_of: Any, post: Any, mailoutbox: list[Any]
) -> None:
    client = Client()
    of = appeal.dossier.collectivity
    assert "Trois arobases" in words(client.get(of.get_absolute_url()))
    founded(appeal, association)
    mailoutbox.clear()
    assert "Rectifier le label" in words(client_of(association).get(address))
    assert client_of(association).get(f"{address}rectifier/").status_code == 200
    assert post(association, f"{address}rectifier/", **sent(appeal)).headers["Location"] == address
    award = award_of(appeal.dossier)
    assert award.level.symbols == 4
    assert (award.rectification.before.symbols, award.rectification.reason) == (3, REASON)
    assert Decision.objects.get().level.symbols == 3
    for place in ("/palmares/2027/", proof_address(award), of.get_absolute_url()):
        page = words(client.get(place))
        assert "Quatre arobases" in page, place
        assert re.search("[Rr]ectifié le 14 février 2027", page), place
    assert REASON in words(client.get(proof_address(award)))
    assert "2027-02-14" in client.get("/palmares/2027/tableau/").content.decode()
    [mail] = mailoutbox
    assert "Quatre arobases" in mail.subject
    assert "/espace/communes/22046/label/" in mail.body
    entry = JournalEntry.objects.get(action="label_rectify")
    assert (entry.by, entry.account) == ("association", association.pk)
    assert "Trois arobases → Quatre arobases" in entry.reason
    assert "Le label est rectifié." in [str(step.said) for step in history(appeal.dossier, [])]


def test_who_had_nothing_may_be_given_a_label(year: Edition, member: Any, association: Any, post: Any) -> None:
    dossier = decided(year, member.membership.collectivity, None)
    appeal = file(dossier.pk, member, "Le bilan n’a pas été lu.")
    founded(appeal, association)
    assert post(association, f"{LIST}{appeal.pk}/rectifier/", **sent(appeal, 1)).status_code == 302
    award = award_of(dossier)
    assert (award.level.symbols, award.entity_code, award.rectification.before) == (1, "22046", None)
    cache.clear()
    assert "le jury n’en avait d’abord pas donné" in words(Client().get(proof_address(award)))


@pytest.mark.parametrize("symbols", [2, 3])
def test_nobody_loses_by_having_appealed(
    appeal: Appeal, association: Any, post: Any, address: str, symbols: int
) -> None:
    founded(appeal, association)
    assert post(association, f"{address}rectifier/", **sent(appeal, symbols)).status_code == 422
    with pytest.raises(NotPossibleError):
        rectify(appeal.pk, appeal.dossier.campaign.levels.get(symbols=symbols), association, REASON)
    assert award_of(appeal.dossier).level.symbols == 3


@pytest.mark.parametrize("missing", ["level", "reason", "is_agreed"])
def test_it_takes_a_level_a_public_reason_and_the_agreement_of_who_presides(
    appeal: Appeal, association: Any, post: Any, address: str, missing: str
) -> None:
    founded(appeal, association)
    values = {name: value for name, value in sent(appeal).items() if name != missing}
    assert post(association, f"{address}rectifier/", **values).status_code == 422
    assert not Rectification.objects.exists()


def test_a_label_is_put_right_once_after_a_founded_appeal_alone(
    appeal: Appeal, association: Any, post: Any, client_of: Any, address: str
) -> None:
    assert client_of(association).get(f"{address}rectifier/").status_code == 302
    assert post(association, f"{address}rectifier/", **sent(appeal)).status_code == 409
    assert not Rectification.objects.exists()
    founded(appeal, association)
    assert post(association, f"{address}rectifier/", **sent(appeal, 4)).status_code == 302
    second = post(association, f"{address}rectifier/", **sent(appeal, 5, reason="Le service est ouvert à tous."))
    assert second.status_code == 409
    assert "Le label est déjà rectifié." in words(second)
    assert "Le service est ouvert à tous." in words(second)
    assert Rectification.objects.get().after.symbols == 4


def test_the_label_is_locked_before_it_is_looked_at(appeal: Appeal, association: Any) -> None:
    """Who takes a label back locks it alone: it would be put right and withdrawn at once."""
    founded(appeal, association)
    with CaptureQueriesContext(connection) as queries:
        rectify(appeal.pk, appeal.dossier.campaign.levels.get(symbols=5), association, REASON)
    asked = [query["sql"] for query in queries]
    row = next(place for place, sql in enumerate(asked) if sql.startswith('SELECT "labels_award"."id"'))
    looked = next(place for place, sql in enumerate(asked) if "labels_withdrawal" in sql)
    assert row < looked


def test_a_label_that_was_taken_back_is_not(appeal: Appeal, association: Any) -> None:
    founded(appeal, association)
    Withdrawal.objects.create(award=award_of(appeal.dossier), reason="Le service a fermé.")
    with pytest.raises(NotPossibleError, match="retiré"):
        rectify(appeal.pk, appeal.dossier.campaign.levels.get(symbols=5), association, REASON)


def test_there_is_none_to_put_right_of_a_dossier_that_was_not_admitted(
    year: Edition, member: Any, association: Any, client_of: Any
) -> None:
    dossier = DossierFactory(
        campaign=year.campaign, questionnaire=year.questionnaire, collectivity=member.membership.collectivity,
        is_inadmissible=True,
    )  # fmt: skip
    appeal = file(dossier.pk, member, "L’initiative était publiée.")
    founded(appeal, association)
    assert "il n’y a pas de label à rectifier" in words(client_of(association).get(f"{LIST}{appeal.pk}/"))
    assert not Award.objects.exists()


def test_what_was_put_right_is_neither_changed_nor_erased(appeal: Appeal, association: Any) -> None:
    founded(appeal, association)
    done = rectify(appeal.pk, appeal.dossier.campaign.levels.get(symbols=4), association, REASON)
    done.reason = "Autre chose."
    for write in (done.save, done.delete):
        with pytest.raises((IntegrityError, DatabaseError), match="append-only"), transaction.atomic():
            write()


def test_as_many_queries_for_many_as_for_few(appeal: Appeal, year: Edition, association: Any, client_of: Any) -> None:
    def counted() -> int:
        client = client_of(association)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    few = counted()
    for _one in range(5):
        file(decided(year, CollectivityFactory()).pk, UserFactory(), "Une erreur.")
    assert counted() == few
