"""What an editor changes on every page: menus, footer, banner, contact address."""

import datetime
import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from home.models import FreePage
from portal.enums import MenuPlace
from portal.models import MenuLink, PortalSettings
from portal.page_cache import PageCacheMiddleware

pytestmark = pytest.mark.django_db
BANNER = "Le serveur déménage samedi."


@pytest.fixture
def portal_settings(home):
    return PortalSettings.for_site(home.get_site())


@pytest.fixture
def free_page(home):
    page = FreePage(title="Le label", slug="le-label", locale=home.locale)
    home.add_child(instance=page)
    return page


@pytest.fixture
def link(portal_settings, free_page):
    portal_settings.menu_links.all().delete()
    return MenuLink.objects.create(portal_settings=portal_settings, place=MenuPlace.HEADER, page=free_page)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def header(client, path="/"):
    text = client.get(path).text.split("<header")[1].split("</header")[0]
    return re.findall(r'<li>\s*<a href="([^"]+)"[^>]*>([^<]+)</a>', text)


# -- menus


def test_a_menu_leads_to_a_page_by_its_title(client, link):
    assert header(client) == [("/le-label/", "Le label")]


def test_an_editor_calls_the_link_otherwise(client, link):
    link.label_fr = "Nos arobases"
    link.save()

    assert header(client) == [("/le-label/", "Nos arobases")]


def test_a_menu_leads_to_an_address_in_the_readers_language(client, portal_settings, link):
    MenuLink.objects.create(
        portal_settings=portal_settings, url="/recherche/", label_fr="Initiatives", label_en="Projects", sort_order=2
    )

    assert ("/recherche/", "Initiatives") in header(client)
    assert ("/en/recherche/", "Projects") in header(client, "/en/")


def test_a_menu_leads_to_the_translation_where_there_is_one(client, link, free_page, committed):
    assert header(client, "/en/") == [("/le-label/", "Le label")]
    with committed():
        translation = free_page.copy_for_translation(Locale.objects.get(language_code="en"))
        translation.title, translation.slug = "The label", "the-label"
        translation.save_revision().publish()

    assert header(client, "/en/") == [("/en/the-label/", "The label")]


def test_a_link_to_a_page_that_is_not_translated_says_its_language(client, link, committed):
    assert '<a href="/le-label/" hreflang="fr" lang="fr">Le label</a>' in client.get("/en/").text
    assert '<a href="/le-label/">Le label</a>' in client.get("/").text
    link.label_en = "The label"
    with committed():
        link.save()

    assert '<a href="/le-label/" hreflang="fr">The label</a>' in client.get("/en/").text


def test_a_label_that_is_not_translated_says_its_language(client, portal_settings, link):
    MenuLink.objects.create(portal_settings=portal_settings, url="/recherche/", label_fr="Chercher", sort_order=2)

    assert '<a href="/en/recherche/" lang="fr">Chercher</a>' in client.get("/en/").text


def test_a_page_that_is_not_translated_leads_to_the_home_page_of_each_language(client, free_page):
    footer = client.get(free_page.url).text.split("<footer")[1]

    assert re.findall(r'<a href="([^"]+)" hreflang="(\w+)"', footer) == [
        (free_page.url, "fr"),
        ("/en/", "en"),
        ("/br/", "br"),
    ]


@pytest.mark.parametrize("state", ["deleted", "unpublished", "private"])
def test_a_menu_never_leads_to_a_page_that_is_not_public(client, link, free_page, committed, state):
    assert header(client)
    with committed():
        match state:
            case "deleted":
                free_page.delete()
            case "unpublished":
                free_page.unpublish()
            case "private":
                PageViewRestriction.objects.create(page=free_page, restriction_type=PageViewRestriction.LOGIN)

    assert header(client) == []


def test_a_menu_follows_a_page_that_moves(client, link, free_page, committed):
    assert header(client)
    free_page.slug = "nos-arobases"
    with committed():
        free_page.save_revision().publish()

    assert header(client) == [("/nos-arobases/", "Le label")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//ailleurs.example/", "/\\ailleurs.example", "recherche", "https://"]
)
def test_an_address_is_of_this_site_or_whole(portal_settings, url):
    with pytest.raises(ValidationError) as refused:
        MenuLink(portal_settings=portal_settings, url=url, label_fr="Ici").full_clean()

    assert "url" in refused.value.message_dict


