"""Queries of every public page: twelve at most, and as many for a thousand sheets as for ten.

A page is asked for twice: what surrounds every page is read once per change of the portal, and counted apart.
"""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities.models import CollectivityIndexPage, CollectivityPage
from home.models import ArticleIndexPage, ArticlePage, EventIndexPage, EventPage, ResourceIndexPage, ResourcePage
from initiatives.models import Hour, InitiativePage
from labels.models import Award, Campaign
from portal.bulk import add_children, refresh_statistics
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    EventPageFactory,
    HourFactory,
    PublicAccessPageFactory,
    RegionalProgrammePageFactory,
    ResourcePageFactory,
    sheets,
    theme,
)
from tests.labels.factories import AwardFactory, MentionFactory

pytestmark = pytest.mark.django_db

MOST = 12
SURROUNDINGS = 15
"""What a page may ask on top where the cache is empty: site, home, menus, banner, palmarès and labels, and the figures
of the home page."""
ADDRESSES = (
    "/", "/recherche/", "/recherche/?q=fiche", "/recherche/?q=fiche&theme=acces-public&etape=en-service&region=53",
    "/recherche/?q=xylophone", "/recherche/?nature=collectivites", "/recherche/?nature=agenda&q=rencontre",
    "/recherche/suggestions/?q=fic", "/recherche/flux/?q=fiche&theme=acces-public",
    "/recherche/alerte/?q=fiche&region=53", "/themes/", "/themes/acces-public/",
    "/themes/acces-public/?tri=reprises&page=2",
    "/themes/acces-public/monter-un-projet/", "/en/themes/acces-public/monter-un-projet/",
    "/themes/acces-public/flux/", "/communes/", "/communes/?q=plou&departement=22", "/communes/22046-le-mene/",
    "/communes/22046-le-mene/fiche-5/", "/communes/22046-le-mene/lieu/", "/communes/22046-le-mene/service/",
    "/communes/22046-le-mene/ecole/", "/communes/22214-plouezec/", "/departements/22-cotes-d-armor/",
    "/regions/53-bretagne/", "/actualites/", "/actualites/nouvelle/", "/actualites/annee/2007/", "/actualites/flux/",
    "/agenda/", "/agenda/rencontre/",
    "/une-heure-avec/", "/palmares/", "/palmares/2007/", "/palmares/2007/?region=53", "/palmares/2007/tableau/",
    "/palmares/2007/presse/",
    "/en/palmares/2007/", "/api/v1/labels", "/api/v1/labels?annee=2007&region=53",
    "/ressources/", "/ressources/guide/", "/chiffres-cles/", "/donnees/", "/contact/",
    "/api/v1/", "/api/v1/initiatives", "/api/v1/initiatives?q=fiche&region=53&page=2", "/api/v1/themes?langue=br",
    "/api/v1/collectivites?q=plou&departement=22", "/api/v1/collectivites?inscrites=true",
    "/api/v1/collectivites/22046", "/api/v1/openapi.json",
    "/programmes/", "/programmes/megalis/", "/en/programmes/",
    "/aide/", "/plan-du-site/", "/accessibilite/", "/mentions-legales/", "/confidentialite/", "/sitemap.xml",
    "/sitemap-pages-1.xml", "/robots.txt", "/en/", "/br/", "/en/recherche/", "/en/recherche/?q=fiche",
    "/en/themes/", "/en/themes/acces-public/", "/en/communes/", "/en/communes/22046-le-mene/",
    "/en/communes/22214-plouezec/", "/en/chiffres-cles/", "/en/contact/", "/cette-rue-n-existe-pas/",
)  # fmt: skip
DAY = datetime.datetime(2007, 11, 24, 9, tzinfo=datetime.UTC)


