"""Which answers count as a view, and of which page."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Locale, PageViewRestriction

from portal.page_views.marking import HEADER
from tests.factories import ArticlePageFactory, CollectivityPageFactory, InitiativePageFactory
from tests.portal.page_views.conftest import BROWSER, counted

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Any:
    return ArticlePageFactory(title="Le bus des écrans", slug="bus")


@pytest.mark.parametrize("seconds", [0, 600])
def test_a_page_counts_whether_the_cache_answers_or_not(
    reader: Client, article: Any, settings: Any, seconds: int
) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = seconds
    answers = [reader.get(article.url) for _time in range(3)]
    assert ("X-Page-Cache" in answers[2]) == bool(seconds)
    assert counted() == {article.pk: 3}


@pytest.mark.parametrize("seconds", [0, 600])
def test_who_asks_never_learns_the_key_of_the_page(
    reader: Client, article: Any, member_client: Client, settings: Any, seconds: int
) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = seconds
    for client in (reader, reader, member_client):
        assert HEADER not in client.get(article.url)
        assert HEADER not in client.head(article.url)
    assert HEADER not in article.make_preview_request()


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"HX-Request": "true"}),
        ("get", {"Sec-Purpose": "prefetch;prerender"}),
        ("get", {"Authorization": "Basic eA=="}),
        ("get", {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}),
        ("get", {"User-Agent": "GPTBot/1.1"}),
        ("get", {"User-Agent": "curl/8.5.0"}),
        ("get", {"User-Agent": " "}),
    ],
)
def test_what_nobody_looks_at_is_not_counted(reader: Client, article: Any, method: str, headers: Any) -> None:
    assert getattr(reader, method)(article.url, headers=headers).status_code == 200
    assert counted() == {}


def test_who_says_no_name_is_not_counted(article: Any) -> None:
    assert Client().get(article.url).status_code == 200
    assert counted() == {}


@pytest.mark.parametrize("name", ["member_client", "association_client"])
def test_who_is_signed_in_is_not_counted(request: pytest.FixtureRequest, article: Any, name: str) -> None:
    client: Client = request.getfixturevalue(name)
    assert client.get(article.url, headers={"User-Agent": BROWSER}).status_code == 200
    assert counted() == {}


def test_a_page_the_browser_has_already_is_not_counted_again(reader: Client, article: Any, settings: Any) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    first = reader.get(article.url)
    again = reader.get(article.url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert HEADER not in again
    assert counted() == {article.pk: 1}


def test_a_preview_is_not_counted(article: Any) -> None:
    asked = RequestFactory(headers={"User-Agent": BROWSER}).get("/admin/")
    assert article.make_preview_request(original_request=asked).status_code == 200
    assert counted() == {}


def test_what_is_not_there_or_closed_is_not_counted(reader: Client, article: Any) -> None:
    assert reader.get(f"{article.url}rien/").status_code == 404
    PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(article.url).status_code == 302
    article.unpublish()
    assert reader.get(article.url).status_code == 404
    assert counted() == {}


def test_a_form_that_is_sent_is_not_counted(reader: Client, home: Any) -> None:
    assert reader.post("/contact/", {}).status_code == 422
    assert counted() == {}


def test_an_alias_counts_for_its_original(reader: Client) -> None:
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    sheet = InitiativePageFactory(parent=commune)
    english = Locale.objects.get(language_code="en")
    alias = commune.copy_for_translation(english, copy_parents=True, alias=True)
    copy = sheet.copy_for_translation(english, alias=True)
    for page in (commune, alias, sheet, copy):
        assert reader.get(page.url).status_code == 200
    assert counted() == {commune.pk: 2, sheet.pk: 2}


def test_counting_sets_no_cookie_and_asks_the_database_nothing(
    reader: Client, article: Any, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    reader.get(article.url)
    with django_assert_num_queries(0):
        answer = reader.get(article.url)
    assert not answer.cookies
    assert counted() == {article.pk: 2}
