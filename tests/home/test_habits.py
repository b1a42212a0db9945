"""What editors expect of Wagtail works here: redirects, dates, private pages, comments, aliases, history, copies."""

import datetime

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Comment, Locale, Page, PageLogEntry, PageViewRestriction

from home.models import ArticlePage, FreePage, SectionPage
from portal.models import BasePage
from tests.factories import ArticlePageFactory, InitiativePageFactory, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def section(home):
    """A section with one page below it."""
    page = SectionPage(title="Le label", slug="le-label", locale=home.locale)
    home.add_child(instance=page)
    page.add_child(instance=FreePage(title="Histoire", slug="histoire", locale=home.locale))
    return page


def rename(page, slug, committed):
    page.slug = slug
    with committed():
        page.save_revision().publish()


def leads_to(client, path):
    """Where a permanent redirect ends."""
    response = client.get(path)
    assert response.status_code == 301, path
    end = client.get(response.headers["Location"], follow=True)
    assert end.status_code == 200
    return end.request["PATH_INFO"]


# -- redirects


def test_a_page_renamed_is_found_at_its_old_address(client, committed):
    article = ArticlePageFactory(slug="bus")
    rename(article, "car", committed)

    assert leads_to(client, "/actualites/bus/") == "/actualites/car/"


def test_a_page_renamed_twice_is_found_at_both(client, committed):
    article = ArticlePageFactory(slug="bus")
    rename(article, "car", committed)
    rename(article, "bus-des-ecrans", committed)

    assert leads_to(client, "/actualites/bus/") == leads_to(client, "/actualites/car/") == "/actualites/bus-des-ecrans/"


def test_a_page_that_takes_an_old_name_back_is_not_sent_round(client, committed):
    article = ArticlePageFactory(slug="bus")
    rename(article, "car", committed)
    rename(article, "bus", committed)

    assert client.get("/actualites/bus/").status_code == 200
    assert leads_to(client, "/actualites/car/") == "/actualites/bus/"


def test_the_pages_below_follow(client, section, committed):
    rename(section, "arobases", committed)

    assert leads_to(client, "/le-label/histoire/") == "/arobases/histoire/"


def test_a_page_that_moves_is_found_at_its_old_address(client, home, section, committed):
    page = FreePage.objects.get(slug="histoire")
    with committed():
        page.move(home, pos="last-child")

    assert leads_to(client, "/le-label/histoire/") == "/histoire/"


def test_an_initiative_renamed_is_found_at_its_old_address(client, member, committed):
    sheet = InitiativePageFactory(parent=member.page, slug="bus", themes=[theme()])
    rename(sheet, "car", committed)

    assert leads_to(client, f"{member.page.url}bus/") == f"{member.page.url}car/"


def test_a_translation_renamed_is_found_at_its_old_address(client, committed):
    article = ArticlePageFactory(slug="bus")
    translation = article.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translation.save_revision().publish()
    rename(ArticlePage.objects.get(pk=translation.pk), "coach", committed)

    assert leads_to(client, "/en/actualites/bus/") == "/en/actualites/coach/"


def test_the_association_redirects_an_address_by_hand(association_client, client):
    page = ArticlePageFactory()
    data = {"old_path": "/spip.php", "is_permanent": "on", "redirect_page": page.pk, "redirect_link": "", "site": ""}
    association_client.post(reverse("wagtailredirects:add"), data)

    assert Redirect.objects.get().old_path == "/spip.php"
    assert leads_to(client, "/spip.php?rubrique=3") == page.url


def test_whole_addresses_begin_with_the_public_one(settings):
    settings.PUBLIC_URL = "https://www.villes-internet.example"

    assert ArticlePageFactory(slug="bus").full_url == "https://www.villes-internet.example/actualites/bus/"


# -- dates


def publish_scheduled(committed):
    with committed():
        call_command("publish_scheduled", verbosity=0)


def test_a_page_is_published_at_its_hour(client, committed, monkeypatch):
    article = ArticlePageFactory(slug="bus", live=False)
    article.go_live_at = timezone.now() + datetime.timedelta(hours=1)
    article.save_revision().publish()
    publish_scheduled(committed)
    assert client.get("/actualites/bus/").status_code == 404

    later = timezone.now() + datetime.timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    publish_scheduled(committed)
    assert client.get("/actualites/bus/").status_code == 200


def test_a_page_expires_at_its_hour(client, settings, committed):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    article = ArticlePageFactory(slug="bus", expire_at=timezone.now() - datetime.timedelta(seconds=1))
    assert client.get("/actualites/bus/").status_code == 200
    publish_scheduled(committed)

    assert client.get("/actualites/bus/").status_code == 404
    article.refresh_from_db()
    assert article.expired


# -- private pages


def restrict(page, kind, **values):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **values)


