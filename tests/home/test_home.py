"""The home page: what it shows, what it shows for want of anything, and what machines read."""

import datetime

import pytest
from django.core.cache import cache
from django.utils import timezone

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity
from home.models import HomeFeature
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    EventPageFactory,
    InitiativePageFactory,
    theme,
)
from tests.pages import alternates, canonical, metas, structured_data, text_of

pytestmark = pytest.mark.django_db


def figure(text, label):
    """The figure under which a label stands."""
    return text.partition(f"<dt>{label}</dt><dd>")[2].partition("</dd>")[0]


def test_a_new_portal_has_a_home_page(client):
    text = text_of(client.get("/"))
    assert "Ce que les communes inventent avec Internet" in text
    assert figure(text, "collectivités inscrites") == "0"
    assert 'id="nouvelles"' not in text
    assert 'id="agenda"' not in text


def test_key_figures_are_counted_each_inhabitant_once(client):
    kreiz = CollectivityFactory(intercommunal=True, population=2_500_000)
    member = CollectivityFactory(code="22046", population=2_000_000, intercommunality=kreiz)
    CollectivityFactory(code="22047", population=500_000, intercommunality=kreiz)
    elsewhere = CollectivityFactory(
        code="79202",
        name="Parthenay",
        population=1_000,
        region=CollectivityFactory(is_region=True, code="75", name="Nouvelle-Aquitaine"),
    )
    CollectivityPageFactory(collectivity=member)
    CollectivityPageFactory(collectivity=elsewhere)
    CollectivityPageFactory(collectivity=kreiz)
    Collectivity.objects.filter(pk=kreiz.pk).update(region=member.region)
    cache.clear()
    text = text_of(client.get("/"))
    assert figure(text, "collectivités inscrites") == "3"
    assert figure(text, "dont bretonnes") == "2"
    assert figure(text, "plus de 2 millions d’habitants couverts") == "2&nbsp;M"


def test_figures_follow_what_is_published(client, django_capture_on_commit_callbacks):
    assert figure(client.get("/").text, "collectivités inscrites") == "0"
    page = CollectivityPageFactory(live=False)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert figure(client.get("/").text, "collectivités inscrites") == "1"
    assert Collectivity.objects.filter(kind=CollectivityKind.COMMUNE).count() == 1


def test_the_editors_choice_is_featured_in_order(client, home):
    commune = CollectivityPageFactory()
    first, second, other = (InitiativePageFactory(parent=commune, title=title) for title in ("Un", "Deux", "Trois"))
    home.features = [HomeFeature(initiative=second, sort_order=0), HomeFeature(initiative=first, sort_order=1)]
    home.save()
    text = client.get("/").text
    assert text.index(">Deux</a>") < text.index(">Un</a>")
    assert other.title not in text


def test_the_latest_are_featured_for_want_of_a_choice(client):
    InitiativePageFactory(title="Le bus", themes=[theme()])
    text = client.get("/").text
    assert 'class="card lead-card"' in text
    assert ">Le bus</a>" in text


def test_news_and_what_is_to_come_stand_side_by_side(client):
    ArticlePageFactory(title="Le palmarès")
    soon = timezone.now() + datetime.timedelta(days=3)
    event = EventPageFactory(title="La rencontre", starts_at=soon, ends_at=soon + datetime.timedelta(hours=2))
    EventPageFactory(title="Le passé", starts_at=soon.replace(year=2007), ends_at=soon.replace(year=2007))
    response = client.get("/")
    for words in ("Le palmarès", "La rencontre", 'href="/actualites/"', 'href="/actualites/flux/"'):
        assert words in response.text
    assert "Le passé" not in response.text
    assert response.wsgi_request.page_cache_until == event.ends_at


def test_it_costs_the_same_with_few_pages_and_with_many_and_little(client, django_assert_max_num_queries):
    commune = CollectivityPageFactory()

    def served(size):
        while commune.get_children().count() < size:
            InitiativePageFactory(parent=commune, themes=[theme()])
            ArticlePageFactory()
        cache.clear()
        # The map and the figures are counted for every reader, and kept.
        client.get("/")
        with django_assert_max_num_queries(25) as context:
            client.get("/")
        return len(context)

    assert served(4) == served(12) <= 12


@pytest.mark.parametrize(("address", "code"), [("/", "fr"), ("/en/", "en"), ("/br/", "br")])
def test_it_says_what_site_this_is_and_how_to_search_it(client, address, code):
    response = client.get(address)
    organization, site = structured_data(response)["@graph"]["@graph"]
    assert organization["@type"] == "Organization"
    assert organization["foundingDate"] == "1998"
    assert site["inLanguage"] == code
    assert site["potentialAction"]["@type"] == "SearchAction"
    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"http://testserver{address}recherche/?q={{search_term_string}}"
    assert client.get(target.replace("http://testserver", "").replace("{search_term_string}", "bus")).status_code == 200


def test_it_exists_in_three_languages(client):
    response = client.get("/br/")
    assert canonical(response) == "http://testserver/br/"
    assert alternates(response) == {
        "fr": "http://testserver/",
        "en": "http://testserver/en/",
        "br": "http://testserver/br/",
        "x-default": "http://testserver/",
    }
    assert metas(response)["og:locale"] == "br_FR"