@pytest.mark.parametrize("url", ["/", "/recherche/?q=bus", "https://www.example.org/"])
def test_an_address_needs_a_label(portal_settings, url):
    MenuLink(portal_settings=portal_settings, url=url, label_fr="Ici").full_clean()
    with pytest.raises(ValidationError) as refused:
        MenuLink(portal_settings=portal_settings, url=url).full_clean()

    assert "label_fr" in refused.value.message_dict


@pytest.mark.parametrize("both", [True, False])
def test_a_link_leads_to_a_page_or_an_address(portal_settings, free_page, both):
    link = MenuLink(portal_settings=portal_settings, label_fr="Ici")
    if both:
        link.page, link.url = free_page, "/"

    with pytest.raises(ValidationError, match="pas les deux"):
        link.full_clean()


# -- banner and footer


def save(portal_settings, **values):
    for name, value in values.items():
        setattr(portal_settings, name, value)
    portal_settings.save()


def test_a_banner_is_on_every_page_until_it_is_taken_away(client, portal_settings, committed):
    with committed():
        save(portal_settings, banner_fr=BANNER, banner_level="warn")
    for path in ("/", "/contact/", "/nulle-part/", "/connexion/"):
        assert BANNER in client.get(path).text
    assert 'class="note warn"' in client.get("/").text
    with committed():
        save(portal_settings, banner_fr="")

    assert BANNER not in client.get("/").text


def test_a_banner_that_is_not_translated_says_its_language(client, portal_settings, committed):
    save(portal_settings, banner_fr=BANNER)
    assert 'lang="fr">' in client.get("/en/").text.split("</aside")[0]
    with committed():
        save(portal_settings, banner_en="The server moves on Saturday.")

    assert "The server moves on Saturday." in client.get("/en/").text


def test_a_banner_ends_on_the_minute_though_pages_are_cached(client, portal_settings, settings, monkeypatch):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    now = timezone.now()
    save(portal_settings, banner_fr=BANNER, banner_until=now + datetime.timedelta(minutes=2))
    response = client.get("/")

    assert BANNER in response.text
    assert response.wsgi_request.page_cache_until == portal_settings.banner_until
    monkeypatch.setattr("portal.site_chrome.timezone.now", lambda: now + datetime.timedelta(minutes=3))
    assert BANNER not in client.get("/?plus-tard").text


def test_a_cached_page_lives_no_longer_than_its_banner(client, portal_settings, settings):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    cached = PageCacheMiddleware(lambda _request: None)
    assert cached.seconds_for(client.get("/").wsgi_request) == 600
    save(portal_settings, banner_fr=BANNER, banner_until=timezone.now() + datetime.timedelta(seconds=90))
    cache.clear()

    assert 60 < cached.seconds_for(client.get("/").wsgi_request) <= 90


def test_a_banner_over_for_long_is_not_shown(client, portal_settings):
    save(portal_settings, banner_fr=BANNER, banner_until=timezone.now() - datetime.timedelta(days=1))

    assert BANNER not in client.get("/").text


def test_the_footer_is_the_editors(client, portal_settings, committed):
    client.get("/")
    with committed():
        save(portal_settings, footer_fr="Depuis 1998.", footer_en="", footer_br="Abaoe 1998.")

    assert "Depuis 1998." in client.get("/").text.split("<footer")[1]
    assert "Depuis 1998." in client.get("/en/").text.split("<footer")[1]
    assert "Abaoe 1998." in client.get("/br/").text.split("<footer")[1]


def test_texts_of_the_settings_are_escaped(client, portal_settings):
    save(portal_settings, banner_fr="<script>alert(1)</script>", footer_fr="<b>gras</b>")
    text = client.get("/").text

    assert "<script>alert" not in text
    assert "<b>gras</b>" not in text


@pytest.mark.parametrize(("who", "status"), [("association", 200), ("member", 403), ("superuser", 200)])
def test_the_association_changes_the_settings_and_members_do_not(request, client_of, portal_settings, who, status):
    user = request.getfixturevalue(who)

    assert (
        client_of(user).get(f"/admin/settings/portal/portalsettings/{portal_settings.site_id}/").status_code == status
    )
