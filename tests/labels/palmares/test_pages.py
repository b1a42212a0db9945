"""The public pages of palmarès."""

import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from labels.models import Award, Campaign, Level, Rectification
from tests.factories import CollectivityFactory
from tests.labels.factories import AwardFactory, DossierFactory
from tests.labels.palmares.conftest import past

pytestmark = pytest.mark.django_db


def text(client: Client, address: str) -> str:
    """The words of a page, without its markup."""
    response = client.get(address)
    assert response.status_code == 200
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    assert main
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).replace("\xa0", " ").split())


def section(client: Client, address: str, symbols: int) -> str:
    """What stands in the list of a level."""
    content = client.get(address).content.decode()
    found = re.search(rf'aria-labelledby="niveau-{symbols}">.*?</section>', content, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0] if found else "").replace("\xa0", " ").split())


def test_a_label_put_right_says_so_at_every_level(client, palmares) -> None:
    for award in Award.objects.filter(campaign=palmares, level__symbols__gt=0).select_related("level"):
        lower = palmares.levels.get(symbols=award.level.symbols - 1)
        Rectification.objects.create(award=award, before=lower, after=award.level, reason="Une preuve.")
    for symbols in (5, 3):
        assert "après recours" in section(client, "/palmares/2007/", symbols)


def test_the_inhabitants_of_today_are_not_those_of_who_merged(client, palmares, towns) -> None:
    AwardFactory(campaign=palmares, collectivity=towns["brest"], entity_code="29998", entity_name="Lambézellec")
    rows = csv.DictReader(io.StringIO(client.get("/palmares/2007/tableau/").text.lstrip("\ufeff")), delimiter=";")
    told = {row["collectivité"]: row["habitants"] for row in rows}
    assert (told["Brest"], told["Lambézellec"]) == ("140000", "")


def test_a_palmares_lists_its_levels_from_the_highest(client, palmares) -> None:
    page = text(client, "/palmares/2007/")
    assert "Le palmarès 2007" in page
    assert "2 labels attribués, et 1 mention." in page
    content = client.get("/palmares/2007/").content.decode()
    assert re.findall(r'<h2 id="niveau-(\d)">', content) == ["5", "3", "0"]
    assert "Brest" in section(client, "/palmares/2007/", 5)
    assert "Finistère, 2 e fois" in section(client, "/palmares/2007/", 5)
    assert "Rendu public le 4 décembre 2006" in page


def test_who_enters_and_who_progresses_is_said(client, palmares) -> None:
    page = text(client, "/palmares/2007/")
    assert "1 pour la première fois" in page
    assert "1 en progrès" in page
    assert "en progrès, Logiciel libre" in section(client, "/palmares/2007/", 3)
    assert "Plouézec Côtes-d’Armor, première fois" in section(client, "/palmares/2007/", 0)
    assert "d’après le palmarès 2006" in page


def test_nobody_enters_where_nothing_is_known_before(client, palmares) -> None:
    page = text(client, "/palmares/2006/")
    assert "première fois" not in page
    assert "en progrès" not in page


def test_levels_of_other_scales_are_not_compared(client, towns) -> None:
    old, new = past(2000), past(2007)
    Level.objects.filter(campaign=old, symbols=5).delete()
    AwardFactory(campaign=old, collectivity=towns["brieuc"], symbols=2)
    AwardFactory(campaign=new, collectivity=towns["brieuc"], symbols=3)
    page = text(client, "/palmares/2007/")
    assert "1 en progrès" not in page
    assert "première fois" not in section(client, "/palmares/2007/", 3)