@pytest.fixture
def portal():
    """One of each page type, the sheets as full as they can be."""
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    CollectivityFactory(code="22214", name="Plouézec")
    image = CustomImageFactory()
    rich = {
        "parent": commune, "themes": [theme(), theme("e-administration")], "keywords": ["wifi", "bus"], "image": image,
        "body": [
            ("paragraph", "<p>Le récit.</p>"),
            *[("image", {"image": image, "alt_text": "Le bus", "caption": "", "credit": ""})] * 3,
        ],
    }  # fmt: skip
    place = PublicAccessPageFactory(slug="lieu", **rich)
    place.opening_periods.create(weekday=1, opens="09:00", closes="12:00")
    service = EAdministrationPageFactory(slug="service", inspired_by=place, **rich)
    service.procedures.create(name="Acte de naissance", share_online=46, yearly_volume=300)
    school = EducationPageFactory(slug="ecole", inspired_by=service, **rich)
    school.establishments.create(name="École", level="elementary")
    ArticlePageFactory(slug="nouvelle", image=image, themes=[theme()])
    EventPageFactory(slug="rencontre")
    ResourcePageFactory(slug="guide", themes=[theme()])
    RegionalProgrammePageFactory(slug="megalis", image=image)
    HourFactory(collectivity=commune.collectivity, sheet=place)
    award(commune.collectivity)
    return commune


def award(collectivity):
    """With a mention, and one of an earlier year."""
    AwardFactory(campaign__year=2006, campaign__is_past=True, collectivity=collectivity)
    given = AwardFactory(collectivity=collectivity)
    given.mentions.add(MentionFactory(campaign=given.campaign))


def fill(commune, count):
    """Add so many of everything that is listed, in bulk."""
    start = InitiativePage.objects.count()
    numbers = range(start, start + count)
    add_children(commune, sheets(commune.collectivity, count, start))
    tagged = InitiativePage.themes.through
    keys = InitiativePage.objects.values_list("pk", flat=True)
    rows = [tagged(initiativepage_id=key, theme_id=theme().pk) for key in keys.filter(themes=None)]
    tagged.objects.bulk_create(rows)
    refresh_statistics(tagged)
    add_children(
        index(ArticleIndexPage),
        [ArticlePage(date=DAY.date(), **named("article", n)) for n in numbers],
    )
    events = [EventPage(starts_at=DAY, ends_at=DAY, **named("rendez-vous", n)) for n in numbers]
    add_children(index(EventIndexPage), events)
    sheet = keys.order_by("pk")[0]
    Hour.objects.bulk_create(HourFactory.build_batch(count, collectivity=commune.collectivity, sheet_id=sheet))
    resources = [
        ResourcePage(link="https://www.example.org/", **named("ressource", n)) for n in range(start, start + count)
    ]
    add_children(index(ResourceIndexPage), resources)
    communes = [CollectivityFactory.build(departement=None, region=None) for _ in range(count)]
    for other in communes:
        other.set_derived_names()
        other.departement_id, other.region_id = commune.collectivity.departement_id, commune.collectivity.region_id
    made = type(commune.collectivity).objects.bulk_create(communes)
    refresh_statistics(type(commune.collectivity))
    campaigns = [(campaign, list(campaign.levels.all())) for campaign in Campaign.objects.all()]
    Award.objects.bulk_create(
        Award(campaign=campaign, collectivity=c, entity_code=c.code, entity_name=c.name, level=levels[n % len(levels)])
        for campaign, levels in campaigns
        for n, c in enumerate(made)
    )
    refresh_statistics(Award)
    pages = [CollectivityPage(title=c.name, slug=c.page_slug, collectivity=c) for c in made[::2]]
    add_children(CollectivityIndexPage.objects.get(locale__language_code="fr", kind="commune"), pages)


def index(model):
    return model.objects.get(locale__language_code="fr")


def named(kind, number):
    return {"title": f"{kind} {number}", "slug": f"{kind}-{number}", "summary": "Un résumé."}


def queries(address):
    with CaptureQueriesContext(connection) as context:
        response = Client().get(address)
    assert (address, response.status_code) in {(address, 200), ("/cette-rue-n-existe-pas/", 404)}
    return len(context)


def counts():
    """Warm and cold, by address."""
    found = {}
    for address in ADDRESSES:
        queries(address)
        warm = queries(address)
        cache.clear()
        found[address] = (warm, queries(address))
    return found


@pytest.mark.long
def test_no_page_takes_more_queries_where_there_is_more(portal):
    fill(portal, 10)
    few = counts()
    assert {address: warm for address, (warm, _cold) in few.items() if warm > MOST} == {}
    assert {address: cold for address, (_warm, cold) in few.items() if cold > MOST + SURROUNDINGS} == {}
    fill(portal, 1_000)
    assert counts() == few