def test_a_page_with_a_password_opens_with_it_in_our_look(client):
    article = ArticlePageFactory(slug="bus", title="Le bus des écrans")
    restriction = restrict(article, PageViewRestriction.PASSWORD, password="arobase")
    closed = client.get(article.url)
    assert "Cette page demande un mot de passe" in closed.text
    assert "portal/css/portal.css" in closed.text
    assert "Le bus des écrans" not in closed.text

    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, article.pk])
    wrong = client.post(address, {"password": "étoile", "return_url": article.url})
    assert wrong.status_code == 200
    assert 'class="error"' in wrong.text
    client.post(address, {"password": "arobase", "return_url": article.url})
    assert "Le bus des écrans" in client.get(article.url).text


def test_the_password_of_a_page_leads_nowhere_else(client):
    article = ArticlePageFactory()
    restriction = restrict(article, PageViewRestriction.PASSWORD, password="arobase")
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, article.pk])
    response = client.post(address, {"password": "arobase", "return_url": "https://ailleurs.example/"})

    assert "ailleurs" not in response.headers["Location"]


def test_a_private_page_is_in_no_public_list(client):
    article = ArticlePageFactory(title="Le bus des écrans")
    restrict(article, PageViewRestriction.LOGIN)

    for path in ("/actualites/", "/actualites/flux/", "/recherche/?q=bus", "/plan-du-site/", "/"):
        assert "Le bus des écrans" not in client.get(path).text


# -- the admin


def test_an_editor_comments_a_page(association, association_client):
    article = ArticlePageFactory()
    Comment.objects.create(page=article, user=association, text="Dater la photo", contentpath="title")

    assert "Dater la photo" in association_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text


def test_an_alias_follows_its_page_and_is_listed_once(client, section):
    article = ArticlePageFactory(title="Le bus des écrans")
    alias = article.create_alias(update_slug="bus-alias")
    article.title = "Le car des écrans"
    article.save_revision().publish()

    assert "Le car des écrans" in client.get(Page.objects.get(pk=alias.pk).url).text
    assert [page.title for page in client.get("/actualites/").context["page_obj"]] == ["Le car des écrans"]


def test_the_history_of_a_page_says_who_and_compares(association, association_client):
    article = ArticlePageFactory(title="Le bus")
    first = article.save_revision(user=association)
    article.title = "Le car"
    second = article.save_revision(user=association, log_action=True)
    article.refresh_from_db()

    history = association_client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text
    assert association.get_full_name() in history
    compared = association_client.get(
        reverse("wagtailadmin_pages:revisions_compare", args=[article.pk, first.pk, second.pk])
    ).text
    assert "bus" in compared
    assert "car" in compared
    assert PageLogEntry.objects.filter(page=article.pk, user=association).exists()


def test_an_editor_copies_a_page_with_what_is_below(association_client, home, section):
    data = {
        "new_title": "Le label (copie)", "new_slug": "le-label-copie", "new_parent_page": home.pk,
        "copy_subpages": "on", "publish_copies": "on", "alias": "",
    }  # fmt: skip
    association_client.post(reverse("wagtailadmin_pages:copy", args=[section.pk]), data)
    copy = SectionPage.objects.get(slug="le-label-copie")

    assert [page.slug for page in copy.get_children()] == ["histoire"]
    assert copy.live


@pytest.mark.parametrize("path", ["/le-label/", "/le-label/histoire/"])
def test_a_section_introduces_the_pages_below_it(client, section, path):
    text = client.get(path).text

    assert ("Dans cette rubrique" in text) == (path == "/le-label/")
    assert "<h1>" in text


def test_a_section_never_introduces_a_draft_nor_a_private_page(client, home, section):
    section.add_child(instance=FreePage(title="Brouillon", slug="brouillon", locale=home.locale, live=False))
    private = section.add_child(instance=FreePage(title="Privée", slug="privee", locale=home.locale))
    restrict(private, PageViewRestriction.LOGIN)
    text = client.get("/le-label/").text

    assert "Histoire" in text
    assert "Brouillon" not in text
    assert "Privée" not in text


def test_the_site_map_holds_what_everybody_may_read(client, home, section):
    section.add_child(instance=FreePage(title="Brouillon", slug="brouillon", locale=home.locale, live=False))
    text = client.get("/plan-du-site/").text
    main = text.split("<main")[1].split("</main")[0]

    for path in (
        "/recherche/",
        "/communes/",
        "/actualites/",
        "/le-label/",
        "/le-label/histoire/",
        "/mentions-legales/",
    ):
        assert f'href="{path}"' in main
    assert "Brouillon" not in main
    assert main.count("<h2") == 3


def test_the_site_map_costs_the_same_however_large_it_is(client, home, section, django_assert_max_num_queries):
    client.get("/plan-du-site/")
    with django_assert_max_num_queries(12) as few:
        client.get("/plan-du-site/")
    for number in range(10):
        page = home.add_child(instance=SectionPage(title=f"R {number}", slug=f"r-{number}", locale=home.locale))
        page.add_child(instance=FreePage(title="P", slug="p", locale=home.locale))
    with django_assert_max_num_queries(len(few)):
        client.get("/plan-du-site/")


def test_every_page_type_of_ours_has_the_common_panels():
    types = [model for model in Page.__subclasses__() if model.__module__.startswith(("home.", "portal."))]

    assert all(issubclass(model, BasePage) for model in types)
