"""« Toujours en service »: who says it, how, and what it changes."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from initiatives.models import InitiativePage
from portal import page_cache
from tests.factories import ArticlePageFactory, InitiativePageFactory, PublicAccessPageFactory, UserFactory

pytestmark = pytest.mark.django_db


def address(page: Page) -> str:
    return reverse("confirmation:confirm", args=[page.pk])


def confirmed_on(page: Page) -> datetime.date | None:
    return InitiativePage.objects.get(pk=page.pk).confirmed_on


def test_a_member_confirms_her_sheet(
    member: Any, member_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = PublicAccessPageFactory(parent=member.page, confirmed_on=None)
    before = page_cache.generation()
    with django_capture_on_commit_callbacks(execute=True):
        answer = member_client.post(address(page))
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert confirmed_on(page) == timezone.localdate()
    assert page_cache.generation() != before
    assert PageLogEntry.objects.get(page=page.pk, action="initiatives.confirm").user == member
    assert "est confirmée pour un an" in member_client.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("who", ["anonymous", "juror", "other"])
def test_nobody_else_does(who: str, member: Any, other_member: Any, client_of: Any) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=None)
    users = {"juror": UserFactory, "other": lambda: other_member}
    client = client_of(users[who]()) if who in users else Client()
    assert client.post(address(page)).status_code == (302 if who == "anonymous" else 403)
    assert confirmed_on(page) is None


def test_the_association_confirms_for_a_commune_it_called(member: Any, association_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=None)
    association_client.post(address(page))
    assert confirmed_on(page) == timezone.localdate()


def test_a_draft_has_nothing_to_confirm(member: Any, member_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=None, live=False)
    member_client.post(address(page))
    assert confirmed_on(page) is None


def test_neither_a_link_nor_another_type_of_page_confirms(
    member: Any, member_client: Client, superuser_client: Client
) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=None)
    assert member_client.get(address(page)).status_code == 405
    assert superuser_client.post(address(ArticlePageFactory())).status_code == 404
    assert member_client.post(address(member.page)).status_code == 404


def test_what_the_commune_submitted_is_confirmed_once_approved(member: Any, association: Any) -> None:
    page = InitiativePageFactory(parent=member.page, live=False, confirmed_on=None)
    page.save_revision(user=member)
    page.get_workflow().start(page, member)
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    state.task.specific.on_action(state, association, "approve")
    assert confirmed_on(page) == timezone.localdate()


def test_an_older_version_takes_no_confirmation_back(member: Any) -> None:
    page = PublicAccessPageFactory(parent=member.page, confirmed_on=None)
    draft = page.save_revision(user=member)
    page.confirm()
    draft.publish()
    assert confirmed_on(page) == timezone.localdate()
