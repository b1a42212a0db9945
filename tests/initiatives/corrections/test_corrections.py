"""« Proposer une correction »."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from initiatives.models import Correction
from portal.public_forms import HONEYPOT
from tests.factories import UserFactory
from tests.initiatives.conftest import Neighbour

pytestmark = pytest.mark.django_db
TEXT = "La permanence est le mardi."


def address(of: Neighbour) -> str:
    return f"/proposer-une-correction/{of.sheet.pk}/"


@pytest.fixture
def proposed(mauron: Neighbour, post: Any) -> Correction:
    assert post(None, address(mauron), text=TEXT).headers["Location"] == "/proposer-une-correction/merci/"
    correction: Correction = Correction.objects.get()
    return correction


def decide(post: Any, user: Any, correction: Correction, decision: str, note: str = "") -> Any:
    return post(user, f"/admin/corrections/{correction.pk}/", decision=decision, note=note)


def test_any_reader_proposes_and_nothing_is_known_of_her(proposed: Correction, mauron: Neighbour, client: Any) -> None:
    assert address(mauron) in client.get(mauron.sheet.url).text
    page = client.get(address(mauron))
    assert page.status_code == 200
    assert (proposed.state, proposed.text) == ("waiting", TEXT)
    assert TEXT not in client.get(mauron.sheet.url).text
    assert not mail.outbox


def test_the_association_passes_it_on(
    proposed: Correction, mauron: Neighbour, association: Any, client_of: Any, post: Any
) -> None:
    assert TEXT in client_of(association).get("/admin/").text
    assert TEXT in client_of(association).get(f"/admin/corrections/{proposed.pk}/").text
    assert decide(post, association, proposed, "transmettre", "Qu’en pensez-vous ?").status_code == 302
    [message] = mail.outbox
    assert message.to == [mauron.user.email]
    for words in (TEXT, "Qu’en pensez-vous", f"{mauron.space}initiatives/{mauron.sheet.pk}/"):
        assert words in message.body
    home = client_of(mauron.user).get(mauron.space).text
    assert TEXT in home
    post(mauron.user, f"{mauron.space}corrections/{proposed.pk}/")
    assert TEXT not in client_of(mauron.user).get(mauron.space).text
    proposed.refresh_from_db()
    assert (proposed.state, proposed.decided_by) == ("done", association)


def test_the_association_dismisses_it(
    proposed: Correction, mauron: Neighbour, association: Any, client_of: Any, post: Any
) -> None:
    decide(post, association, proposed, "ecarter")
    assert not mail.outbox
    assert TEXT not in client_of(mauron.user).get(mauron.space).text
    assert "Écartée" in client_of(association).get("/admin/corrections/").text


def test_it_is_decided_once(proposed: Correction, association: Any, post: Any) -> None:
    decide(post, association, proposed, "ecarter")
    decide(post, association, proposed, "transmettre")
    proposed.refresh_from_db()
    assert (proposed.state, len(mail.outbox)) == ("dismissed", 0)


def test_a_decision_that_makes_no_sense_is_refused(proposed: Correction, association: Any, post: Any) -> None:
    assert decide(post, association, proposed, "faux").status_code == 422
    proposed.refresh_from_db()
    assert proposed.state == "waiting"


def test_nobody_else_reads_or_decides(
    proposed: Correction, mauron: Neighbour, other_member: Any, client: Any, client_of: Any, post: Any
) -> None:
    paths = ("/admin/corrections/", f"/admin/corrections/{proposed.pk}/")
    for user in (mauron.user, other_member, UserFactory()):
        assert [client_of(user).get(path).status_code for path in paths] == [403, 403]
        assert decide(post, user, proposed, "transmettre").status_code == 403
    assert client.get(paths[1]).status_code == 302
    assert TEXT not in client_of(mauron.user).get(mauron.space).text
    proposed.refresh_from_db()
    assert proposed.state == "waiting"


@pytest.mark.parametrize("text", ["", "x" * 2_001, "<a href='https://spam.example'>ici</a>", "retourné\u202e"])
def test_what_makes_no_correction_is_refused_and_shown_again(text: str, mauron: Neighbour, post: Any) -> None:
    answer = post(None, address(mauron), text=text)
    assert answer.status_code == 422
    assert not Correction.objects.exists()


def test_a_robot_is_answered_and_kept_out(mauron: Neighbour, post: Any) -> None:
    answer = post(None, address(mauron), **{"text": TEXT, HONEYPOT: "https://spam.example"})
    assert answer.headers["Location"] == "/proposer-une-correction/merci/"
    assert not Correction.objects.exists()


def test_the_same_twice_is_one_and_a_flood_stops(mauron: Neighbour, post: Any) -> None:
    for _ in range(2):
        post(None, address(mauron), text=TEXT)
    assert Correction.objects.count() == 1
    answers = [post(None, address(mauron), text=f"Correction {number}").status_code for number in range(10)]
    assert answers == [302] * 8 + [422] * 2
    for number in range(30):
        cache.clear()
        post(None, address(mauron), text=f"D’ailleurs {number}")
    assert Correction.objects.count() == 20


def test_a_sheet_that_is_not_public_is_corrected_by_nobody(mauron: Neighbour, client: Any) -> None:
    mauron.sheet.unpublish()
    assert client.get(address(mauron)).status_code == 404


def test_what_was_decided_is_erased_after_a_year(proposed: Correction, association: Any, post: Any) -> None:
    decide(post, association, proposed, "ecarter")
    call_command("purge_personal_data")
    assert Correction.objects.exists()
    Correction.objects.update(decided_at=timezone.now() - timezone.timedelta(days=400))
    call_command("purge_personal_data")
    assert not Correction.objects.exists()
