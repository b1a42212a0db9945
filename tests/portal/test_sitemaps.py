"""The map of the site: what it lists, what it never does, and what it costs."""

from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from collectivities.models import CollectivityPage
from initiatives.models import Theme
from portal import sitemaps
from portal.bulk import add_children
from tests.factories import ArticlePageFactory, CollectivityFactory, CollectivityPageFactory, sheets, theme
from tests.labels.factories import AwardFactory

pytestmark = pytest.mark.django_db

XML = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return ElementTree.fromstring(response.content)


def listed(client):
    """Every address of every file of the index."""
    files = [loc.text for loc in read(client, "/sitemap.xml").findall("s:sitemap/s:loc", XML)]
    assert all(file.startswith("http://testserver/sitemap-") for file in files)
    roots = [read(client, file.removeprefix("http://testserver")) for file in files]
    urls = [url for root in roots for url in root.findall("s:url", XML)]
    return {url.find("s:loc", XML).text.removeprefix("http://testserver"): url for url in urls}


def alternates(url):
    return {link.get("hreflang"): link.get("href") for link in url.findall("x:link", XML)}


def test_every_public_address_is_listed_once_and_answers(client):
    article = ArticlePageFactory()
    registered = CollectivityPageFactory()
    unregistered = CollectivityFactory(code="22214", name="Plouézec")
    AwardFactory(collectivity=unregistered)
    addresses = listed(client)
    assert {"/", "/en/", "/br/", article.url, registered.url, unregistered.get_absolute_url()} <= set(addresses)
    assert {"/themes/acces-public/", "/en/themes/acces-public/"} <= set(addresses)
    project = "/themes/acces-public/monter-un-projet/"
    assert {project, f"/br{project}"} <= set(addresses)
    assert alternates(addresses[project])["en"] == f"http://testserver/en{project}"
    assert {"/donnees/", "/br/donnees/", "/api/v1/", "/en/api/v1/", "/br/une-heure-avec/"} <= set(addresses)
    assert {"/palmares/", "/br/palmares/", "/palmares/2007/", "/en/palmares/2007/"} <= set(addresses)
    assert set(alternates(addresses["/palmares/2007/"])) == {"fr", "en", "br"}
    assert set(alternates(addresses["/donnees/"])) == {"fr", "en", "br"}
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


def test_a_file_has_no_address_twice(client, monkeypatch):
    ArticlePageFactory.create_batch(7)
    monkeypatch.setattr(sitemaps, "PER_FILE", 3)
    files = read(client, "/sitemap.xml").findall("s:sitemap/s:loc", XML)
    found = [
        loc.text
        for file in files
        for loc in read(client, file.text.removeprefix("http://testserver")).findall("s:url/s:loc", XML)
    ]
    assert len(found) == len(set(found)) > 3
    assert len(files) > 3


@pytest.mark.parametrize("address", ["/sitemap-pages-99.xml", "/sitemap-pages-0.xml", "/sitemap-autres-1.xml"])
def test_a_file_that_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_commune_whose_page_is_private_is_not_listed(client):
    commune = CollectivityPageFactory()
    PageViewRestriction.objects.create(page=commune, restriction_type=PageViewRestriction.LOGIN)

    assert commune.url not in set(listed(client))


def test_drafts_private_pages_and_aliases_are_not_listed(client, home):
    draft, private = ArticlePageFactory(live=False), ArticlePageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    commune = CollectivityPageFactory()
    alias = commune.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=True)
    alias = CollectivityPage.objects.get(pk=alias.pk)
    assert alias.live
    assert not {draft.url, private.url, alias.url} & set(listed(client))


def test_translations_lead_to_each_other_and_say_when_they_changed(client):
    article = ArticlePageFactory()
    english = article.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    addresses = listed(client)
    both = {"fr": f"http://testserver{article.url}", "en": f"http://testserver{english.url}"}
    assert alternates(addresses[article.url]) == alternates(addresses[english.url]) == both
    english.refresh_from_db()
    assert addresses[english.url].find("s:lastmod", XML).text == str(timezone.localdate(english.last_published_at))


def test_a_page_of_one_language_has_no_alternate(client):
    article = ArticlePageFactory()
    assert alternates(listed(client)[article.url]) == {}


def test_a_commune_answers_in_every_language(client):
    commune = CollectivityFactory(code="22214", name="Plouézec")
    url = listed(client)[commune.get_absolute_url()]
    assert alternates(url) == {
        "fr": "http://testserver/communes/22214-plouezec/",
        "en": "http://testserver/en/communes/22214-plouezec/",
        "br": "http://testserver/br/communes/22214-plouezec/",
    }


def test_a_merged_theme_is_not_listed(client):
    old = theme("expression-citoyenne")
    Theme.objects.filter(pk=old.pk).update(retired=True, merged_into=theme())
    assert old.get_absolute_url() not in listed(client)


@pytest.mark.parametrize("size", [10, 1_000])
def test_a_map_costs_the_same_however_much_there_is(client, size, django_assert_num_queries):
    parent = CollectivityPageFactory()
    add_children(parent, sheets(parent.collectivity, size))
    CollectivityFactory()
    AwardFactory()
    with django_assert_num_queries(6):
        client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-pages-1.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap-collectivites-1.xml")
    with django_assert_num_queries(1):
        client.get("/sitemap-palmares-1.xml")


def test_robots_know_the_map_and_leave_filters_alone(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /recherche/?", "Disallow: /en/recherche/?", "Disallow: /br/recherche/?"} <= set(lines)
    assert {"Disallow: /palmares/*?", "Disallow: /br/palmares/*?"} <= set(lines)
    assert {"Disallow: /recherche/flux/", "Disallow: /en/recherche/tableau/"} <= set(lines)
