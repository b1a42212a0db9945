"""The demonstration: its figures, its texts, its pictures; loaded once for the whole file, and removed."""

import datetime
import hashlib
import io
import re
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone
from wagtail.models import Page, Revision

from collectivities.models import Collectivity, CollectivityPage, CustomDocument, CustomImage, Membership
from collectivities.programmes import programme_of
from home.demo import content, pictures
from home.demo.accounts import ACCOUNTS
from home.demo.choosing import BRETON, INHABITANTS, REGISTERED
from home.figures import key_figures
from home.models import ArticlePage, DemoItem, EventPage, ResourcePage
from initiatives.models import Hour, InitiativePage, Theme
from labels.enums import DossierState, Phase
from labels.models import Answer, Award, Campaign, Deposit, Dossier, JournalEntry
from portal.models import DailyViews, PortalSettings, User
from tests.labels.factories import ErratumFactory

# The demonstration is loaded once: its tests stay on one worker (``--dist loadgroup``).
pytestmark = pytest.mark.xdist_group("demo")
COUNTED = (
    Page, CollectivityPage, InitiativePage, ArticlePage, CustomImage, CustomDocument, User, Membership, Hour,
    Campaign, Award, Dossier, Answer, Deposit, JournalEntry,
)  # fmt: skip


def command(*arguments):
    out = io.StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def settings_row():
    return PortalSettings.objects.values_list("banner_fr", "banner_en", "contact_email", "footer_fr").first()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The reference data and the demonstration, in a transaction that is undone after the last test of the file."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        before = (counts(), settings_row())
        call_command("load_collectivities", stdout=io.StringIO())
        printed = command()
        yield {"before": before, "printed": printed}
        transaction.set_rollback(True)
        atomic.__exit__(None, None, None)


@pytest.fixture
def loaded(demo, db):
    """A test that may change what was loaded."""
    return demo


def test_the_figures_of_the_end_of_2007(loaded):
    figures = key_figures()

    assert figures.registered == REGISTERED == 1_030
    assert figures.registered_in_brittany == BRETON == 93
    assert INHABITANTS == 39_000_000 < figures.inhabitants < 40_000_000


def test_enough_initiatives_in_enough_communes(loaded):
    sheets = InitiativePage.objects.live_public("fr")
    communes = Collectivity.objects.filter(initiatives__in=sheets).distinct()

    assert sheets.count() >= 60
    assert communes.count() >= 40
    assert communes.in_region("53").count() >= 12


def test_a_partner_accompanies_brittany(loaded):
    programme = programme_of(Collectivity.objects.communes().get(code="22046"))

    assert programme
    assert (programme.region_name, programme.url) == ("Bretagne", "/programmes/megalis-bretagne/")


def test_every_theme_and_every_type_is_told(loaded):
    for theme in Theme.objects.current().in_language("fr"):
        assert InitiativePage.objects.live_public("fr").about(theme).count() >= 8, theme
    kinds = Counter(page.specific_class.__name__ for page in InitiativePage.objects.live_public("fr"))

    assert len(kinds) == 4
    assert min(kinds.values()) >= 5


@pytest.mark.parametrize("field", ["summary", "difficulties", "success_conditions", "cost_first_year", "results"])
def test_a_sheet_says_what_counts(loaded, field):
    empty = [page.title for page in InitiativePage.objects.live_public("fr") if getattr(page, field) in ("", None)]

    # A sheet may not know what it cost; it is never silent about what went wrong.
    assert len(empty) <= (10 if field == "cost_first_year" else 0), empty


def test_the_association_tells_its_own_story(loaded):
    assert ArticlePage.objects.live_public("fr").count() >= 8
    assert EventPage.objects.live_public("fr").count() >= 6
    assert ResourcePage.objects.live_public("fr").count() >= 8
    assert Page.objects.filter(slug="histoire").get().specific.body.raw_data


