"""Throwing away a draft that nobody but the team has read."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from initiatives.models import InitiativePage
from initiatives.short_path import discarding
from tests.factories import InitiativePageFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(member: Any) -> InitiativePage:
    sheet = InitiativePageFactory(parent=member.page, title="Le bus", live=False)
    sheet.save_revision(user=member)
    return InitiativePage.objects.get(pk=sheet.pk)


def address(sheet: InitiativePage) -> str:
    code = sheet.collectivity.code_path
    return reverse("space_sheet_discard", args=[sheet.collectivity.kind_path, code, sheet.pk])


def test_it_asks_first_and_then_the_draft_is_gone(draft: Any, member: Any, member_client: Any, post: Any) -> None:
    assert f'href="{address(draft)}"' in member_client.get(draft.writing_address).text
    assert "Supprimer le brouillon" in member_client.get(address(draft)).text
    assert InitiativePage.objects.filter(pk=draft.pk).exists()
    answer = post(member, address(draft))
    assert answer.headers["Location"].startswith("/espace/communes/")
    assert not InitiativePage.objects.filter(pk=draft.pk).exists()
    assert PageLogEntry.objects.filter(page=draft.pk, action="wagtail.delete", user=member).exists()
    assert post(member, address(draft)).status_code == 404


def test_what_the_association_reads_is_kept_and_says_why(draft: Any, member: Any, member_client: Any) -> None:
    draft.get_workflow().start(draft, member)
    for answer in (member_client.get(address(draft), follow=True), member_client.post(address(draft), follow=True)):
        assert "retirez-la d’abord de la relecture" in answer.text
    assert InitiativePage.objects.filter(pk=draft.pk).exists()


def test_what_the_association_asked_about_may_go(draft: Any, member: Any, association: Any, post: Any) -> None:
    state = draft.get_workflow().start(draft, member).current_task_state
    state.task.specific.on_action(state, association, "reject", comment="Combien ?")
    post(member, address(draft))
    assert not InitiativePage.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(("live", "reason"), [(True, "Rien n’a changé"), (False, "sa page reste")])
def test_what_was_public_stays(draft: Any, member: Any, member_client: Any, live: bool, reason: str) -> None:
    draft.save_revision().publish()
    if not live:
        draft.refresh_from_db()
        draft.unpublish()
    page = member_client.get(draft.writing_address).text
    assert "data-discard hidden>" in page
    assert address(draft) not in page
    assert reason in member_client.post(address(draft), follow=True).text
    assert InitiativePage.objects.filter(pk=draft.pk).exists()


def test_what_was_changed_since_is_given_up(draft: Any, member: Any, member_client: Any) -> None:
    draft.save_revision().publish()
    sheet = InitiativePage.objects.get(pk=draft.pk)
    sheet.title = "Le bus bleu"
    sheet.save_revision(user=member)
    page = member_client.get(sheet.writing_address).text
    assert "Abandonner ces changements" in page
    assert f'href="{address(sheet)}"' in page
    assert "Abandonner ce qui a changé" in member_client.get(address(sheet)).text
    answer = member_client.post(address(sheet), follow=True)
    assert "est comme en ligne" in answer.text
    assert 'value="Le bus"' in answer.text
    sheet = InitiativePage.objects.get(pk=draft.pk)
    assert (sheet.live, sheet.title, sheet.has_unpublished_changes, sheet.draft_title) == (
        True,
        "Le bus",
        False,
        "Le bus",
    )
    assert sheet.get_latest_revision_as_object().title == "Le bus"
    assert PageLogEntry.objects.filter(page=sheet.pk, action="wagtail.revert", user=member).exists()
    # The history keeps it.
    assert [one.content["title"] for one in sheet.revisions.order_by("created_at")][-2:] == ["Le bus bleu", "Le bus"]


def test_what_was_submitted_meanwhile_stays(draft: Any, member: Any) -> None:
    draft.get_workflow().start(draft, member)
    assert not discarding.discard(draft, member)
    assert InitiativePage.objects.filter(pk=draft.pk).exists()


def test_what_a_colleague_threw_away_meanwhile_is_gone(draft: Any, member: Any) -> None:
    assert discarding.discard(draft, member)
    assert not discarding.discard(draft, member)


def test_a_colleague_may_throw_it_away_too(draft: Any, member: Any, post: Any) -> None:
    colleague = MembershipFactory(collectivity=draft.collectivity).user
    post(colleague, address(draft))
    assert not InitiativePage.objects.filter(pk=draft.pk).exists()