def test_a_commune_that_merged_is_shown_under_the_name_of_its_year(client, towns) -> None:
    AwardFactory(campaign=past(2007), collectivity=towns["mene"], entity_code="22087", entity_name="Langourla")
    assert "Langourla aujourd’hui Le Mené, Côtes-d’Armor" in section(client, "/palmares/2007/", 3)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("niveau=5", ["Brest"]),
        ("departement=22", ["Saint-Brieuc", "Plouézec"]),
        ("region=53", ["Brest", "Saint-Brieuc", "Plouézec"]),
        ("taille=4-grande-ville", ["Brest"]),
        ("parcours=entre", ["Plouézec"]),
        ("parcours=progresse", ["Saint-Brieuc"]),
        ("mention=logiciel-libre", ["Saint-Brieuc"]),
        ("departement=22&niveau=3", ["Saint-Brieuc"]),
        ("departement=22&niveau=5", []),
        ("niveau=9&region=xx&parcours=%00", ["Brest", "Saint-Brieuc", "Plouézec"]),
    ],
)
def test_filters_narrow_the_lists_and_the_table(client, palmares, query: str, names: list[str]) -> None:
    listed = " ".join(section(client, f"/palmares/2007/?{query}", symbols) for symbols in (5, 3, 0))
    assert [name for name in ("Brest", "Saint-Brieuc", "Plouézec") if name in listed] == names
    rows = table(client, f"/palmares/2007/tableau/?{query}")
    assert [row["collectivité"] for row in rows] == names


def test_filters_that_nothing_answers_say_so(client, palmares) -> None:
    page = text(client, "/palmares/2007/?departement=22&niveau=5")
    assert "Aucune collectivité de ce palmarès n’est dans tous ces filtres à la fois" in page


def test_another_year_is_another_page_with_the_same_filters(client, palmares) -> None:
    response = client.get("/palmares/2007/?an=2006&region=53&niveau=")
    assert response.status_code == 302
    assert response.headers["Location"] == "/palmares/2006/?region=53&niveau="
    assert client.get("/palmares/2007/?an=2007").status_code == 200
    assert client.get("/palmares/2007/?an=1950").status_code == 200


