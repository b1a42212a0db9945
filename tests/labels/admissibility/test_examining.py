"""Reading a dossier and going through the list."""

import datetime
from typing import Any

import pytest
from django.test import Client

from labels.admissibility.checking import checklist, seen_of
from labels.enums import DossierState
from labels.models import Check, Dossier
from tests.factories import InitiativePageFactory, MembershipFactory
from tests.labels.admissibility.conftest import CLOSED, DEPOSITED, World
from tests.labels.factories import CheckFactory, DepositFactory, DossierFactory, deposited_content, deposited_question

pytestmark = pytest.mark.django_db


def values(world: World, **more: Any) -> dict[str, Any]:
    return {"seen": seen_of(checklist(world.dossier)), **more}


def met(world: World, place: int = 0) -> str:
    return f"met-{world.items[place].pk}"


def note(world: World, place: int = 0) -> str:
    return f"note-{world.items[place].pk}"


def test_everything_that_was_deposited_is_read(world: World, association_client: Client) -> None:
    page = association_client.get(world.address)
    assert page.status_code == 200
    for words in ("Le Mené", "Expression citoyenne", "Les habitants peuvent-ils", "Oui", world.deposit.number, "abab"):
        assert words in page.text


def test_the_list_and_the_decision_are_a_link_away(world: World, association_client: Client) -> None:
    page = association_client.get(world.address).text
    top = page[: page.index('id="contenu"')]
    assert 'href="#verifications"' in top
    assert 'href="#decision"' in top
    assert 'id="decision"' in page


def test_a_draft_is_not_there(world: World, association_client: Client) -> None:
    draft = DossierFactory()
    assert association_client.get(f"/admin/label/dossiers/{draft.pk}/").status_code == 404
    taken_back = DossierFactory(state=DossierState.DRAFT, deposited_at=DEPOSITED)
    assert association_client.get(f"/admin/label/dossiers/{taken_back.pk}/").status_code == 404


def test_the_list_is_filled_in_by_who_and_when(world: World, association: Any, post: Any) -> None:
    sent = {met(world): "on", note(world, 1): "Une pièce est floue."}
    assert post(association, world.address, **values(world, **sent)).status_code == 302
    first, second = world.dossier.checks.all()
    assert (first.is_met, first.author, first.at) == (True, association, CLOSED)
    assert (second.is_met, second.note) == (False, "Une pièce est floue.")


def test_what_did_not_change_keeps_its_author(world: World, association: Any, superuser: Any, post: Any) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[0], author=superuser)
    post(association, world.address, **values(world, **{met(world): "on", met(world, 1): "on"}))
    assert [check.author for check in world.dossier.checks.all()] == [superuser, association]


def test_two_at_once_the_second_is_told_and_loses_nothing(world: World, association: Any, post: Any) -> None:
    before = values(world)
    CheckFactory(dossier=world.dossier, item=world.items[1], note="Vu.")
    answer = post(association, world.address, **before, **{note(world): "Le site ne répond pas."})
    assert answer.status_code == 422
    assert "Quelqu’un a vérifié ce dossier entre-temps" in answer.text
    assert "Le site ne répond pas." in answer.text
    assert not world.dossier.checks.filter(item=world.items[0]).exists()
    again = {note(world): "Le site ne répond pas.", met(world, 1): "on", note(world, 1): "Vu."}
    assert post(association, world.address, **values(world, **again)).status_code == 302
    assert world.dossier.checks.count() == 2


def test_bad_input_is_said(world: World, association: Any, post: Any) -> None:
    answer = post(association, world.address, **values(world, **{note(world): "x" * 301}))
    assert answer.status_code == 422
    assert "x" * 301 in answer.text
    assert not Check.objects.exists()


def test_after_another_deposit_the_list_is_gone_through_again(world: World, association_client: Client) -> None:
    CheckFactory(dossier=world.dossier, item=world.items[0])
    assert checklist(world.dossier)[0].stands
    Dossier.objects.update(deposited_at=CLOSED)
    world.dossier.refresh_from_db()
    [line, _other] = checklist(world.dossier)
    assert (line.stands, line.is_stale) == (False, True)
    assert "Vérifié avant le dernier dépôt" in association_client.get(world.address).text


def test_nobody_examines_the_dossier_of_her_own_collectivite(world: World, association: Any, post: Any) -> None:
    MembershipFactory(user=association, collectivity=world.dossier.collectivity)
    answer = post(association, world.address, **values(world, **{met(world): "on"}))
    assert answer.status_code == 422
    assert "n’est pas de l’équipe" in answer.text
    assert not Check.objects.exists()