def test_what_the_association_writes_keeps_its_themes(loaded):
    told = {text["slug"]: set(text["themes"]) for text in content.editorial()["articles"]}

    assert {page.slug: {theme.slug for theme in page.themes.all()} for page in ArticlePage.objects.all()} == told
    assert all(page.themes.exists() for page in ResourcePage.objects.filter(slug="disque-de-logiciels-libres"))


def test_some_communes_present_themselves(loaded, client):
    told = content.collectivities()
    pages = CollectivityPage.objects.live_public("fr").exclude(introduction="").select_related("collectivity")

    assert {page.collectivity.code for page in pages} == set(told)
    assert "Sept bourgs, un seul budget" in client.get("/communes/22046-le-mene/").text


def test_some_sheets_give_files(loaded, client):
    page = InitiativePage.objects.get(slug="bus-des-sept-bourgs")
    first = page.documents.first().document

    assert page.documents.count() == 2
    assert first.collectivity == page.collectivity
    assert first.title in client.get(page.url).text.replace("\xa0", " ").replace("’", "'")
    with first.file.open() as file:
        assert file.read().startswith(b"%PDF-")


def test_some_communes_give_an_hour(loaded, client):
    hours = Hour.objects.coming()

    assert hours.count() == len(content.hours()) == 3
    assert {hour.sheet.collectivity for hour in hours} == {hour.collectivity for hour in hours}
    assert all(hour.subject in client.get("/une-heure-avec/").text.replace("\xa0", " ") for hour in hours)


def test_the_palmares_that_sources_tell_are_told(loaded):
    levels = Award.objects.public().filter(campaign__year=2006).values_list("level__symbols").annotate(Count("pk"))

    assert dict(levels) == {5: 10, 4: 24, 3: 57, 2: 64, 1: 57, 0: 11}
    assert Campaign.objects.published().count() == timezone.localdate().year - 1999 + 1


def test_a_campaign_of_236_dossiers_is_open(loaded):
    campaign = Campaign.objects.current()
    towns = Collectivity.objects.filter(dossiers__campaign=campaign)

    assert campaign.phase() == Phase.OPEN
    assert (towns.count(), towns.in_region("53").count()) == (236, 11)
    assert towns.exclude(pk__in=Award.objects.values("collectivity")).count() == 54
    for state in (DossierState.DRAFT, DossierState.DEPOSITED, DossierState.TO_COMPLETE):
        assert campaign.dossiers.filter(state=state).count() >= 5, state
    deposited = campaign.dossiers.deposited()
    assert set(Deposit.objects.values_list("dossier", flat=True)) == set(deposited.values_list("pk", flat=True))
    assert not deposited.filter(answers=None).exists()


def test_its_accounts_find_a_dossier_in_every_state(loaded):
    dossiers = Campaign.objects.current().dossiers
    secretary = dossiers.get(collectivity__memberships__user__email="mairie@demo.example")
    agent = dossiers.filter(collectivity__memberships__user__email="agent@demo.example")

    assert secretary.state == DossierState.DRAFT
    assert secretary.previous.answers.exists()
    assert {dossier.state for dossier in agent} == {DossierState.DEPOSITED, DossierState.TO_COMPLETE}


def test_its_sheets_are_read_day_by_day(loaded):
    sheets = InitiativePage.objects.live_public("fr").values("pk")
    last = DailyViews.objects.filter(page__in=sheets).aggregate(first=Min("day"), days=Count("day", distinct=True))

    assert last["days"] > 300
    assert timezone.localdate() - last["first"] > datetime.timedelta(days=300)


