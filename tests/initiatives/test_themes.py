"""Themes: the association's screens, merging, renaming, and what readers find at their addresses."""

import datetime
import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, ModelLogEntry, Revision

from home.models import ArticlePage
from initiatives import tasks
from initiatives.blocks import InitiativeListBlock
from initiatives.models import InitiativePage, Theme
from initiatives.signals import sheets_changed
from initiatives.themes import merging
from initiatives.themes.merging import merge, sheets_of
from portal.enums import ThemeColor
from portal.icons import icon_names
from search.facade import search
from search.request import SearchRequest
from tests.factories import ArticlePageFactory, InitiativePageFactory, ResourcePageFactory, UserFactory, theme

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_initiatives_theme:list"
ADD = "wagtailsnippets_initiatives_theme:add"
EDIT = "wagtailsnippets_initiatives_theme:edit"
MERGE = "wagtailsnippets_initiatives_theme:merge"


@pytest.fixture
def old() -> Theme:
    return theme("information-de-proximite")


@pytest.fixture
def new() -> Theme:
    return theme("expression-citoyenne")


def form(row: Theme | None = None, **changes: str) -> dict[str, str]:
    """What the form of a theme sends: as it stands, with changes."""
    values = {"name": "Sobriété", "slug": "sobriete", "icon": "t-neutre", "color": "neutre", "order": "9"}
    values |= {"edition": "2027", "tagline": "", "description": ""}
    if row:
        values |= {name: str(getattr(row, name)) for name in (*Theme.SHARED, *Theme.TRANSLATED) if name != "retired"}
        for other in row.get_translations().select_related("locale"):
            code = other.locale.language_code
            values |= {f"{name}_{code}": getattr(other, name) for name in ("name", "tagline", "description")}
    bodies = dict.fromkeys(("body", "body_en", "body_br"), json.dumps({"blocks": [], "entityMap": {}}))
    return {**values, **bodies, **changes}


