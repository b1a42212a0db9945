"""Themes: the association's screens, renaming, and what readers find at their addresses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale

from home.models import ArticlePage
from initiatives.models import InitiativePage, Theme
from portal.enums import ThemeColor
from portal.icons import icon_names
from tests.factories import ArticlePageFactory, InitiativePageFactory, UserFactory, theme
from tests.initiatives.theme_screens import ADD, EDIT, LIST, MERGE, form

pytestmark = pytest.mark.django_db


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

    def test_a_new_page_keeps_the_themes_it_is_given_before_it_is_saved(self, home: Any) -> None:
        article = ArticlePage(title="La fête", slug="la-fete", summary="Deux jours", date=date(2007, 3, 21))
        article.themes = [theme()]
        home.add_child(instance=article)

        assert list(ArticlePage.objects.get(pk=article.pk).themes.all()) == [theme()]

    def test_a_translated_sheet_has_the_themes_of_its_language(self, member: Any) -> None:
        page = InitiativePageFactory(parent=member.page, themes=[theme()])
        english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        english.save_revision().publish()
        assert list(InitiativePage.objects.get(pk=english.pk).themes.all()) == [theme(language="en")]
        assert list(InitiativePage.objects.get(pk=page.pk).themes.all()) == [theme()]


class TestRenaming:
    @pytest.mark.parametrize("code", ["fr", "en", "br"])
    @pytest.mark.parametrize("name", ["theme", "theme_feed", "theme_project"])
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