def test_no_paragraph_is_repeated():
    texts = [sheet[name] for sheet in content.initiatives() for name in ("summary", "title")]
    blocks = [block.get("html", "") for sheet in content.initiatives() for block in sheet["body"]]
    editorial = content.editorial()
    pages = [*editorial["articles"], *editorial["events"], *editorial["resources"], *editorial["pages"]]
    blocks += [block.get("html", "") for page in pages for block in page["body"]]
    blocks += [text["introduction"] for text in content.collectivities().values()]
    lessons = [
        item
        for sheet in content.initiatives()
        for name in ("difficulties", "success_conditions")
        for item in sheet[name]
    ]
    paragraphs = texts + lessons + [part for html in blocks for part in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", html)]

    assert len(paragraphs) > 600
    assert [text for text, count in Counter(paragraphs).items() if count > 1] == []


def test_no_text_fills_a_place():
    whole = " ".join(map(str, content.initiatives())) + str(content.editorial()) + str(content.collectivities())

    assert not re.search(r"lorem|ipsum|xxx|TODO|blabla", whole, re.IGNORECASE)


def test_every_picture_is_another(loaded):
    images = list(CustomImage.objects.all())
    seen = set()
    for image in images:
        with image.file.open() as file:
            seen.add(hashlib.sha256(file.read()).hexdigest())

    assert len(images) >= 15
    assert len(seen) == len(images)
    assert all(page.image_alt for page in InitiativePage.objects.exclude(image=None))
    assert all(image.credit for image in images)


def test_a_picture_is_the_same_on_every_machine():
    first = pictures.draw("acces-public", "bus")

    assert pictures.draw("acces-public", "bus") == first
    assert pictures.draw("acces-public", "car") != first
    assert pictures.draw("education-et-formation", "bus") != first


def test_what_it_shows_says_that_it_is_a_demonstration(loaded, client):
    text = client.get("/").text

    assert "Ceci est une démonstration" in text
    assert "1\u00a0030" in text
    assert ">93<" in text
    assert "39&nbsp;M" in text or "39\xa0M" in text


def test_loading_again_changes_nothing(loaded):
    before = counts()

    assert "The demonstration is already loaded." in command()
    assert counts() == before


def test_the_accounts_are_told(loaded):
    printed = command("--accounts")

    assert all(account.email in printed for account in ACCOUNTS)
    assert "ville-internet-2007" not in printed
    assert all(loaded["printed"].count(f"{account.email} ") == 1 for account in ACCOUNTS)


def test_the_help_names_what_exists(loaded, client):
    text = client.get("/questions-frequentes/").text

    assert "Demander conseil" not in text
    assert "Proposer une correction" not in text


def test_who_wants_to_register_a_commune_finds_the_form(loaded, client):
    button = re.search(
        r'<a class="btn" href="(.+)">Commencer l’inscription</a>', client.get("/inscrire-sa-commune/").text
    )

    assert button
    assert "Pour quelle collectivité" in client.get(button[1]).text


@pytest.mark.parametrize("path", ["/label/", "/label/histoire/", "/inscrire-sa-commune/", "/en/label/", "/br/label/"])
def test_its_pages_answer(loaded, client, path):
    assert client.get(path).status_code == 200


def test_removing_takes_all_of_it_away_and_nothing_else(loaded):
    """One removal for all that it must hold: it is the slowest thing the suite does."""
    before, settings_before = loaded["before"]
    own = ArticlePage(title="Une vraie nouvelle", slug="vraie")
    Page.objects.get(slug="actualites", locale__language_code="fr").add_child(instance=own)
    person = User.objects.create_user("anne@mairie.example")
    PortalSettings.objects.update(footer_fr="Une vraie phrase.")
    # Whoever tries the demonstration may have published it.
    ErratumFactory(campaign=Campaign.objects.opened().first())

    assert re.match(r"\d{4} objects of the demonstration removed\.", command("--remove"))

    expected = {
        **before,
        "Page": before["Page"] + 1,
        "ArticlePage": before["ArticlePage"] + 1,
        "User": before["User"] + 1,
    }
    assert counts() == expected
    assert ArticlePage.objects.get() == own
    assert User.objects.filter(pk=person.pk).exists()
    assert settings_row() == (*settings_before[:3], "Une vraie phrase.")
    assert DemoItem.objects.count() == 0
    assert Page.find_problems() == ([], [], [], [], [])
    assert Collectivity.objects.count() > 36_000
    live = {str(pk) for pk in Page.objects.values_list("pk", flat=True)}
    assert not Revision.page_revisions.exclude(object_id__in=live).exists()
    assert command("--remove") == "0 objects of the demonstration removed.\n"
