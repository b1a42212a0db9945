"""Addresses lead to pages: as Wagtail routes them, in fewer queries."""

import pytest
from django.core.cache import cache
from wagtail.models import Locale, PageViewRestriction

from initiatives.models import InitiativePage
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def sheet(commune):
    return InitiativePageFactory(parent=commune, slug="bus", title="Le bus des écrans")


def restrict(page, kind=PageViewRestriction.LOGIN):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind)


def test_a_page_is_found_at_its_address(client, sheet):
    response = client.get(sheet.get_url())

    assert response.status_code == 200
    assert response.context["page"] == sheet
    assert response.context["page"].specific_class is InitiativePage


def test_the_pages_above_are_its_breadcrumbs(client, sheet, commune):
    breadcrumbs = client.get(sheet.get_url()).context["breadcrumbs"]

    assert [page.title for page in breadcrumbs] == ["Accueil", "Communes", "Le Mené"]


def test_breadcrumbs_are_the_same_for_a_page_found_otherwise(client, sheet):
    served = client.get(sheet.get_url()).context["breadcrumbs"]

    assert [page.pk for page in InitiativePage.objects.get(pk=sheet.pk).breadcrumbs] == [page.pk for page in served]


@pytest.mark.parametrize(
    "path", ["bus/", "communes/bus/", "communes/22046-le-mene/bus/bus/", "22046-le-mene/", "x/" * 40]
)
def test_an_address_is_followed_step_by_step(client, sheet, path):
    assert client.get(f"/{path}").status_code == 404


def test_the_same_last_step_elsewhere_is_another_page(client, sheet):
    other = InitiativePageFactory(
        parent=CollectivityPageFactory(collectivity__code="22047", collectivity__name="Merdrignac"), slug="bus"
    )

    assert client.get(other.get_url()).context["page"] == other
    assert client.get(sheet.get_url()).context["page"] == sheet


def test_an_unpublished_page_is_not_found(client, sheet):
    sheet.unpublish()

    assert client.get(sheet.get_url()).status_code == 404


def test_a_page_of_another_language_is_found_under_its_prefix(client, sheet):
    translation = sheet.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translation.save_revision().publish()

    response = client.get("/en/communes/22046-le-mene/bus/")

    assert response.context["page"] == translation
    assert response.context["page"].locale.language_code == "en"


def test_a_private_page_asks_who_is_there(client, sheet):
    restrict(sheet)

    assert client.get(sheet.get_url()).status_code == 302


def test_what_is_below_a_private_page_is_private(client, sheet, commune):
    restrict(commune)

    assert client.get(sheet.get_url()).status_code == 302


def test_the_alias_of_a_private_page_is_private(client, sheet):
    restrict(sheet)
    other = CollectivityPageFactory(collectivity__code="22047", collectivity__name="Merdrignac")
    alias = sheet.create_alias(parent=other)

    assert client.get(alias.get_url()).status_code == 302


def test_public_pages_are_those_not_below_a_private_one(sheet, commune):
    elsewhere = InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code="22047"))
    restrict(commune)

    assert list(InitiativePage.objects.all().public()) == [elsewhere]


def test_asking_for_public_pages_is_one_query(sheet, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(InitiativePage.objects.live_public("fr"))


def test_a_host_nobody_declared_is_served_as_the_default_site(client, sheet):
    assert client.get(sheet.get_url(), headers={"host": "127.0.0.1"}).status_code == 200


def test_the_depth_of_a_page_costs_nothing(client, sheet, commune, django_assert_max_num_queries):
    client.get("/")
    for url in (commune.get_url(), sheet.get_url()):
        client.get(url)
        with django_assert_max_num_queries(16):
            client.get(url)


def test_the_home_page_is_forgotten_with_its_generation(client, home, django_capture_on_commit_callbacks):
    client.get("/")
    home.title = home.draft_title = "Bienvenue"
    with django_capture_on_commit_callbacks(execute=True):
        home.save_revision().publish()
    commune = CollectivityFactory()

    assert "Bienvenue" in client.get(commune.get_absolute_url()).content.decode()
    assert cache.get("page-cache-generation")
