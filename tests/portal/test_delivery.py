"""What an anonymous reader's answers carry: no cookie, a name, compression, the policy; HEAD as GET."""

import datetime
import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from portal.delivery import accepts_gzip
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    EventPageFactory,
    InitiativePageFactory,
    ResourcePageFactory,
    theme,
)

pytestmark = pytest.mark.django_db

PAGES = (
    "/", "/en/", "/br/", "/recherche/", "/recherche/?q=bus&theme=acces-public", "/recherche/flux/?q=bus",
    "/en/recherche/", "/themes/", "/themes/acces-public/", "/themes/acces-public/flux/", "/communes/",
    "/communes/22046-le-mene/", "/communes/22046-le-mene/bus/", "/communes/22214-plouezec/", "/regions/53-bretagne/",
    "/actualites/", "/actualites/nouvelle/", "/actualites/flux/", "/agenda/", "/agenda/rencontre/", "/ressources/",
    "/ressources/guide/", "/chiffres-cles/", "/plan-du-site/", "/accessibilite/", "/mentions-legales/",
    "/confidentialite/", "/robots.txt", "/sitemap.xml", "/sitemap-pages-1.xml",
)  # fmt: skip


@pytest.fixture
def content():
    day = datetime.datetime(2007, 11, 24, 9, tzinfo=datetime.UTC)
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    CollectivityFactory(code="22214", name="Plouézec")
    InitiativePageFactory(parent=commune, slug="bus", themes=[theme()], first_published_at=day)
    ArticlePageFactory(slug="nouvelle", first_published_at=day)
    EventPageFactory(slug="rencontre")
    ResourcePageFactory(slug="guide")


@pytest.fixture
def reader():
    return Client()


@pytest.fixture
def article():
    return ArticlePageFactory()


def test_no_public_page_sets_a_cookie_and_each_says_how_it_may_be_kept(content, reader):
    for address in PAGES:
        response = reader.get(address)
        assert (address, response.status_code) == (address, 200)
        assert (address, dict(response.cookies)) == (address, {})
        assert (address, "Cookie" in response.get("Vary", "")) == (address, False)
        assert (address, response["Cache-Control"].startswith("public, ")) == (address, True)
        assert (address, bool(response["ETag"])) == (address, True)


@pytest.mark.parametrize(("pattern", "most"), [(r"\S+\.css", 20_000), (r"\S+\.js", 20_000)])
def test_styles_and_scripts_of_a_page_are_light(content, reader, pattern, most):
    """Compressed; the images of the demonstration are weighed by the benchmark."""
    for path in (*PAGES, "/recherche/?vue=carte"):
        body = reader.get(path).content.decode()
        files = set(re.findall(rf'<(?:link rel="stylesheet"|script)[^>]*?"/static/({pattern})"', body))
        assert files or "<html" not in body, path
        assert sum(len(gzip.compress(Path(finders.find(file)).read_bytes())) for file in files) < most, path


def test_every_page_has_the_strict_policy_and_says_what_it_is(content, reader):
    for address in PAGES:
        headers = reader.get(address).headers
        assert "'unsafe-" not in headers["Content-Security-Policy"], address
        assert "script-src 'self'" in headers["Content-Security-Policy"], address
        assert headers["X-Content-Type-Options"] == "nosniff", address


def test_a_head_answers_as_a_get_without_a_body(content, reader):
    for address in PAGES:
        head, get = reader.head(address), reader.get(address)
        assert (address, head.status_code, head.content) == (address, 200, b"")
        assert (address, head["Content-Type"], head["ETag"]) == (address, get["Content-Type"], get["ETag"])


@pytest.mark.parametrize("seconds", [0, 600])
def test_a_page_that_is_the_same_is_not_sent_again(reader, article, settings, seconds):
    settings.PORTAL_PAGE_CACHE_SECONDS = seconds
    name = Client().get(article.url)["ETag"]
    again = Client().get(article.url, headers={"If-None-Match": name})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", name)


def test_a_page_that_changed_is_sent(reader, article):
    name = reader.get(article.url)["ETag"]
    article.title = "Le car des écrans"
    article.save_revision().publish()
    response = reader.get(article.url, headers={"If-None-Match": name})
    assert response.status_code == 200
    assert response["ETag"] != name


@pytest.mark.parametrize("seconds", [0, 600])
def test_who_understands_it_gets_a_smaller_answer(article, settings, seconds):
    settings.PORTAL_PAGE_CACHE_SECONDS = seconds
    plain = Client().get(article.url)
    for _twice in range(2):
        small = Client().get(article.url, headers={"Accept-Encoding": "gzip, br"})
        assert small["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.content) == plain.content
        assert int(small["Content-Length"]) == len(small.content) < len(plain.content)
        assert small["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]
    assert "Content-Encoding" not in Client().get(article.url)


@pytest.mark.parametrize(
    ("header", "accepted"),
    [
        ("gzip", True),
        ("br, gzip;q=0.8", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0, br", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_reader_says_what_it_understands(rf, header, accepted):
    assert accepts_gzip(rf.get("/", headers={"Accept-Encoding": header})) is accepted


def test_what_depends_on_the_reader_is_neither_named_nor_compressed(member_client, article):
    response = member_client.get(article.url, headers={"Accept-Encoding": "gzip"})
    assert "ETag" not in response
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("address", ["/contact/", "/recherche/alerte/?q=bus"])
def test_the_cookie_of_a_form_goes_with_the_browser(content, reader, address):
    cookies = reader.get(address).cookies
    assert list(cookies) == ["csrftoken"]
    assert not cookies["csrftoken"]["max-age"]
    assert not cookies["csrftoken"]["expires"]


def test_an_answer_that_sets_a_cookie_stays_whole(reader):
    response = reader.get("/connexion/", headers={"Accept-Encoding": "gzip"})
    assert response.cookies
    assert "ETag" not in response
    assert "Content-Encoding" not in response


@pytest.mark.parametrize("address", ["/", "/en/", "/br/", "/recherche/", "/en/recherche/"])
def test_what_search_engines_show_first_is_described(home, reader, address):
    type(home).objects.update(hero_text="Ce que font les communes, ce que cela coûte, ce qui a coincé.")
    html = reader.get(address).text
    [described] = re.findall(r'<meta name="description" content="([^"]*)">', html)
    assert len(described) > 40
