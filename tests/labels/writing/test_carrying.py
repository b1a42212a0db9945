"""« Reconduire »: last year's answers by the codes of their questions, never over what was answered this year."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from labels.enums import DossierState
from labels.models import Answer, Choice, Dossier, Evidence
from labels.writing.earlier import earlier
from labels.writing.reading import read
from tests.labels.factories import DossierFactory
from tests.labels.writing.conftest import HOME, VOICE, Asking, asking, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def before(dossier: Dossier, sheets: Any) -> Asking:
    """What Le Mené deposited in 2026."""
    then = asking(2026, is_past=True)
    old = DossierFactory(
        campaign=then.campaign,
        questionnaire=then.questionnaire,
        collectivity=dossier.collectivity,
        is_deposited=True,
    )
    said = {
        "vote": {"number": 1},
        "comment": {"choice": Choice.objects.get(question=then.questions["comment"], code="courriel")},
        "postes": {"number": Decimal(7)},
        "recit": {"text": "Le cahier des chemins."},
        "ecole": {"number": 0},
    }
    for code, values in said.items():
        Answer.objects.create(dossier=old, question=then.questions[code], **values)
    for sheet in sheets:
        Evidence.objects.create(
            dossier=old,
            question=then.questions["preuves"],
            initiative=sheet,
            title=sheet.title,
            content={},
            frozen_at=datetime.datetime(2025, 11, 2, tzinfo=datetime.UTC),
        )
    return then


def answers(dossier: Dossier) -> dict[str, Any]:
    return {one.question.code: one for one in Answer.objects.filter(dossier=dossier).select_related("question")}


def test_the_whole_dossier_in_one_gesture(
    member: Any, member_client: Any, post: Any, dossier: Dossier, before: Asking, sheets: Any
) -> None:
    page = member_client.get(HOME).text
    assert "6 réponses de votre dossier de 2026 peuvent être reprises." in page
    post(member, HOME, reconduire="1")
    carried = answers(dossier)
    assert {code: one.carried for code, one in carried.items()} == dict.fromkeys(
        ("vote", "comment", "postes", "recit", "ecole"), True
    )
    assert carried["comment"].choice.question.section.questionnaire == dossier.questionnaire
    assert carried["comment"].choice.code == "courriel"
    proofs = Evidence.objects.filter(dossier=dossier)
    assert [proof.initiative_id for proof in proofs] == [sheet.pk for sheet in sheets]
    assert {proof.frozen_at for proof in proofs} == {None}
    assert "reprise de 2026, à relire" in member_client.get(VOICE).text


def test_a_section_alone_and_never_over_this_year_s_answers(
    member: Any, post: Any, dossier: Dossier, before: Asking
) -> None:
    post(member, VOICE, **sent(recit="Celui de 2027.", reconduire="1"))
    found = answers(dossier)
    assert set(found) == {"vote", "comment", "postes", "recit"}
    assert (found["recit"].text, found["recit"].carried) == ("Celui de 2027.", False)
    post(member, HOME, reconduire="1")
    assert answers(dossier)["recit"].text == "Celui de 2027."


def test_what_is_read_again_is_this_year_s(member: Any, post: Any, dossier: Dossier, before: Asking) -> None:
    post(member, HOME, reconduire="1")
    read_as = {f"initial_{code}": value for code, value in (("vote", "1"), ("comment", "courriel"), ("postes", "7"))}
    proofs = [proof.initiative_id for proof in Evidence.objects.filter(dossier=dossier)]
    post(
        member,
        VOICE,
        **sent(**read_as, initial_preuves=proofs, initial_recit="Le cahier des chemins.", recit="Le cahier, suite."),
    )
    assert {code for code, one in answers(dossier).items() if one.carried} == {"vote", "comment", "postes", "ecole"}
    post(member, VOICE, confirmer="1", **sent(**read_as, initial_preuves=proofs, initial_recit="Le cahier, suite."))
    found = answers(dossier)
    assert {code for code, one in found.items() if one.carried} == {"ecole"}
    assert (found["vote"].author, found["vote"].number) == (member, 1)
    post(member, HOME, confirmer="1")
    assert not Answer.objects.filter(dossier=dossier, carried=True).exists()


def test_what_no_longer_fits_is_left(member: Any, post: Any, dossier: Dossier, before: Asking, asked: Asking) -> None:
    Choice.objects.filter(question=asked.questions["comment"], code="courriel").delete()
    postes, recit = asked.questions["postes"], asked.questions["recit"]
    postes.highest, recit.highest = 5, 4
    postes.save()
    recit.save()
    post(member, HOME, reconduire="1")
    assert set(answers(dossier)) == {"vote", "ecole"}


def test_a_sheet_that_is_gone_proves_nothing(
    member: Any, post: Any, dossier: Dossier, before: Asking, sheets: Any
) -> None:
    sheets[0].delete()
    post(member, HOME, reconduire="1")
    assert [proof.title for proof in Evidence.objects.filter(dossier=dossier)] == ["Le bus"]


def test_only_a_dossier_that_was_deposited_is_taken_over(dossier: Dossier, before: Asking) -> None:
    Dossier.objects.filter(campaign=before.campaign).update(state=DossierState.DRAFT)
    assert earlier(dossier) is None


def test_pressed_twice_it_is_done_once(member: Any, post: Any, dossier: Dossier, before: Asking) -> None:
    for _ in range(2):
        post(member, HOME, reconduire="1")
    assert Answer.objects.filter(dossier=dossier).count() == 5
    assert Evidence.objects.filter(dossier=dossier).count() == 2


def test_once_deposited_nothing_is_taken_over(member: Any, post: Any, dossier: Dossier, before: Asking) -> None:
    dossier.state, dossier.deposited_at = DossierState.DEPOSITED, dossier.changed_at
    dossier.save()
    post(member, HOME, reconduire="1")
    assert not read(dossier).has_answers


def test_the_pages_say_what_changed(
    member: Any, member_client: Any, post: Any, dossier: Dossier, before: Asking, sheets: Any
) -> None:
    post(member, HOME, parcours="full")
    post(member, VOICE, **sent(vote="1", comment="service", postes="3", preuves=[sheets[0].pk]))
    page = member_client.get(HOME).text.replace("\xa0", " ")
    assert "Ce qui a changé depuis 2026" in page
    assert "En 2026 : En mairie et par courriel" in page
    assert "En 2026 : 7 postes" in page
    assert "sans réponse cette année" in page
    assert "Le bus, arrêté" in page
