"""The cache of anonymous pages: what goes through it, what never does, and what makes it forget."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from initiatives.models import Theme
from portal import page_cache
from portal.models import PortalSettings
from tests.factories import ArticlePageFactory
from tests.search.indexing import index

HIT = "X-Page-Cache"


@pytest.fixture(autouse=True)
def _cached(settings, db):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600


@pytest.fixture
def article():
    return ArticlePageFactory(title="Le bus des écrans", slug="bus", summary="Huit ordinateurs.")


@pytest.fixture
def reader():
    """An anonymous reader, whose client keeps no cookie."""
    return Client()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """A change that is committed: what waits for that runs."""

    @contextmanager
    def commit():
        with django_capture_on_commit_callbacks(execute=True):
            yield

    return commit


def test_the_second_reader_gets_the_very_same_answer(reader, article):
    first = reader.get(article.url)
    second = Client().get(article.url)
    assert HIT not in first
    assert second[HIT] == "hit"
    assert second.content == first.content
    headers = dict(second.items())
    headers.pop(HIT)
    assert headers == dict(first.items())


def test_what_a_command_changes_is_seen_by_the_server_beside_it(reader, article, committed, settings, tmp_path):
    """Each has a memory of its own, which the other cannot empty."""
    settings.PORTAL_CACHE_STAMP = tmp_path / "pages-changed"
    reader.get(article.url)
    assert Client().get(article.url)[HIT] == "hit"
    served = dict(cache._cache)
    with committed():
        page_cache.forget_all()
    cache._cache.clear()
    cache._cache.update(served)
    assert HIT not in Client().get(article.url)


def test_a_page_from_the_cache_asks_the_database_nothing(reader, article, django_assert_num_queries):
    reader.get(article.url)
    with django_assert_num_queries(0):
        assert reader.get(article.url)[HIT] == "hit"


def test_publishing_is_seen_at_once(reader, article, committed):
    reader.get(article.url)
    article.title = "Le car des écrans"
    with committed():
        article.save_revision().publish()
    assert "Le car des écrans" in reader.get(article.url).text


def test_a_draft_changes_nothing(reader, article, committed):
    # As its publication did.
    index(article)
    reader.get(article.url)
    article.title = "Le car des écrans"
    with committed():
        article.save_revision()
    assert reader.get(article.url)[HIT] == "hit"


def test_a_page_taken_away_is_gone_at_once(reader, article, committed):
    reader.get(article.url)
    with committed():
        article.unpublish()
    assert reader.get(article.url).status_code == 404


def test_a_deleted_page_is_gone_at_once(reader, article, committed):
    reader.get(article.url)
    with committed():
        article.delete()
    assert reader.get(article.url).status_code == 404


def test_a_page_made_private_is_closed_at_once(reader, article, committed):
    reader.get(article.url)
    with committed():
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert reader.get(article.url).status_code == 302


def test_what_pages_show_without_being_published_is_seen_at_once(reader, article, committed, home):
    reader.get(article.url)
    with committed():
        PortalSettings.objects.update_or_create(
            site=home.get_site(), defaults={"banner_fr": "Le serveur déménage samedi."}
        )
    assert "Le serveur déménage samedi." in reader.get(article.url).text.replace("\u00a0", " ")


def test_a_theme_renamed_is_seen_at_once(reader, committed):
    theme = Theme.objects.get(slug="acces-public", locale__language_code="fr")
    address = theme.get_absolute_url()
    reader.get(address)
    theme.name = "Accès pour tous"
    with committed():
        theme.save()
    assert "Accès pour tous" in reader.get(address).text


def test_nothing_is_forgotten_before_the_change_is_committed(reader, article):
    reader.get(article.url)
    page_cache.forget_all()
    assert reader.get(article.url)[HIT] == "hit"


def test_a_cache_that_lost_its_generation_never_finds_old_pages_again(reader, article):
    reader.get(article.url)
    cache.delete(page_cache.GENERATION_KEY)
    assert HIT not in reader.get(article.url)


def test_who_is_signed_in_neither_reads_nor_feeds_the_cache(reader, article, member_client):
    member_client.get(article.url)
    assert HIT not in reader.get(article.url)
    assert HIT not in member_client.get(article.url)


def test_a_preview_neither_reads_nor_feeds_the_cache(reader, article):
    reader.get(article.url)
    article.title = "Un brouillon"
    preview = article.make_preview_request()
    assert "Un brouillon" in preview.text
    cache.clear()
    article.make_preview_request()
    assert "Un brouillon" not in reader.get(article.url).text


@pytest.mark.parametrize("method", ["post", "head"])
def test_only_reading_goes_through_the_cache(reader, article, method):
    reader.get(article.url)
    assert HIT not in getattr(reader, method)(article.url)


def test_a_form_is_never_kept_since_its_key_is_the_readers_own(reader, home):
    address = "/contact/"
    assert reader.get(address).status_code == 200
    assert HIT not in reader.get(address)
    assert HIT not in Client().get(address)


def test_each_language_has_its_own_page(reader):
    french, english = reader.get("/").text, reader.get("/en/").text
    assert french != english
    assert reader.get("/")[HIT] == "hit"
    assert reader.get("/").text == french
    assert reader.get("/en/").text == english


def test_the_language_of_the_browser_changes_nothing(reader, article):
    french = reader.get(article.url).text
    assert reader.get(article.url, headers={"Accept-Language": "en"}).text == french


def test_a_part_asked_by_htmx_is_not_the_page(reader):
    page = reader.get("/recherche/").text
    part = reader.get("/recherche/", headers={"HX-Request": "true"})
    assert HIT not in part
    assert reader.get("/recherche/", headers={"HX-Request": "true"})[HIT] == "hit"
    assert reader.get("/recherche/").text == page


def test_filters_are_part_of_the_address(reader):
    reader.get("/recherche/")
    assert HIT not in reader.get("/recherche/?q=bus")


def test_a_page_that_was_not_there_is_not_remembered(reader, home):
    address = f"{ArticlePageFactory.default_parent().url}bus/"
    assert reader.get(address).status_code == 404
    ArticlePageFactory(slug="bus")
    assert reader.get(address).status_code == 200


def test_an_endless_address_is_not_kept(reader):
    address = f"/recherche/?q={'bus' * 200}"
    reader.get(address)
    assert HIT not in reader.get(address)


def test_what_is_remembered_is_read_again_once_something_public_changed(django_capture_on_commit_callbacks) -> None:
    read = iter(range(1, 9))
    assert [page_cache.remember("figure", lambda: next(read)) for _time in range(3)] == [1, 1, 1]
    assert page_cache.remember("another-figure", lambda: next(read)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        page_cache.forget_all()
    assert page_cache.remember("figure", lambda: next(read)) == 3
