"""Languages: the address decides, nothing else does; what is translated, by whom, and what is said of what is not."""

import datetime
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import ngettext
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import LocaleSynchronization, StringSegment, Translation

from home.models import ArticlePage, EventPage, FreePage, SectionPage
from initiatives.models import InitiativePage, Theme
from portal.models import MenuLink, PortalSettings
from tests.admin import form
from tests.factories import ArticlePageFactory, EventPageFactory, InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db

PREFIXES = {"fr": "", "en": "/en", "br": "/br"}
EVERYWHERE = ("/", "/recherche/", "/themes/", "/themes/acces-public/", "/communes/", "/actualites/", "/agenda/")


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def alternates(content: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', content))


def switcher(content: str) -> str:
    return content.partition('id="pied-affichage"')[2].partition("</footer>")[0]


class TestAddresses:
    @pytest.mark.parametrize("code", PREFIXES)
    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_the_prefix_is_the_language(self, code: str, path: str, client: Client) -> None:
        response = client.get(f"{PREFIXES[code]}{path}")
        assert response.status_code == 200
        assert f'<html lang="{code}">' in response.content.decode()
        assert response.headers["Content-Language"] == code

    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_the_browsers_language_changes_nothing(self, path: str, settings: Any) -> None:
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        first = Client(headers={"accept-language": "en"}).get(path)
        second = Client(headers={"accept-language": "br, fr;q=0.5"}).get(path)
        assert '<html lang="fr">' in first.content.decode()
        assert second.headers["X-Page-Cache"] == "hit"
        assert second.content == first.content

    def test_a_language_cookie_changes_nothing(self, settings: Any) -> None:
        client = Client()
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        assert '<html lang="fr">' in client.get("/").content.decode()

    @pytest.mark.parametrize("code", PREFIXES)
    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_no_cookie_keeps_a_language(self, code: str, path: str, client: Client) -> None:
        response = client.get(f"{PREFIXES[code]}{path}")
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")

    @pytest.mark.parametrize("code", PREFIXES)
    def test_what_is_not_found_is_said_in_the_language_of_the_address(self, code: str, client: Client) -> None:
        response = client.get(f"{PREFIXES[code]}/nulle-part/")
        content = response.content.decode()
        assert response.status_code == 404
        assert f'<html lang="{code}">' in content
        title = re.search(r"<h1[^>]*>(.*?)</h1>", content)[1]
        with translation.override(code):
            assert title == translation.gettext("Cette rue n’est pas sur le plan.")
        assert (title == "Cette rue n’est pas sur le plan.") == (code == "fr")


class TestSwitcher:
    def test_it_leads_to_the_same_page(self, client: Client) -> None:
        content = client.get("/themes/acces-public/").content.decode()
        assert alternates(content) == {
            code: f"http://testserver{prefix}/themes/acces-public/" for code, prefix in PREFIXES.items()
        }
        assert 'href="/en/themes/acces-public/" hreflang="en" lang="en"' in switcher(content)

    def test_it_keeps_what_was_asked(self, client: Client) -> None:
        assert 'href="/en/recherche/?q=bus"' in switcher(client.get("/recherche/?q=bus").content.decode())

    def test_it_says_in_each_language_that_a_page_is_not_translated(self, client: Client) -> None:
        article = ArticlePageFactory()
        content = client.get(article.get_url()).content.decode()
        assert alternates(content) == {"fr": f"http://testserver{article.get_url()}"}
        found = re.findall(
            r'<a href="([^"]+)" hreflang="(\w+)".*?</a>\s*<small[^>]* lang="(\w+)">(.*?)</small>', content
        )
        assert [(url, code, language) for url, code, language, _note in found] == [
            ("/en/", "en", "en"),
            ("/br/", "br", "br"),
        ]
        for code, note in {code: note for _url, code, _language, note in found}.items():
            with translation.override(code):
                assert note == translation.gettext("(page non traduite : l’accueil)")

    def test_the_page_of_a_commune_has_a_card_in_the_other_languages(self, member: Any, client: Client) -> None:
        content = client.get(member.page.get_url()).content.decode()
        assert f'href="/en{member.page.get_url()}" hreflang="en"' in switcher(content)
        assert alternates(content) == {"fr": f"http://testserver{member.page.get_url()}"}
        card = client.get(f"/en{member.page.get_url()}").content.decode()
        assert f'href="{member.page.get_url()}" hreflang="fr"' in card


class TestFormats:
    @pytest.mark.parametrize(
        ("code", "number", "day", "moment"),
        [
            ("fr", "1\u00a0234\u00a0567", "24 novembre 2008", "9\u00a0h\u00a030"),
            ("en", "1,234,567", "24 November 2008", "09:30"),
            ("br", "1\u00a0234\u00a0567", "24 Du 2008", "9e 30"),
        ],
    )
    def test_numbers_dates_and_times(self, code: str, number: str, day: str, moment: str) -> None:
        with translation.override(code):
            assert intcomma(1_234_567) == number
            assert formats.date_format(datetime.date(2008, 11, 24)) == day
            assert formats.time_format(datetime.time(9, 30)) == moment

    def test_templates_write_times_as_the_language_does(self) -> None:
        written = {
            path.name
            for path in (settings.BASE_DIR / "templates").rglob("*")
            if path.is_file() and re.search(r'(?:date|time):"[^"]*[GH]:i', path.read_text())
        }
        assert written == set()

    @pytest.mark.parametrize(("code", "expected"), [("fr", "s"), ("en", "p")])
    def test_nought_is_singular_in_french_and_plural_in_english(self, code: str, expected: str) -> None:
        with translation.override(code):
            forms = {
                "s": ngettext("%(count)s fiche", "%(count)s fiches", 1),
                "p": ngettext("%(count)s fiche", "%(count)s fiches", 2),
            }
            assert ngettext("%(count)s fiche", "%(count)s fiches", 0) == forms[expected]
            assert forms["s"] != forms["p"]

    def test_decimals_and_first_day(self) -> None:
        for code, decimal in (("fr", ","), ("en", "."), ("br", ",")):
            with translation.override(code):
                assert formats.localize(1.5) == f"1{decimal}5"
                assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


class TestFeedsAndCalendars:
    @pytest.mark.parametrize("code", PREFIXES)
    def test_a_feed_is_in_its_language(self, code: str, client: Client) -> None:
        ArticlePageFactory(title="En français seulement")
        content = client.get(f"{PREFIXES[code]}/actualites/flux/").content.decode()
        assert f'xml:lang="{code}"' in content
        assert ("En français seulement" in content) == (code == "fr")

    def test_a_calendar_is_in_its_language(self, client: Client) -> None:
        event = EventPageFactory(title="Rencontre de printemps")
        english: Any = event.copy_for_translation(locale("en"), copy_parents=True)
        english.title = "Spring meeting"
        english.save_revision().publish()
        calendar = client.get(f"{english.get_url()}calendrier/").content.decode()
        assert "SUMMARY:Spring meeting" in calendar
        assert "/en/agenda/" in calendar
        assert "Rencontre" not in client.get("/en/agenda/calendrier/").content.decode()
        # The same meeting: a calendar that holds both shows it once.
        assert re.search(r"UID:(.*)", calendar)[1] in client.get(f"{event.get_url()}calendrier/").content.decode()
        assert EventPage.objects.count() == 2


class TestMails:
    @pytest.mark.parametrize(("code", "words"), [("fr", "Publiée"), ("en", "ublished"), ("br", "mbannet")])
    def test_the_reader_is_written_to_in_his_language(
        self, code: str, words: str, member: Any, association: Any, django_capture_on_commit_callbacks: Any
    ) -> None:
        member.language = code
        member.save()
        page = InitiativePageFactory(parent=member.page, live=False)
        page.save_revision(user=member)
        page.get_workflow().start(page, member)
        with django_capture_on_commit_callbacks(execute=True), translation.override("br"):
            page.current_workflow_task_state.approve(user=association)
        message = mail.outbox[-1]
        assert message.to == [member.email]
        assert words in message.subject
        assert f'lang="{code}"' in message.alternatives[0][0]


class TestAssociationTranslates:
    """Its pages in synchronised mode: strings are translated beside the source, then the page is published."""

    @pytest.fixture
    def article(self) -> ArticlePage:
        page: ArticlePage = ArticlePageFactory(title="Le bus des écrans", slug="bus", summary="Huit ordinateurs.")
        return page

    def submit(self, client: Client, page: Page, code: str = "en") -> Page:
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        assert client.post(address, {"locales": [locale(code).pk]}).status_code == 302
        return Page.objects.get(translation_key=page.translation_key, locale__language_code=code)

    def translate(self, client: Client, page: Page, strings: dict[str, str]) -> None:
        known = Translation.objects.get(source__object_id=page.translation_key, target_locale=page.locale, enabled=True)
        for segment in StringSegment.objects.filter(source=known.source).select_related("string"):
            if segment.string.data in strings:
                address = reverse("wagtail_localize:edit_string_translation", args=[known.pk, segment.pk])
                data = f"value={strings[segment.string.data]}"
                response = client.put(address, data, content_type="application/x-www-form-urlencoded")
                assert response.status_code == 201

    def test_from_the_request_to_the_public_page(
        self,
        article: ArticlePage,
        association_client: Client,
        client: Client,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        english = self.submit(association_client, article)
        assert not english.live
        assert client.get("/en/actualites/bus/").status_code == 404
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        assert association_client.get(edit).status_code == 200
        self.translate(
            association_client,
            english,
            {"Le bus des écrans": "The screen bus", "Huit ordinateurs.": "Eight computers."},
        )
        with django_capture_on_commit_callbacks(execute=True):
            assert association_client.post(edit, {"action": "publish"}).status_code == 302
        english = ArticlePage.objects.get(pk=english.pk)
        assert (english.title, english.summary, english.live) == ("The screen bus", "Eight computers.", True)
        content = client.get(english.get_url()).content.decode()
        assert '<html lang="en">' in content
        assert "Eight computers." in content
        both = {"fr": "http://testserver/actualites/bus/", "en": f"http://testserver{english.get_url()}"}
        assert alternates(content) == both
        assert alternates(client.get(article.get_url()).content.decode()) == both

    def test_a_section_without_a_translation_becomes_an_alias_that_is_not_listed(
        self, home: Any, association_client: Client, client: Client
    ) -> None:
        section = SectionPage(title="Le label", slug="le-label-national", locale=home.locale)
        home.add_child(instance=section)
        page = FreePage(title="Le règlement", slug="reglement", locale=home.locale)
        section.add_child(instance=page)
        english = self.submit(association_client, page)
        parent = english.get_parent()
        assert parent.alias_of_id == section.pk
        assert parent.locale == locale("en")
        english.specific.save_revision().publish()
        assert client.get(english.get_url()).status_code == 200
        assert "en" not in alternates(client.get(section.get_url()).content.decode())

    def test_menus_follow(
        self,
        article: ArticlePage,
        association_client: Client,
        client: Client,
        django_capture_on_commit_callbacks: Any,
    ) -> None:
        settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
        MenuLink.objects.create(portal_settings=settings, page=article, sort_order=90)
        assert f'href="{article.get_url()}"' in client.get("/en/").content.decode()
        english = ArticlePage.objects.get(pk=self.submit(association_client, article).pk)
        english.title = "The screen bus"
        with django_capture_on_commit_callbacks(execute=True):
            english.save_revision().publish()
        menu = client.get("/en/").content.decode().partition("<nav")[2].partition("</nav")[0]
        assert f'<a href="{english.get_url()}">The screen bus</a>' in menu
        assert "Le bus des écrans" not in menu

    def test_no_tree_is_kept_in_step(self, article: ArticlePage, superuser_client: Client) -> None:
        assert not LocaleSynchronization.objects.exists()
        assert Page.objects.filter(translation_key=article.translation_key).count() == 1


class TestMembersTranslate:
    """Their pages in simple mode: a copy in the ordinary editor, submitted like any other page."""

    def test_from_the_request_to_the_public_page(
        self, member: Any, member_client: Client, association: Any, association_client: Client, client: Client
    ) -> None:
        sheet = InitiativePageFactory(parent=member.page, title="Le bus des écrans", slug="bus")
        address = reverse("wagtail_localize:submit_page_translation", args=[sheet.pk])
        assert member_client.post(address, {"locales": [locale("br").pk]}).status_code == 302
        breton = InitiativePage.objects.get(translation_key=sheet.translation_key, locale=locale("br"))
        assert not breton.live
        assert breton.get_parent().alias_of_id == member.page.pk
        edit = reverse("wagtailadmin_pages:edit", args=[breton.pk])
        response = member_client.get(edit)
        assert response.status_code == 200
        assert 'name="action-submit"' in response.content.decode()
        data = form("Karr ar skrammoù", slug="bus", **{"action-submit": "1"})
        response = member_client.post(edit, data)
        assert response.status_code == 302, response.context["form"].errors
        breton = InitiativePage.objects.get(pk=breton.pk)
        assert not breton.live
        state = breton.current_workflow_task_state
        approve = reverse("wagtailadmin_pages:workflow_action", args=[breton.pk, "approve", state.pk])
        assert association_client.post(approve, {"comment": ""}).status_code in {200, 302}
        content = client.get("/br/communes/22046-le-mene/bus/").content.decode()
        assert '<html lang="br">' in content
        assert "Karr ar skrammoù" in content
        assert set(alternates(content)) == {"fr", "br"}
        assert InitiativePage.objects.get(pk=sheet.pk).title == "Le bus des écrans"

    def test_the_alias_above_answers_with_what_is_known(self, member: Any, client: Client) -> None:
        sheet = InitiativePageFactory(parent=member.page, slug="bus")
        sheet.copy_for_translation(locale("br"), copy_parents=True).save_revision().publish()
        content = client.get("/br/communes/22046-le-mene/").content.decode()
        assert '<html lang="br">' in content
        assert f'href="{member.page.get_url()}" hreflang="fr"' in content

    def test_never_somebody_elses(
        self, member: Any, other_member: Any, member_client: Client, other_member_client: Client, client_of: Any
    ) -> None:
        sheet = InitiativePageFactory(parent=member.page)
        breton = sheet.copy_for_translation(locale("br"), copy_parents=True)
        submit = reverse("wagtail_localize:submit_page_translation", args=[sheet.pk])
        edit = reverse("wagtailadmin_pages:edit", args=[breton.pk])
        for stranger in (other_member_client, client_of(UserFactory())):
            assert stranger.post(submit, {"locales": [locale("en").pk]}).status_code == 403
            assert stranger.get(edit).status_code == 403
            assert stranger.post(edit, {"title": "Autre"}).status_code == 403
        for address in (submit, edit):
            assert Client().post(address, {}).headers["Location"].startswith("/connexion/")
        assert Page.objects.filter(translation_key=sheet.translation_key).count() == 2

    def test_a_members_translation_is_no_synchronised_one(self, member: Any, member_client: Client) -> None:
        sheet = InitiativePageFactory(parent=member.page)
        member_client.post(
            reverse("wagtail_localize:submit_page_translation", args=[sheet.pk]), {"locales": [locale("en").pk]}
        )
        assert not Translation.objects.filter(source__object_id=sheet.translation_key, enabled=True).exists()


class TestUntranslated:
    def test_a_sheet_says_where_it_is(self, member: Any, client: Client) -> None:
        sheet = InitiativePageFactory(parent=member.page, slug="bus", title="Le bus des écrans")
        content = client.get("/en/communes/22046-le-mene/bus/").content.decode()
        assert f'<a href="{sheet.get_url()}" hreflang="fr" lang="fr">Le bus des écrans</a>' in content

    def test_a_private_page_tells_nothing(self, member: Any, client: Client) -> None:
        sheet = InitiativePageFactory(parent=member.page, slug="bus", title="Le bus des écrans")
        PageViewRestriction.objects.create(page=sheet, restriction_type="login")
        assert "Le bus des écrans" not in client.get("/en/communes/22046-le-mene/bus/").content.decode()

    @pytest.mark.parametrize("path", ["/en/admin/", "/en/x y/", "/en/é/", "/en/a/b/c/d/", "/en/themes/rien/flux/"])
    def test_any_other_address_is_simply_not_found(self, path: str, client: Client) -> None:
        response = client.get(path)
        assert response.status_code == 404
        assert 'class="lines' not in response.content.decode()


def test_json_ld_says_its_language(client: Client, member: Any) -> None:
    sheet = InitiativePageFactory(parent=member.page)
    content = client.get(sheet.get_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', content)[1])
    assert data["inLanguage"] == "fr"


class TestSitemap:
    def locations(self, client: Client) -> set[str]:
        locations = re.compile(r"<loc>http://testserver(.*?)</loc>")
        files = locations.findall(client.get("/sitemap.xml").text)
        return {path for file in files for path in locations.findall(client.get(file).text)}

    def test_it_holds_every_language(self, client: Client, member: Any) -> None:
        sheet = InitiativePageFactory(parent=member.page, slug="bus")
        sheet.copy_for_translation(locale("br"), copy_parents=True).save_revision().publish()
        found = self.locations(client)
        assert {"/", "/en/", "/br/", "/themes/acces-public/", "/en/themes/acces-public/"} <= found
        assert {"/communes/22046-le-mene/", sheet.get_url(), f"/br{sheet.get_url()}"} <= found
        assert "/br/communes/22046-le-mene/" not in found

    def test_what_is_not_public_or_in_force_is_left_out(self, client: Client, member: Any) -> None:
        draft = InitiativePageFactory(parent=member.page, live=False)
        private = InitiativePageFactory(parent=member.page)
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        Theme.objects.filter(slug="acces-public").update(retired=True)
        found = self.locations(client)
        assert not {draft.get_url(), private.get_url(), "/themes/acces-public/"} & found

    def test_it_costs_the_same_for_many_pages(self, client: Client, member: Any) -> None:
        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                self.locations(client)
            return len(captured)

        InitiativePageFactory(parent=member.page)
        queries()
        few = queries()
        for _number in range(8):
            InitiativePageFactory(parent=member.page)
        assert queries() == few
