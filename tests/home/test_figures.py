"""Key figures: computed, each inhabitant once, each with its method."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity, CollectivityIndexPage
from home.figures import explained, key_figures
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db


def register(collectivity):
    index = CollectivityIndexPage.objects.get(kind=collectivity.kind, locale__language_code="fr")
    return CollectivityPageFactory(collectivity=collectivity, parent=index)


@pytest.fixture
def kreiz():
    """An intercommunalité of three communes of 1,000 inhabitants."""
    grouping = CollectivityFactory(intercommunal=True, population=9_999)
    for code in ("22101", "22102", "22103"):
        CollectivityFactory(code=code, population=1_000, intercommunality=grouping)
    return grouping


def commune(code):
    return Collectivity.objects.get(kind=CollectivityKind.COMMUNE, code=code)


@pytest.fixture
def elsewhere():
    """A commune of 500 inhabitants outside of Brittany."""
    region = CollectivityFactory(is_region=True, code="11", name="Île-de-France")
    departement = CollectivityFactory(is_departement=True, code="77", name="Seine-et-Marne", region=region)
    return CollectivityFactory(code="77001", population=500, departement=departement, region=region)


def test_nothing_registered_is_zero_everywhere():
    figures = key_figures()

    assert [item.value for item in explained(figures)] == [0, 0, 0, 0, 0]


def test_inhabitants_of_a_commune_and_of_its_grouping_count_once(kreiz):
    register(commune("22101"))
    assert key_figures().inhabitants == 1_000
    register(kreiz)
    assert key_figures().inhabitants == 3_000
    register(commune("22102"))

    assert key_figures().inhabitants == 3_000
    assert key_figures().registered == 3


def test_a_departement_and_a_region_cover_their_communes(kreiz, elsewhere):
    region = commune("22101").region
    departement = commune("22101").departement
    register(departement)
    assert key_figures().inhabitants == 3_000
    register(region)
    assert key_figures().inhabitants == 3_000
    register(elsewhere)

    assert key_figures().inhabitants == 3_500


def test_a_population_that_is_not_known_counts_for_nothing():
    register(CollectivityFactory(population=None))

    assert key_figures().inhabitants == 0


def test_bretons_are_those_of_the_region(elsewhere):
    register(CollectivityFactory(code="22101"))
    register(elsewhere)

    assert (key_figures().registered, key_figures().registered_in_brittany) == (2, 1)


def test_a_page_taken_away_is_no_longer_registered():
    page = register(CollectivityFactory(population=1_000))
    page.unpublish()

    assert (key_figures().registered, key_figures().inhabitants) == (0, 0)


def test_a_sheet_counts_once_whatever_its_languages(member):
    sheet = InitiativePageFactory(parent=member.page)
    InitiativePageFactory(parent=member.page)
    translation = sheet.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)
    translation.save_revision().publish()

    assert key_figures().initiatives == 2
    assert key_figures().communes_with_initiatives == 1


def test_drafts_and_private_sheets_do_not_count(member):
    InitiativePageFactory(parent=member.page, live=False)
    private = InitiativePageFactory(parent=member.page)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert key_figures().initiatives == 0
    assert key_figures().communes_with_initiatives == 0


def test_each_figure_is_shown_with_its_method(client, kreiz):
    register(kreiz)
    response = client.get("/chiffres-cles/")
    text = response.text.replace("\xa0", " ")

    for item in response.context["figures"]:
        assert item.label in text
        assert item.method in text
    assert "3\u00a0000" in response.text


def test_the_home_page_shows_them(client, kreiz):
    register(kreiz)

    assert 'href="/chiffres-cles/"' in client.get("/").text


def test_publishing_counts_them_again(client, kreiz, django_capture_on_commit_callbacks):
    client.get("/chiffres-cles/")
    page = register(kreiz)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert client.get("/chiffres-cles/").context["figures"][0].value == 1


@pytest.mark.parametrize("path", ["/chiffres-cles/", "/en/chiffres-cles/", "/br/chiffres-cles/"])
def test_each_language_explains_them(client, path):
    methods = [item.method for item in client.get(path).context["figures"]]

    assert all(method.endswith(".") for method in methods)
    assert len(set(methods)) == 5
