"""Who is told what while a page is read before publication."""

from typing import Any

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from collectivities.enums import Role
from tests.admin import submit
from tests.factories import ArticlePageFactory, InitiativePageFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(member: Any) -> Any:
    return MembershipFactory(collectivity=member.membership.collectivity, role=Role.CONTRIBUTOR).user


@pytest.fixture
def submitted(member: Any, association: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """A draft that waits; the association was told."""
    page = InitiativePageFactory(parent=member.page, live=False, title="Le bus & les écrans")
    page.save_revision(user=member)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, member)
    return page


def act(page: Any, user: Any, action: str, comment: str = "") -> None:
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, action, comment=comment)


def recipients() -> set[str]:
    assert all(len(message.to) == 1 for message in mail.outbox)
    return {message.to[0] for message in mail.outbox}


def test_the_association_learns_what_waits(submitted: Any, association: Any, member: Any) -> None:
    assert recipients() == {association.email}
    message = mail.outbox[0]
    assert message.subject == "À relire\u00a0: «\u00a0Le bus & les écrans\u00a0», Le Mené"
    html = message.alternatives[0][0]
    for text in (message.body, html):
        assert f"/admin/moderation/{submitted.pk}/" in text
        assert str(member) in text
    assert "Le bus &amp; les écrans" in html


def test_the_page_of_a_collectivity_is_told_without_the_index_above_it(
    member: Any, association: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        submit(member.page, member)
    assert mail.outbox[0].subject == "À relire\u00a0: «\u00a0Le Mené\u00a0», page de la collectivité"


@pytest.mark.parametrize(
    ("action", "subject", "words"), [("approve", "Publiée", "en ligne"), ("reject", "À reprendre", "reprendre")]
)
def test_every_member_learns_the_result_with_the_comment_in_it(
    action: str,
    subject: str,
    words: str,
    submitted: Any,
    member: Any,
    colleague: Any,
    other_member: Any,
    association: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(submitted, association, action, "Précisez le <coût>, svp.")
    assert recipients() == {member.email, colleague.email}
    for message in mail.outbox:
        assert message.subject.startswith(subject)
        assert words in message.body
        assert "Précisez le <coût>, svp." in message.body
        assert "Précisez le &lt;coût&gt;, svp." in message.alternatives[0][0]


def test_a_mail_is_refused_in_the_account_and_a_closed_account_gets_none(
    submitted: Any, member: Any, colleague: Any, association: Any, django_capture_on_commit_callbacks: Any
) -> None:
    UserProfile.objects.create(user=member, approved_notifications=False)
    colleague.is_active = False
    colleague.save()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(submitted, association, "approve")
    assert mail.outbox == []


def test_each_reads_it_in_the_language_of_the_account(
    submitted: Any, member: Any, association: Any, django_capture_on_commit_callbacks: Any
) -> None:
    member.language = "en"
    member.save()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        act(submitted, association, "approve")
    assert '<html lang="en">' in mail.outbox[0].alternatives[0][0]


def test_an_article_of_the_association_concerns_no_commune(
    member: Any, association: Any, django_capture_on_commit_callbacks: Any
) -> None:
    author = UserFactory(association=True)
    page = ArticlePageFactory(live=False)
    page.save_revision(user=author)
    with django_capture_on_commit_callbacks(execute=True):
        page.get_workflow().start(page, author)
        act(page, association, "approve")
    assert recipients() == {association.email, author.email}


def test_nobody_waits_for_the_mail_server(
    submitted: Any, association: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """What the moderator does is saved before any mail leaves."""
    mail.outbox.clear()
    act(submitted, association, "approve")
    assert mail.outbox == []
