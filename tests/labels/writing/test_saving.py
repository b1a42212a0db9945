"""A section is saved answer by answer: what changed and nothing else, whoever writes at the same time."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labels.enums import DossierState, QuestionKind
from labels.models import Answer, Campaign, Dossier, Evidence
from labels.writing.reading import read
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.labels.factories import CLOSES, QuestionFactory
from tests.labels.writing.conftest import HOME, VOICE, Asking, sent

pytestmark = pytest.mark.django_db
SCRIPT = {"headers": {"Accept": "application/json"}}


def answer(dossier: Dossier, code: str) -> Any:
    return Answer.objects.get(dossier=dossier, question__code=code)


def saved(client: Any, **values: Any) -> Any:
    """As the script sends it."""
    response = client.post(VOICE, sent(**values), **SCRIPT)
    return response.status_code, json.loads(response.content)


def test_every_kind_of_question_is_kept(member_client: Any, dossier: Dossier, sheets: Any) -> None:
    status, told = saved(
        member_client,
        vote="1",
        comment="service",
        postes="1 012,5",
        recit="Le cahier des chemins.\r\nEt après.",
        preuves=[sheets[0].pk],
    )
    assert (status, told["errors"], told["conflicts"]) == (200, {"q-postes": [told["errors"]["q-postes"][0]]}, {})
    status, told = saved(member_client, postes="12,5 %")
    assert told["errors"] == {}
    assert told["saved"].replace("\xa0", " ") == "Enregistré à 9 h 42"
    assert answer(dossier, "vote").number == 1
    assert answer(dossier, "comment").choice.code == "service"
    assert answer(dossier, "postes").number == Decimal("12.5")
    assert answer(dossier, "recit").text == "Le cahier des chemins.\nEt après."
    assert [proof.title for proof in Evidence.objects.filter(dossier=dossier)] == ["Le cahier des chemins"]
    assert told["values"]["q-postes"] == ["12,5"]
    assert "réponses sur 5" in told["parts"]["steps"].replace("\xa0", " ")


def test_a_scale_is_answered_like_a_choice(member_client: Any, dossier: Dossier, asked: Asking) -> None:
    QuestionFactory(section=asked.school, code="niveau", kind=QuestionKind.SCALE)
    address = f"{HOME}education/"
    member_client.post(address, {"q-niveau": "courriel", "initial-q-niveau": ""})
    assert answer(dossier, "niveau").choice.code == "courriel"
    page = member_client.get(address).text
    assert 'value="courriel" checked' in page


def test_only_what_changed_is_written(member_client: Any, dossier: Dossier, colleague: Any, client_of: Any) -> None:
    saved(member_client, vote="1", recit="Un récit.")
    before = answer(dossier, "vote").changed_at, answer(dossier, "vote").author
    status, told = saved(client_of(colleague.user), initial_vote="1", initial_recit="Un récit.", recit="Un autre.")
    assert status == 200
    assert (answer(dossier, "vote").changed_at, answer(dossier, "vote").author) == before
    assert (answer(dossier, "recit").text, answer(dossier, "recit").author) == ("Un autre.", colleague.user)
    with CaptureQueriesContext(connection) as queries:
        saved(member_client, initial_vote="1", initial_recit="Un autre.")
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_what_a_colleague_wrote_meanwhile_is_shown(
    member_client: Any, dossier: Dossier, colleague: Any, client_of: Any
) -> None:
    saved(client_of(colleague.user), vote="1")
    _status, told = saved(member_client, recit="Le mien.")
    assert told["taken"]["names"] == ["q-vote"]
    assert "Écrit entre-temps par Yann" in told["taken"]["text"]
    assert told["values"]["q-vote"] == ["1"]
    assert answer(dossier, "recit").text == "Le mien."


def test_two_answers_to_one_question_wait_for_a_choice(
    member: Any, member_client: Any, dossier: Dossier, colleague: Any, client_of: Any
) -> None:
    saved(client_of(colleague.user), recit="Le sien.")
    _status, told = saved(member_client, recit="Le mien.", vote="0")
    assert "Le sien." in told["conflicts"]["q-recit"]
    assert "sauf : " in told["saved"].replace("\xa0", " ")
    assert (answer(dossier, "recit").text, answer(dossier, "vote").number) == ("Le sien.", 0)
    # Without a script, the page asks, and keeps both.
    page = member_client.post(VOICE, sent(recit="Le mien.", initial_vote="0"))
    assert page.status_code == 409
    assert "saved done" not in page.text
    assert "Le sien." in page.text
    assert "Le mien.</textarea>" in page.text
    chosen = member_client.post(VOICE, sent(recit="Le mien.", initial_vote="0", garder="q-recit"))
    assert chosen.status_code == 302
    assert answer(dossier, "recit").text == "Le mien."
    chosen = client_of(colleague.user).post(VOICE, sent(recit="Le sien.", initial_vote="0", prendre="q-recit"))
    assert chosen.status_code == 302
    assert answer(dossier, "recit").text == "Le mien."


def test_a_number_below_zero_is_refused_in_plain_words(member_client: Any, dossier: Dossier) -> None:
    page = member_client.post(VOICE, sent(postes="-3"))
    assert page.status_code == 422
    assert "Écrivez zéro, ou un nombre plus grand." in page.text


def test_what_is_wrong_is_said_beside_its_question_and_the_rest_is_saved(member_client: Any, dossier: Dossier) -> None:
    page = member_client.post(VOICE, sent(postes="beaucoup", recit="x" * 1_201, vote="1"))
    assert page.status_code == 422
    text = page.text.replace("\xa0", " ")
    assert "Écrivez un nombre en chiffres, par exemple 12 ou 12,5." in text
    assert "C’est trop long : 1200 signes au plus." in text
    assert 'value="beaucoup"' in text
    assert "x" * 1_201 in text
    assert answer(dossier, "vote").number == 1
    assert not Answer.objects.filter(question__code__in=("postes", "recit")).exists()


@pytest.mark.parametrize("number", ["-1", "1001", "1e9", "NaN", "9" * 40])
def test_a_number_out_of_reason_is_refused(member_client: Any, dossier: Dossier, number: str) -> None:
    _status, told = saved(member_client, postes=number)
    assert list(told["errors"]) == ["q-postes"]
    assert not Answer.objects.exists()


def test_a_choice_of_another_question_is_refused(member_client: Any, dossier: Dossier) -> None:
    _status, told = saved(member_client, comment="inconnu", vote="2")
    assert set(told["errors"]) == {"q-comment", "q-vote"}


def test_an_answer_can_be_taken_back(member_client: Any, dossier: Dossier) -> None:
    saved(member_client, recit="Un récit.")
    _status, told = saved(member_client, initial_recit="Un récit.", recit="")
    assert answer(dossier, "recit").is_empty
    assert not read(dossier).has_answers
    assert told["values"]["q-recit"] == [""]


def test_proofs_are_own_sheets_and_not_too_many(member: Any, member_client: Any, dossier: Dossier, sheets: Any) -> None:
    foreign = InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code="56083"))
    _status, told = saved(member_client, preuves=[sheets[0].pk, foreign.pk])
    assert list(told["errors"]) == ["q-preuves"]
    more = [InitiativePageFactory(parent=member.page).pk for _ in range(4)]
    _status, told = saved(member_client, preuves=more)
    assert "Choisissez 3 fiches au plus." in told["errors"]["q-preuves"][0]
    assert not Evidence.objects.exists()


def test_proofs_are_added_and_taken_away_in_their_place(member_client: Any, dossier: Dossier, sheets: Any) -> None:
    bus, book = sheets[1].pk, sheets[0].pk
    saved(member_client, preuves=[bus])
    first = Evidence.objects.get()
    saved(member_client, initial_preuves=[bus], preuves=[bus, book])
    assert list(Evidence.objects.values_list("initiative", flat=True)) == [bus, book]
    assert Evidence.objects.first() == first
    saved(member_client, initial_preuves=[bus, book], preuves=[book])
    assert list(Evidence.objects.values_list("initiative", flat=True)) == [book]


def test_the_proof_of_a_sheet_that_was_deleted_proves_nothing(
    member_client: Any, dossier: Dossier, sheets: Any
) -> None:
    saved(member_client, preuves=[sheets[0].pk])
    sheets[0].delete()
    assert not read(dossier).has_answers
    assert member_client.get(VOICE).status_code == 200


def test_after_the_grace_nothing_is_written_and_what_was_typed_waits(
    member: Any, client_of: Any, dossier: Dossier
) -> None:
    with time_machine.travel(CLOSES + datetime.timedelta(minutes=16), tick=False):
        client = client_of(member)
        status, told = saved(client, vote="1")
        assert status == 409
        assert "closes depuis le" in told["closed"]
        page = client.post(VOICE, sent(recit="Trop tard."))
        assert page.status_code == 409
        assert "Votre texte est gardé" in page.text
        closed = client.get(VOICE)
        assert closed.status_code == 200
        assert "<textarea" not in closed.text
        assert not Answer.objects.exists()
        # When it may be written again, the text is there.
        Campaign.objects.update(closes_at=CLOSES + datetime.timedelta(days=1))
        assert "Trop tard.</textarea>" in client.get(VOICE).text


def test_within_the_grace_it_is_written_still(member: Any, client_of: Any, dossier: Dossier) -> None:
    with time_machine.travel(CLOSES + datetime.timedelta(minutes=14), tick=False):
        assert saved(client_of(member), vote="1")[0] == 200


def test_once_deposited_the_same_page_is_read_with_the_reason(member_client: Any, dossier: Dossier) -> None:
    saved(member_client, vote="1", comment="service", recit="Le cahier.")
    dossier.state, dossier.deposited_at = DossierState.DEPOSITED, CLOSES
    dossier.save()
    page = member_client.get(VOICE).text
    for shown in ("Le dossier est déposé", "Oui", "Par un service dédié", "Le cahier."):
        assert shown in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert saved(member_client, vote="0")[0] == 409
    assert answer(dossier, "vote").number == 1


def test_an_ended_session_loses_nothing(client: Any, member: Any, dossier: Dossier) -> None:
    response = client.post(VOICE, sent(recit="Pendant la nuit."))
    assert response.headers["Location"].startswith("/connexion/")
    assert client.post(VOICE, sent(vote="1"), **SCRIPT).status_code == 401
    client.force_login(member)
    page = client.get(VOICE).text
    assert "Pendant la nuit.</textarea>" in page
    assert "Votre session avait pris fin" in page


def test_buttons_lead_on(member_client: Any, dossier: Dossier) -> None:
    onwards = member_client.post(VOICE, sent(vote="1", suite="1"))
    assert onwards.headers["Location"] == f"{HOME}education/"
    assert member_client.post(f"{HOME}education/", {"suite": "1"}).headers["Location"] == HOME
    out = member_client.post(VOICE, sent(initial_vote="1", quitter="1"))
    assert out.headers["Location"] == "/espace/communes/22046/"


def test_a_save_takes_as_many_queries_for_two_questions_as_for_thirty(
    member_client: Any, dossier: Dossier, asked: Asking
) -> None:
    def count(**values: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert member_client.post(VOICE, sent(**values), **SCRIPT).status_code == 200
        return len(queries)

    few = count(vote="1")
    for number in range(30):
        QuestionFactory(section=asked.voice, code=f"autre-{number}")
    many = {f"q-autre-{number}": "1" for number in range(30)}
    with CaptureQueriesContext(connection) as queries:
        member_client.post(VOICE, {**sent(initial_vote="1"), **many}, **SCRIPT)
    assert Answer.objects.count() == 31
    assert len(queries) <= few <= 25