class TestScreens:
    def test_the_list_shows_one_row_for_all_languages(self, association_client: Client) -> None:
        content = association_client.get(reverse(LIST)).content.decode()
        assert content.count("Accès public") >= 1
        assert "Public access" not in content
        assert "fr, en, br" in content
        assert "#i-t-acces" in content

    def test_the_list_is_filtered_and_searched(self, association_client: Client, old: Theme, new: Theme) -> None:
        Theme.objects.filter(pk=old.pk).update(retired=True)
        content = association_client.get(reverse(LIST), {"retired": "true"}).content.decode()
        assert old.name in content
        assert new.name not in content
        content = association_client.get(reverse(LIST), {"q": "citoyenne"}).content.decode()
        assert new.name in content
        assert old.name not in content

    def test_the_list_costs_the_same_for_many_themes(self, association_client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert association_client.get(reverse(LIST)).status_code == 200
            return len(captured)

        queries()
        few = queries()
        french = Locale.objects.get(language_code="fr")
        Theme.objects.bulk_create(Theme(name=f"Thème {n}", slug=f"theme-{n}", locale=french) for n in range(15))
        assert queries() == few

    def test_the_form_shows_each_icon_and_colour(self, association_client: Client, old: Theme) -> None:
        content = association_client.get(reverse(EDIT, args=[old.pk])).content.decode()
        for name in icon_names():
            assert f"#i-{name}" in content
        assert all(f"#m-{color}" in content for color in ThemeColor.values)
        assert "name_br" in content

    def test_the_address_of_a_translation_opens_the_same_form(self, association_client: Client, old: Theme) -> None:
        english = theme(old.slug, "en")
        response = association_client.get(reverse(EDIT, args=[english.pk]))
        assert response.context["form"].instance == old

    def test_a_theme_is_written_in_the_languages_it_has_a_name_in(self, association_client: Client) -> None:
        response = association_client.post(reverse(ADD), form(name_en="Frugality", tagline_en="Less is more"))
        assert response.status_code == 302, response.context["form"].errors
        rows = {row.locale.language_code: row for row in Theme.objects.filter(slug="sobriete").select_related("locale")}
        assert set(rows) == {"fr", "en"}
        assert rows["en"].name == "Frugality"
        assert rows["en"].translation_key == rows["fr"].translation_key
        assert rows["en"].edition == 2027

    def test_what_languages_share_changes_in_all(self, association_client: Client, old: Theme) -> None:
        data = form(old, icon="map", color="voix", order="7", name_br="Keleier", retired="on")
        response = association_client.post(reverse(EDIT, args=[old.pk]), data)
        assert response.status_code == 302, response.context["form"].errors
        rows = Theme.objects.filter(translation_key=old.translation_key)
        assert set(rows.values_list("icon", "color", "order", "retired")) == {("map", "voix", 7, True)}
        assert theme(old.slug, "br").name == "Keleier"
        assert theme(old.slug, "en").name == data["name_en"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"slug": "acces-public"}, "slug"),
            ({"icon": "licorne"}, "icon"),
            ({"color": "arc-en-ciel"}, "color"),
            ({"name": ""}, "name"),
            ({"tagline_br": "Nebeutoc’h"}, "name_br"),
            ({"name_en": "x" * 101}, "name_en"),
            ({"order": "-1"}, "order"),
        ],
    )
    def test_a_wrong_field_is_said_beside_it(
        self, changes: dict[str, str], field: str, association_client: Client
    ) -> None:
        response = association_client.post(reverse(ADD), form(**changes))
        assert list(response.context["form"].errors) == [field]
        assert not Theme.objects.filter(name="Sobriété").exists()

    def test_a_translation_does_not_lose_its_name(self, association_client: Client, old: Theme) -> None:
        response = association_client.post(reverse(EDIT, args=[old.pk]), form(old, name_en=""))
        assert list(response.context["form"].errors) == ["name_en"]

    def test_the_icon_is_one_of_the_sprite(self, old: Theme) -> None:
        old.icon = "licorne"
        with pytest.raises(ValidationError, match="icône"):
            old.full_clean()

    def test_nobody_deletes_a_theme(self, superuser_client: Client, association_client: Client, old: Theme) -> None:
        for client in (superuser_client, association_client):
            client.post(reverse("wagtailsnippets_initiatives_theme:delete", args=[old.pk]))
            client.post(f"/admin/bulk/initiatives/theme/delete/?id={old.pk}")
        assert Theme.objects.filter(pk=old.pk).exists()

    def test_themes_are_the_associations(
        self, old: Theme, member_client: Client, other_member_client: Client, client: Client, client_of: Callable
    ) -> None:
        juror = client_of(UserFactory())
        for name, arguments in ((LIST, []), (ADD, []), (EDIT, [old.pk]), (MERGE, [old.pk])):
            address = reverse(name, args=arguments)
            for visitor in (member_client, other_member_client, juror):
                assert visitor.get(address).status_code == 403
                assert visitor.post(address, form()).status_code == 403
            assert client.post(address, form()).headers["Location"].startswith("/connexion/")
        assert not Theme.objects.filter(slug="sobriete").exists()


class TestSheets:
    def test_a_sheet_is_offered_the_themes_of_its_language(self, member: Any, member_client: Client) -> None:
        Theme.objects.filter(slug="acces-public").update(retired=True)
        address = reverse("wagtailadmin_pages:add", args=["initiatives", "initiativepage", member.page.pk])
        offered = set(member_client.get(address).context["form"].fields["themes"].queryset)
        assert offered == set(Theme.objects.current().in_language("fr"))
        assert len(offered) == 4

    def test_so_is_an_article(self, association_client: Client) -> None:
        page = ArticlePageFactory()
        fields = association_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"].fields
        assert set(fields["themes"].queryset) == set(Theme.objects.current().in_language("fr"))

    def test_a_sheet_keeps_the_retired_theme_it_has(self, member: Any, member_client: Client) -> None:
        page = InitiativePageFactory(parent=member.page, themes=[theme()])
        Theme.objects.filter(slug="acces-public").update(retired=True)
        fields = member_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).context["form"].fields
        assert theme() in fields["themes"].queryset

    def test_a_translated_sheet_has_the_themes_of_its_language(self, member: Any) -> None:
        page = InitiativePageFactory(parent=member.page, themes=[theme()])
        english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        english.save_revision().publish()
        assert list(InitiativePage.objects.get(pk=english.pk).themes.all()) == [theme(language="en")]
        assert list(InitiativePage.objects.get(pk=page.pk).themes.all()) == [theme()]


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
    @pytest.mark.parametrize("name", ["theme", "theme_feed"])
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


