"""The feed of a search: the same sheets as the page shows, the latest first, and a 304 while nothing changed."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from initiatives.models import InitiativePage
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.pages import text_of
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

FEED = "/recherche/flux/"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DAY = datetime.datetime(2007, 11, 24, 9, tzinfo=datetime.UTC)


@pytest.fixture
def commune() -> Any:
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def sheet(commune: Any) -> Any:
    """Makes a sheet that is published on the day of this number, and indexes it."""

    def make(title: str, day: int = 0, **values: Any) -> InitiativePage:
        moment = DAY + datetime.timedelta(days=day)
        dates = {"first_published_at": moment, "last_published_at": moment}
        page = InitiativePageFactory(parent=commune, title=title, themes=[theme()], **{**dates, **values})
        index(page)
        return page

    return make


def feed(client: Client, query: Any = None, path: str = FEED) -> ElementTree.Element:
    response = client.get(path, query or {})
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(root: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


@pytest.mark.parametrize("sort", ["", "pertinence", "date", "nom", "xyz"])
def test_the_latest_sheets_come_first_whatever_the_order_of_the_page(client: Client, sheet: Any, sort: str) -> None:
    for day, title in enumerate(("Z lanterne", "A lanterne", "M lanterne")):
        sheet(title, day)
    sheet("Un bus", 9)

    assert titles(feed(client, {"q": "lanternes", "tri": sort, "page": "3"})) == [
        "M lanterne",
        "A lanterne",
        "Z lanterne",
    ]


def test_filters_are_those_of_the_page(client: Client, sheet: Any) -> None:
    sheet("Une lanterne", stage="trial")
    sheet("Une autre lanterne")

    assert titles(feed(client, {"q": "lanterne", "etape": "experimentation", "region": "99"})) == ["Une lanterne"]


def test_an_entry_says_who_speaks_and_when(client: Client, sheet: Any) -> None:
    page = sheet("Une lanterne", summary="Elle <éclaire> & veille.")
    InitiativePage.objects.filter(pk=page.pk).update(last_published_at=DAY + datetime.timedelta(days=3))
    entry = feed(client).find(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Le Mené (Côtes-d'Armor)"
    assert entry.findtext(f"{ATOM}published") == "2007-11-24T09:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2007-11-27T09:00:00+00:00"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{page.url}"
    assert entry.findtext(f"{ATOM}summary") == "Elle &lt;éclaire&gt; &amp; veille."


def test_the_feed_says_what_is_followed_and_where(client: Client, sheet: Any) -> None:
    root = feed(client, {"q": " lanterne ", "theme": "acces-public", "tri": "nom", "utm_source": "x"})

    assert root.findtext(f"{ATOM}title") == "Recherche\xa0: «\xa0lanterne\xa0» · Accès public"
    assert [link.get("href") for link in root.findall(f"{ATOM}link")] == [
        "http://testserver/recherche/?q=lanterne&theme=acces-public",
        "http://testserver/recherche/flux/?q=lanterne&theme=acces-public",
    ]
    assert feed(client).findtext(f"{ATOM}title") == "Recherche\xa0: Toutes les initiatives"


def test_an_entry_stays_the_same_when_its_page_changes_address(client: Client, sheet: Any) -> None:
    page = sheet("Une lanterne")
    before = feed(client).findtext(f"{ATOM}entry/{ATOM}id")
    InitiativePage.objects.filter(pk=page.pk).update(slug="ailleurs", title="Un phare")

    assert feed(client).findtext(f"{ATOM}entry/{ATOM}id") == before
    assert before.startswith("urn:uuid:")


def test_only_what_anyone_may_read_in_this_language_is_followed(client: Client, sheet: Any) -> None:
    shown = sheet("Une lanterne")
    sheet("Brouillon", live=False)
    PageViewRestriction.objects.create(page=sheet("Privée"), restriction_type=PageViewRestriction.LOGIN)
    # Hidden without a word to the search.
    InitiativePage.objects.filter(pk=sheet("Retirée").pk).update(live=False)
    translated = shown.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translated.title = "A lantern"
    translated.save_revision().publish()
    index(translated.specific)

    assert titles(feed(client)) == ["Une lanterne"]
    assert titles(feed(client, path=f"/en{FEED}")) == ["A lantern"]


def test_french_sheets_stand_in_and_are_the_same_entries(client: Client, sheet: Any) -> None:
    sheet("Une lanterne")
    in_breton, in_french = feed(client, path=f"/br{FEED}"), feed(client)

    assert titles(in_breton) == ["Une lanterne"]
    assert in_breton.get(LANGUAGE) == "fr"
    assert in_breton.findtext(f"{ATOM}entry/{ATOM}id") == in_french.findtext(f"{ATOM}entry/{ATOM}id")
    assert in_breton.findtext(f"{ATOM}id") != in_french.findtext(f"{ATOM}id")


class TestNothingNew:
    def test_who_knows_the_feed_is_told_that_nothing_changed(self, client: Client, sheet: Any) -> None:
        sheet("Une lanterne")
        known = client.get(FEED, {"q": "lanterne"}).headers

        assert known["Last-Modified"] == "Sat, 24 Nov 2007 09:00:00 GMT"
        for headers in ({"If-None-Match": known["ETag"]}, {"If-Modified-Since": known["Last-Modified"]}):
            assert client.get(FEED, {"q": "lanterne"}, headers=headers).status_code == 304

    def test_a_new_sheet_makes_it_another(self, client: Client, sheet: Any) -> None:
        sheet("Une lanterne")
        known = client.get(FEED).headers
        sheet("Une autre", 1)

        for headers in ({"If-None-Match": known["ETag"]}, {"If-Modified-Since": known["Last-Modified"]}):
            assert client.get(FEED, headers=headers).status_code == 200

    def test_so_it_is_from_the_page_cache(self, client: Client, sheet: Any, settings: Any) -> None:
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        sheet("Une lanterne")
        client = Client()
        known = client.get(FEED).headers

        assert client.get(FEED).headers["X-Page-Cache"] == "hit"
        assert client.get(FEED, headers={"If-Modified-Since": known["Last-Modified"]}).status_code == 304

    def test_a_feed_of_nothing_stays_the_same_all_day(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        first = client.get(FEED, {"q": "xylophone"})
        later = timezone.now() + datetime.timedelta(seconds=2)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)

        assert client.get(FEED, {"q": "xylophone"}).headers["ETag"] == first.headers["ETag"]


def test_the_number_of_sheets_costs_no_query(client: Client, sheet: Any) -> None:
    def asked() -> int:
        client.get(FEED)
        with CaptureQueriesContext(connection) as queries:
            client.get(FEED)
        return len(queries)

    sheet("Une lanterne")
    one = asked()
    for number in range(35):
        sheet(f"Une lanterne {number}", number)

    assert asked() == one
    assert len(titles(feed(client))) == 30


@pytest.mark.parametrize("query", ["?q=%ff%fe", "?q=\x00", "?page=abc", f"?q={'a' * 10_000}", "?theme=<b>", "?q=]]>"])
def test_no_address_is_an_error(client: Client, query: str) -> None:
    feed(client, path=f"{FEED}{query}")


def test_any_character_of_a_sheet_makes_a_feed(client: Client, sheet: Any) -> None:
    sheet("Vertical\x0btab \U0001f600", summary="\x0c")

    assert titles(feed(client)) == ["Verticaltab \U0001f600"]


def test_the_page_announces_the_feed_of_what_it_shows(client: Client, sheet: Any) -> None:
    sheet("Une lanterne")
    page = text_of(client.get("/recherche/", {"q": "lanterne", "tri": "nom", "page": "1"}))
    part = text_of(client.get("/recherche/", {"q": "lanterne"}, headers={"HX-Request": "true"}))

    assert 'type="application/atom+xml"' in page.partition("</head>")[0]
    assert page.count('href="/recherche/flux/?q=lanterne"') == 2
    assert 'href="/recherche/flux/?q=lanterne"' in part
    assert 'href="/recherche/flux/"' in text_of(client.get("/recherche/"))