def table(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of a file, those of the source left out."""
    response = client.get(address)
    assert response.status_code == 200
    lines = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    return [row for row in lines if row["arobases"]]


def test_the_table_is_for_the_press(client, palmares) -> None:
    response = client.get("/palmares/2007/tableau/?region=53")
    assert response.headers["Content-Disposition"] == 'attachment; filename="palmares-2007-bretagne.csv"'
    assert 'rel="license"' in response.headers["Link"]
    content = response.content.decode("utf-8-sig")
    assert "Licence : Licence Ouverte 2.0" in content
    assert "Source : Villes Internet, palmarès 2007 du label Ville Internet" in content
    brest = table(client, "/palmares/2007/tableau/")[0]
    assert (brest["niveau"], brest["arobases"], brest["département"]) == ("Cinq arobases", "5", "Finistère")
    assert brest["page"].endswith("/communes/29019-brest/")
    assert table(client, "/en/palmares/2007/tableau/")[0]["niveau"] == "Cinq arobases"


def test_a_name_that_a_spreadsheet_would_run_is_harmless(client, towns) -> None:
    AwardFactory(campaign=past(2007), collectivity=towns["brest"], entity_name="=1+1")
    assert table(client, "/palmares/2007/tableau/")[0]["collectivité"] == "'=1+1"


def test_every_year_is_listed_with_its_numbers(client, palmares) -> None:
    page = text(client, "/palmares/")
    assert "5 distinctions publiées ici, de 2006 à 2007." in page
    rows = re.findall(r"<tr><th scope=\"row\"><a href=\"(/palmares/\d+/)\">", client.get("/palmares/").content.decode())
    assert rows == ["/palmares/2007/", "/palmares/2006/"]
    assert client.get("/palmares/").content.decode().count("<rect") == 5


def test_a_rung_that_a_scale_does_not_have_is_not_zero(client, palmares) -> None:
    Level.objects.filter(campaign__year=2006, symbols=0).delete()
    assert "pas dans l’échelle de cette année" in text(client, "/palmares/")


def test_a_portal_without_palmares_says_when_there_will_be_one(client) -> None:
    assert "Aucun palmarès n’est encore publié ici." in text(client, "/palmares/")


@pytest.mark.parametrize("year", ["2031", "26", "bretagne", "2007-2008", pytest.param("9" * 5_000, id="endless")])
def test_a_year_that_is_not_there_leads_to_those_that_are(client, palmares, year: str) -> None:
    response = client.get(f"/palmares/{year}/")
    assert response.status_code == 404
    content = response.content.decode()
    assert 'href="/palmares/2007/"' in content
    assert '<meta name="robots" content="noindex">' in content
    assert client.get(f"/palmares/{year}/tableau/").status_code == 404


@pytest.mark.parametrize(
    ("spelled", "led_to"),
    [
        ("/palmarès/", "/palmares/"),
        ("/palmarès/2007/?region=53", "/palmares/2007/?region=53"),
        ("/palmares/2007", "/palmares/2007/"),
        ("/palmares", "/palmares/"),
        ("/en/palmarès/2007/", "/en/palmares/2007/"),
    ],
)
def test_other_spellings_lead_to_the_address(client, palmares, spelled: str, led_to: str) -> None:
    response = client.get(spelled, follow=True)
    assert response.redirect_chain == [(led_to, 301)]
    assert response.status_code == 200


def test_a_palmares_says_what_it_is_to_machines(client, palmares) -> None:
    content = client.get("/palmares/2007/").content.decode()
    blocks = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', content)]
    kinds = {block["@type"]: block for block in blocks}
    assert kinds["Dataset"]["datePublished"].startswith("2006-12-04T")
    assert [step["name"] for step in kinds["BreadcrumbList"]["itemListElement"]] == ["Accueil", "Palmarès", "2007"]
    assert "https://creativecommons" not in content
    assert re.search(r'og:image" content="http://testserver/partage/palmares/2007/\w+\.png"', content)


def test_the_image_of_a_palmares_is_drawn(client, palmares, settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    content = client.get("/palmares/2007/").content.decode()
    address = re.search(r"/partage/palmares/2007/\w+\.png", content)
    assert address
    response = client.get(address[0])
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    assert client.get("/partage/palmares/2031/x.png").status_code == 404


def test_candidates_of_a_campaign_led_here_are_counted(client, palmares, towns) -> None:
    DossierFactory(campaign=palmares, collectivity=towns["brest"], is_deposited=True)
    DossierFactory(campaign=palmares, collectivity=towns["mene"])
    assert "1 collectivité a présenté son dossier." in text(client, "/palmares/2007/")


def test_a_region_without_the_highest_levels_says_none(client) -> None:
    AwardFactory(campaign=past(2007), collectivity=CollectivityFactory(), symbols=1)
    assert "Bretagne 1 aucune à 4 ou 5 @" in text(client, "/palmares/2007/")


def test_a_territory_that_is_no_commune_is_shown(client) -> None:
    territory = CollectivityFactory(intercommunal=True)
    AwardFactory(campaign=past(2007), collectivity=territory, symbols=5)
    AwardFactory(campaign=past(2007), collectivity=CollectivityFactory(is_region=True))
    assert "Communauté de communes du Kreiz Bretagne" in section(client, "/palmares/2007/", 5)
    assert section(client, "/palmares/2007/", 3).count("Bretagne") == 1
    assert table(client, "/palmares/2007/tableau/")[0]["département"] == ""


@pytest.mark.parametrize("address", ["/palmares/", "/palmares/2007/", "/palmares/2007/tableau/"])
def test_a_page_takes_as_many_queries_for_many_as_for_few(palmares, towns, address: str) -> None:
    few = queries(address)
    levels = list(palmares.levels.all())
    for number in range(60):
        collectivity = CollectivityFactory()
        for campaign in Campaign.objects.all():
            level = campaign.levels.get(symbols=levels[number % 6].symbols)
            AwardFactory(campaign=campaign, collectivity=collectivity, level=level)
    for year in range(1999, 2006):
        AwardFactory(campaign=past(year), collectivity=towns["brest"])
    cache.clear()
    assert queries(address) == few <= 12
    assert Award.objects.count() > 120


def queries(address: str) -> int:
    """Once what surrounds every page is known."""
    Client().get("/palmares/")
    with CaptureQueriesContext(connection) as context:
        assert Client().get(f"{address}?x=1").status_code == 200
    return len(context)
