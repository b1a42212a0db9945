"""What a save writes in the indexes."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Page

from initiatives.models import InitiativePage
from search.models import Document
from tests.factories import ArticlePageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def is_written_by(django_capture_on_commit_callbacks: Any) -> Callable[..., bool]:
    """Whether a page comes into the index when something is done."""

    def written(page: Page, do: Callable[[], Any]) -> bool:
        Document.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return bool(Document.objects.filter(pk=page.pk).exists())

    return written


@pytest.mark.parametrize("factory", [InitiativePageFactory, ArticlePageFactory])
def test_a_draft_that_is_saved_writes_nothing(factory: Any, is_written_by: Any) -> None:
    """An editor that saves by itself does so at each word."""
    page = factory()
    page.summary = "Un autre résumé."
    assert not is_written_by(page, page.save_revision)
    assert is_written_by(page, page.latest_revision.publish)
    assert is_written_by(page, page.save)


def test_a_confirmation_and_a_deletion_are_written(is_written_by: Any, django_capture_on_commit_callbacks: Any) -> None:
    page: InitiativePage = InitiativePageFactory()
    assert is_written_by(page, page.confirm)
    key = page.pk
    with django_capture_on_commit_callbacks(execute=True):
        page.delete()
    assert not Document.objects.filter(pk=key).exists()
