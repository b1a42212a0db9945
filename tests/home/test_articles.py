"""News: the listing, its archive by year, its feed, its pages."""

import datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Locale, PageViewRestriction

from home.models import ArticleIndexPage
from tests.factories import ArticlePageFactory, CustomImageFactory, theme

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(response):
    return [article.title for article in response.context["page_obj"]]


def feed(client, path="/actualites/flux/"):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def make(title, year=2007, **fields):
    return ArticlePageFactory(title=title, date=datetime.date(year, 11, 24), **fields)


def test_the_latest_article_comes_first(client):
    make("L'an dernier", 2006)
    make("Cette année")

    assert titles(client.get("/actualites/")) == ["Cette année", "L'an dernier"]


def test_a_listing_without_articles_says_so(client):
    response = client.get("/actualites/")

    assert "Aucune actualité pour le moment." in response.text
    assert "Archives par année" not in response.text


def test_the_archive_of_a_year_holds_its_articles_only(client):
    make("L'an dernier", 2006)
    make("Cette année")
    response = client.get("/actualites/annee/2006/")

    assert titles(response) == ["L'an dernier"]
    assert "<h1>Actualités, 2006</h1>" in response.text
    assert response.context["years"] == [2007, 2006]


@pytest.mark.parametrize("year", ["1850", "0", "99999", "20071", "-1", "2007.5", "x"])
def test_a_year_without_articles_is_not_a_page(client, year):
    make("Cette année")

    assert client.get(f"/actualites/annee/{year}/").status_code == 404


@pytest.mark.parametrize("page", ["2", "9999999999999999999999", "-3", "0", "x", "1.5", ""])
def test_a_page_beyond_the_end_is_the_nearest_there_is(client, page):
    make("Cette année")

    assert titles(client.get("/actualites/", {"page": page})) == ["Cette année"]


def test_a_long_listing_is_cut_in_pages(client):
    for number in range(12):
        make(f"Nouvelle {number}", 1996 + number)

    assert len(titles(client.get("/actualites/"))) == 10
    assert titles(client.get("/actualites/?page=2")) == ["Nouvelle 1", "Nouvelle 0"]


def test_a_listing_shows_what_everybody_may_read_in_this_language(client):
    make("Visible")
    make("Brouillon", live=False)
    PageViewRestriction.objects.create(page=make("Privée"), restriction_type=PageViewRestriction.LOGIN)

    assert titles(client.get("/actualites/")) == ["Visible"]
    assert titles(client.get("/en/actualites/")) == []


def test_a_translated_article_is_listed_in_its_language(client):
    article = make("Le palmarès est connu")
    translation = article.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translation.title = "Results are out"
    translation.save_revision().publish()

    assert titles(client.get("/en/actualites/")) == ["Results are out"]
    assert titles(client.get("/actualites/")) == ["Le palmarès est connu"]


@pytest.mark.parametrize("path", ["/actualites/", "/actualites/flux/"])
def test_the_number_of_articles_costs_no_query(client, django_assert_max_num_queries, path):
    for number in range(10):
        make(f"Nouvelle {number}", themes=[theme()], image=CustomImageFactory())
    client.get(path)
    with django_assert_max_num_queries(13) as ten:
        client.get(path)
    for number in range(10, 30):
        make(f"Nouvelle {number}", themes=[theme()])
    with django_assert_max_num_queries(len(ten)):
        client.get(path)


def test_an_article_shows_its_picture_and_who_made_it(client):
    article = make("Un bus", image=CustomImageFactory(credit="Anne Le Goff"), image_alt="Un bus devant la mairie")
    text = client.get(article.url).text

    assert 'alt="Un bus devant la mairie"' in text
    assert "© Anne Le Goff" in text


def test_an_article_without_a_picture_shows_the_tiles_of_its_theme(client):
    article = make("Un bus", themes=[theme("expression-citoyenne")])

    assert 'class="tile t-voix low"' in client.get(article.url).text


def test_the_feed_is_valid_atom_with_whole_addresses(client):
    article = make("Le palmarès & la suite", summary="236 communes.")
    article.save_revision().publish()
    root = feed(client)
    entry = root.find(f"{ATOM}entry")

    assert root.tag == f"{ATOM}feed"
    for required in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{required}") is not None, required
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "http://testserver/actualites/",
        "http://testserver/actualites/flux/",
    ]
    assert entry.findtext(f"{ATOM}title") == "Le palmarès & la suite"
    assert entry.findtext(f"{ATOM}summary") == "236 communes."
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{article.url}"
    assert entry.findtext(f"{ATOM}updated")


def test_an_entry_stays_the_same_when_its_page_changes_address(client):
    article = make("Le palmarès")
    before = feed(client).findtext(f"{ATOM}entry/{ATOM}id")
    article.slug = "autre-adresse"
    article.save_revision().publish()

    assert feed(client).findtext(f"{ATOM}entry/{ATOM}id") == before


def test_the_feed_holds_public_articles_and_survives_any_character(client):
    make("Vertical\x0btab \U0001f600 \u202e")
    make("Brouillon", live=False)

    assert [entry.findtext(f"{ATOM}title") for entry in feed(client).findall(f"{ATOM}entry")] == [
        "Verticaltab \U0001f600 \u202e"
    ]


def test_an_empty_feed_is_still_a_feed(client):
    assert feed(client).findall(f"{ATOM}entry") == []


def test_each_language_has_its_feed(client):
    make("Le palmarès")

    assert feed(client, "/br/actualites/flux/").findall(f"{ATOM}entry") == []
    assert feed(client).get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_the_listing_announces_its_feed(client):
    assert 'type="application/atom+xml"' in client.get("/actualites/").text


def test_the_feed_moves_with_the_listing(client, django_capture_on_commit_callbacks):
    index = ArticleIndexPage.objects.get(locale__language_code="fr")
    index.slug = "nouvelles"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    assert client.get("/actualites/flux/").headers["Location"].endswith("/nouvelles/flux/")