class TestRenaming:
    @pytest.mark.parametrize("code", ["fr", "en", "br"])
    @pytest.mark.parametrize("name", ["theme", "theme_feed"])
    def test_the_old_address_leads_to_the_new_one(
        self, code: str, name: str, old: Theme, association_client: Client, client: Client
    ) -> None:
        with translation.override(code):
            before, after = reverse(name, args=[old.slug]), reverse(name, args=["infos"])
        association_client.post(reverse(EDIT, args=[old.pk]), form(old, slug="infos"))
        response = client.get(f"{before}?tri=nom")
        assert response.status_code == 301
        assert response.headers["Location"] == after
        assert client.get(after).status_code == 200

    def test_twice_renamed_leads_straight_to_the_last(self, old: Theme, client: Client) -> None:
        first = old.get_absolute_url()
        for slug in ("infos", "nouvelles"):
            old.slug = slug
            old.save()
        assert client.get(first).headers["Location"] == "/themes/nouvelles/"

    def test_renamed_back_keeps_no_loop(self, old: Theme, client: Client) -> None:
        first = old.slug
        for slug in ("infos", first):
            old.slug = slug
            old.save()
        assert client.get(f"/themes/{first}/").status_code == 200
        assert client.get("/themes/infos/").headers["Location"] == f"/themes/{first}/"
        assert not Redirect.objects.filter(old_path=f"/themes/{first}").exists()

    def test_saving_without_renaming_writes_no_redirect(self, old: Theme) -> None:
        old.name = "Les nouvelles du coin"
        old.save()
        assert not Redirect.objects.exists()


class TestPublicPages:
    def test_a_retired_theme_stays_readable_and_says_so(self, old: Theme, client: Client) -> None:
        page = InitiativePageFactory(themes=[old])
        Theme.objects.filter(slug=old.slug).update(retired=True)
        content = client.get(old.get_absolute_url()).content.decode()
        assert "plus proposé" in content
        assert page.title in content
        assert old.name not in client.get("/themes/").content.decode().partition("<main")[2].partition("</main")[0]

    def test_a_theme_that_is_not_translated_says_where_it_is(self, old: Theme, client: Client) -> None:
        theme(old.slug, "en").delete()
        response = client.get(f"/en/themes/{old.slug}/")
        content = response.content.decode()
        assert response.status_code == 404
        assert '<html lang="en">' in content
        assert f'<a href="/themes/{old.slug}/" hreflang="fr" lang="fr">{old.name}</a>' in content

    def test_the_switch_of_languages_knows_it(self, old: Theme, client: Client) -> None:
        theme(old.slug, "en").delete()
        content = client.get(f"/themes/{old.slug}/").content.decode()
        assert f'href="http://testserver/en/themes/{old.slug}/"' not in content
        assert f'hreflang="br" href="http://testserver/br/themes/{old.slug}/"' in content

    def test_french_sheets_under_a_translated_theme_are_marked_french(self, old: Theme, client: Client) -> None:
        InitiativePageFactory(themes=[old])
        content = client.get(f"/en/themes/{old.slug}/").content.decode()
        assert '<article class="card" lang="fr">' in content
        assert '<article class="card" lang' not in client.get(f"/themes/{old.slug}/").content.decode()

    def test_the_page_of_a_theme_costs_the_same_for_many_sheets(self, old: Theme, client: Client) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(old.get_absolute_url()).status_code == 200
            return len(captured)

        commune = InitiativePageFactory(themes=[old]).get_parent().specific
        InitiativePageFactory(parent=commune, themes=[old])
        queries()
        few = queries()
        for _number in range(8):
            InitiativePageFactory(parent=commune, themes=[old])
        assert queries() == few
