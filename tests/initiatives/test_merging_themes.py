"""Merging a theme into another: what moves, what stays, who may."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, ModelLogEntry, Revision

from home.models import ArticlePage
from initiatives import tasks
from initiatives.blocks import InitiativeListBlock
from initiatives.models import InitiativePage, Theme
from initiatives.signals import sheets_changed
from initiatives.themes import merging
from initiatives.themes.merging import merge, sheets_of
from search.facade import search
from search.request import SearchRequest
from tests.factories import ArticlePageFactory, InitiativePageFactory, ResourcePageFactory, theme
from tests.initiatives.theme_screens import EDIT, MERGE, form

pytestmark = pytest.mark.django_db


class TestMerging:
    def test_every_sheet_moves(self, old: Theme, new: Theme, association: Any) -> None:
        only_old = InitiativePageFactory(themes=[old])
        both = InitiativePageFactory(themes=[old, new, theme()])
        other = InitiativePageFactory(themes=[theme()])
        moved = merge(old, new, association)
        assert (moved.published, moved.drafts) == (2, 0)
        assert list(only_old.specific_class.objects.get(pk=only_old.pk).themes.all()) == [new]
        assert set(both.specific_class.objects.get(pk=both.pk).themes.all()) == {new, theme()}
        assert list(other.specific_class.objects.get(pk=other.pk).themes.all()) == [theme()]
        assert not InitiativePage.objects.filter(themes=old).exists()

    def test_drafts_move_too(self, old: Theme, new: Theme, association: Any, member: Any) -> None:
        published_without = InitiativePageFactory(themes=[theme()])
        published_without.themes = [old, theme()]
        published_without.save_revision()
        never_published = InitiativePageFactory(parent=member.page, live=False, themes=[old])
        never_published.save_revision()
        never_published.get_workflow().start(never_published, member)
        scheduled = InitiativePageFactory(live=False, themes=[old])
        scheduled.go_live_at = timezone.now() + datetime.timedelta(days=3)
        scheduled.save_revision().publish()
        scheduled.go_live_at = None
        scheduled.themes = [theme()]
        scheduled.save_revision()

        moved = merge(old, new, association)

        assert (moved.published, moved.drafts) == (1, 2)
        for page, expected in ((published_without, {new, theme()}), (never_published, {new})):
            draft = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
            assert set(draft.themes.all()) == expected
        waiting = Revision.objects.get(object_id=str(scheduled.pk), approved_go_live_at__isnull=False)
        assert waiting.content["themes"] == [new.pk]
        never_published.refresh_from_db()
        never_published.current_workflow_task_state.approve(user=association)
        assert list(InitiativePage.objects.live().get(pk=never_published.pk).themes.all()) == [new]

    def test_articles_and_resources_move_too_and_are_not_counted_as_sheets(
        self, old: Theme, new: Theme, association: Any
    ) -> None:
        article, resource = ArticlePageFactory(themes=[old, new]), ResourcePageFactory(themes=[old])
        draft = ArticlePageFactory()
        draft.themes = [old]
        draft.save_revision()
        assert merge(old, new, association).total == 0
        for page in (article, resource):
            assert list(type(page).objects.get(pk=page.pk).themes.all()) == [new]
        assert list(ArticlePage.objects.get(pk=draft.pk).get_latest_revision_as_object().themes.all()) == [new]

    def test_each_language_moves_to_its_own_row(self, old: Theme, new: Theme, association: Any, member: Any) -> None:
        page = InitiativePageFactory(parent=member.page, themes=[old])
        english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        english.save_revision().publish()
        merge(old, new, association)
        assert list(InitiativePage.objects.get(pk=english.pk).themes.all()) == [theme(new.slug, "en")]

    def test_without_a_row_of_its_language_it_moves_to_the_french_one(
        self, old: Theme, new: Theme, association: Any
    ) -> None:
        theme(new.slug, "br").delete()
        merge(old, new, association)
        assert theme(old.slug, "br").merged_into == new

    def test_the_old_theme_is_retired_with_its_translations(self, old: Theme, new: Theme, association: Any) -> None:
        merge(old, new, association)
        rows = Theme.objects.filter(slug=old.slug).select_related("locale", "merged_into__locale")
        assert len(rows) == 3
        for row in rows:
            assert row.retired
            assert row.merged_into.slug == new.slug
            assert row.merged_into.locale == row.locale

    def test_what_was_merged_before_follows(self, old: Theme, new: Theme, association: Any) -> None:
        merge(theme("acces-public"), old, association)
        merge(old, new, association)
        assert theme("acces-public").merged_into == new

    @pytest.mark.parametrize("code", ["fr", "en", "br"])
    @pytest.mark.parametrize("name", ["theme", "theme_feed", "theme_project"])
    def test_its_address_leads_to_the_other(
        self, code: str, name: str, old: Theme, new: Theme, association: Any, client: Client
    ) -> None:
        merge(old, new, association)
        with translation.override(code):
            before, after = reverse(name, args=[old.slug]), reverse(name, args=[new.slug])
        response = client.get(before)
        assert response.status_code == 301
        assert response.headers["Location"] == after
        assert client.get(after).status_code == 200

    def test_the_index_follows_by_task(
        self, old: Theme, new: Theme, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        Theme.objects.filter(pk=new.pk).update(name="Parole aux habitants")
        with django_capture_on_commit_callbacks(execute=True):
            page = InitiativePageFactory(themes=[old])
        assert not search(SearchRequest(query="parole aux habitants")).total
        with django_capture_on_commit_callbacks(execute=True):
            merge(old, new, association)
        assert [hit.page.pk for hit in search(SearchRequest(query="parole aux habitants")).hits] == [page.pk]
        assert search(SearchRequest(filters={"theme": (new.slug,)})).total == 1

    def test_the_number_of_queries_does_not_grow(self, old: Theme, new: Theme, association: Any) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                merge(old, new, association)
            Theme.objects.filter(slug=old.slug).update(retired=False, merged_into=None)
            return len(captured)

        commune = InitiativePageFactory(themes=[old]).get_parent().specific
        InitiativePageFactory(parent=commune, themes=[old, new]).save_revision()
        few = queries()
        for _number in range(12):
            InitiativePageFactory(parent=commune, themes=[old, new]).save_revision()
        assert queries() == few

    def test_one_signal_tells_of_all_sheets(
        self, old: Theme, new: Theme, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        told: list[list[int]] = []
        pages = [InitiativePageFactory(themes=[old]) for _number in range(3)]

        def receiver(keys: list[int], **kwargs: Any) -> None:
            told.append(keys)

        sheets_changed.connect(receiver)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                merge(old, new, association)
        finally:
            sheets_changed.disconnect(receiver)
        assert told == [sorted(page.pk for page in pages)]

    def test_a_batch_is_one_task(self, monkeypatch: pytest.MonkeyPatch) -> None:
        queued: list[int] = []
        monkeypatch.setattr(tasks, "index_sheets", SimpleNamespace(enqueue=lambda keys: queued.append(len(keys))))
        tasks.queue_indexing(list(range(1_201)))
        assert queued == [500, 500, 201]

    def test_batches_leave_nothing_out(
        self, old: Theme, new: Theme, association: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(merging, "BATCH", 2)
        commune = InitiativePageFactory(themes=[old]).get_parent().specific
        for _number in range(4):
            InitiativePageFactory(parent=commune, themes=[old, new]).save_revision()
        assert merge(old, new, association).total == 5
        assert InitiativePage.objects.filter(themes=new).count() == 5

    def test_it_is_in_the_journal(self, old: Theme, new: Theme, association: Any, association_client: Client) -> None:
        InitiativePageFactory(themes=[old])
        merge(old, new, association)
        entry = ModelLogEntry.objects.get(action=merging.MERGE_ACTION)
        assert entry.user == association
        assert entry.data["sheets"] == 1
        history = reverse("wagtailsnippets_initiatives_theme:history", args=[old.pk])
        assert f"Fusionné dans « {new.name} »" in association_client.get(history).content.decode()

    def test_the_screen_says_what_moves_before_it_moves(
        self, old: Theme, new: Theme, association_client: Client
    ) -> None:
        InitiativePageFactory(themes=[old])
        InitiativePageFactory(themes=[old], live=False)
        address = reverse(MERGE, args=[old.pk])
        assert new.name in association_client.get(address).content.decode()
        content = association_client.get(address, {"into": new.pk}).content.decode()
        assert "1 fiche publiée" in content
        assert "1 fiche en brouillon" in content
        assert InitiativePage.objects.filter(themes=old).count() == 2
        response = association_client.post(address, {"into": new.pk}, follow=True)
        assert "2 fiches ont rejoint" in response.content.decode()
        assert InitiativePage.objects.filter(themes=new).count() == 2

    @pytest.mark.parametrize("target", ["itself", "retired", "nothing", "english"])
    def test_a_theme_goes_into_another_that_is_in_force(
        self, target: str, old: Theme, new: Theme, association: Any, association_client: Client
    ) -> None:
        Theme.objects.filter(slug="acces-public").update(retired=True)
        keys = {"itself": old.pk, "retired": theme().pk, "nothing": 0, "english": theme(new.slug, "en").pk}
        response = association_client.post(reverse(MERGE, args=[old.pk]), {"into": keys[target]})
        assert response.status_code == 200
        assert response.context["form"].errors["into"]
        old.refresh_from_db()
        assert not old.retired
        for wrong in (old, theme()):
            with pytest.raises(ValueError, match="in force"):
                merge(old, wrong, association)

    def test_it_is_done_once(self, old: Theme, new: Theme, association: Any, association_client: Client) -> None:
        merge(old, new, association)
        assert association_client.get(reverse(MERGE, args=[old.pk])).status_code == 404
        data = form(old)
        response = association_client.post(reverse(EDIT, args=[old.pk]), data)
        assert list(response.context["form"].errors) == ["retired"]

    def test_the_database_holds_a_merged_theme_to_be_retired(self, old: Theme, new: Theme) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Theme.objects.filter(pk=old.pk).update(merged_into=new, retired=False)

    def test_a_list_of_a_merged_theme_shows_the_other(self, old: Theme, new: Theme, association: Any) -> None:
        page = InitiativePageFactory(themes=[old])
        merge(old, new, association)
        block = {"theme": Theme.objects.get(pk=old.pk), "territory_code": "", "count": 3}
        assert [card.pk for card in InitiativeListBlock.initiatives(block)] == [page.pk]

    def test_counting_changes_nothing(self, old: Theme) -> None:
        InitiativePageFactory(themes=[old])
        assert sheets_of(old).total == 1
        assert not Theme.objects.get(pk=old.pk).retired