def test_what_changed_since_the_deposit_before_is_marked(world: World, association_client: Client) -> None:
    text = {"number": None, "choice": None, "text": "Trois idées par an."}
    old = deposited_question("bilan", kind="text", text="Votre bilan", answer=text)
    new = deposited_question("bilan", kind="text", text="Votre bilan", answer={**text, "text": "Dix idées par an."})
    left = deposited_question("forum", text="Avez-vous un forum ?")
    DepositFactory(dossier=world.dossier, content=deposited_content(old, left), received_at=CLOSED)
    file = {"name": "bilan.pdf", "media_type": "application/pdf", "size": 1_200, "digest": "cd" * 32}
    DepositFactory(
        dossier=world.dossier,
        content=deposited_content({**new, "files": [file]}, deposited_question("idee")),
        received_at=CLOSED + datetime.timedelta(hours=1),
    )
    page = association_client.get(world.address).text
    assert '<del class="deletion">Trois</del>' in page
    assert '<ins class="addition">Dix</ins>' in page
    assert "bilan.pdf" in page
    assert "Questions qui ne sont plus posées" in page
    assert "Avez-vous un forum" in page


def _proof(sheet: Any, **values: Any) -> dict[str, Any]:
    revision = sheet.save_revision()
    revision.refresh_from_db()
    return {
        "initiative": sheet.pk,
        "title": sheet.title,
        "type": sheet._meta.label,
        "content": {**revision.content, **values},
    }


def test_a_sheet_is_read_as_it_was_deposited_even_deleted(
    world: World, member: Any, association_client: Client
) -> None:
    sheet = InitiativePageFactory(parent=member.page, title="Le bus", summary="Il passe le jeudi.")
    question = deposited_question("preuves", kind="evidence", answer=None, evidence=[_proof(sheet)])
    deposit = DepositFactory(dossier=world.dossier, content=deposited_content(question), received_at=CLOSED)
    address = f"{world.address}depots/{deposit.pk}/fiches/{sheet.pk}/"
    assert address in association_client.get(world.address).text
    sheet.delete()
    page = association_client.get(address)
    assert page.status_code == 200
    assert "Il passe le jeudi." in page.text
    assert association_client.get(f"{world.address}depots/{deposit.pk}/fiches/9999/").status_code == 404
    assert association_client.get(f"{world.address}depots/9999/fiches/{sheet.pk}/").status_code == 404


def test_what_changed_in_a_sheet_is_said(world: World, member: Any, association_client: Client) -> None:
    sheet = InitiativePageFactory(parent=member.page, title="Le bus", summary="Il passe le jeudi.")
    for place, summary in enumerate(("Il passe le jeudi.", "Il passe le mardi.")):
        question = deposited_question(
            "preuves", kind="evidence", answer=None, evidence=[_proof(sheet, summary=summary)]
        )
        moment = CLOSED + datetime.timedelta(hours=place)
        deposit = DepositFactory(dossier=world.dossier, content=deposited_content(question), received_at=moment)
    assert "Modifié" in association_client.get(world.address).text
    page = association_client.get(f"{world.address}depots/{deposit.pk}/fiches/{sheet.pk}/").text
    assert '<del class="deletion">jeudi.</del>' in page


def test_publishing_a_sheet_again_changes_nothing(world: World, member: Any, association_client: Client) -> None:
    sheet = InitiativePageFactory(parent=member.page, title="Le bus")
    for place in range(2):
        question = deposited_question("preuves", kind="evidence", answer=None, evidence=[_proof(sheet)])
        moment = CLOSED + datetime.timedelta(hours=place)
        DepositFactory(dossier=world.dossier, content=deposited_content(question), received_at=moment)
        sheet.save_revision().publish()
    assert "Modifié" not in association_client.get(world.address).text


def test_one_goes_from_one_dossier_to_the_next(world: World, association_client: Client) -> None:
    later = DossierFactory(campaign=world.campaign, is_deposited=True, deposited_at=CLOSED)
    first = association_client.get(world.address).text
    assert f'href="/admin/label/dossiers/{later.pk}/" rel="next"' in first
    assert 'rel="prev"' not in first
    assert f'href="{world.address}" rel="prev"' in association_client.get(f"/admin/label/dossiers/{later.pk}/").text


@pytest.mark.parametrize("count", [1, 12])
def test_as_many_queries_for_a_long_dossier(
    count: int, world: World, member: Any, association_client: Client, django_assert_max_num_queries: Any
) -> None:
    sheets = [InitiativePageFactory(parent=member.page) for _ in range(count)]
    questions = [
        deposited_question(f"q-{place}", kind="evidence", answer=None, evidence=[_proof(sheet) for sheet in sheets])
        for place in range(count)
    ]
    DepositFactory(dossier=world.dossier, content=deposited_content(*questions), received_at=CLOSED)
    association_client.get(world.address)
    with django_assert_max_num_queries(19):
        association_client.get(world.address)
