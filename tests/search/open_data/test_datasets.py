"""What the datasets hold: all that anyone may read, and nothing else."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.open_data.datasets import BY_NAME, DATASETS
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    theme,
)
from tests.labels.factories import AwardFactory, MentionFactory
from tests.search.hidden import hidden_commune, hidden_sheets

pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    page = CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")
    page.website = "https://www.plouezec.example/"
    page.save()
    return page


def test_a_sheet_is_told_whole(in_json, commune):
    origin = InitiativePageFactory(parent=commune)
    place = PublicAccessPageFactory(
        parent=commune,
        slug="cybercommune",
        title="La cybercommune",
        themes=[theme("e-administration"), theme()],
        keywords=["wifi", "bus"],
        inspired_by=origin,
        cost_yearly=800,
        workstations=4,
        latitude=48.75,
        longitude=-2.98,
        difficulties="<ul><li>Long &amp; cher</li></ul>",
        first_published_at=datetime.datetime(2007, 11, 24, 9, tzinfo=datetime.UTC),
        body=[
            ("heading", {"text": "Le bus : 5 < 10", "level": "2"}),
            ("paragraph", "<p>Il <b>roule</b>.</p>\n<p>Loin.</p>"),
            (
                "image",
                {"image": CustomImageFactory(), "alt_text": "Un bus", "caption": "", "credit": "", "decorative": 0},
            ),
        ],
    )

    (row,) = [row for row in in_json("initiatives") if row["id"] == place.pk]

    assert row["adresse"] == "http://testserver/communes/22214-plouezec/cybercommune/"
    assert (row["type"], row["etape"], row["langue"]) == ("lieu", "en-service", "fr")
    assert row["themes"] == ["acces-public", "e-administration"]
    assert row["mots_cles"] == ["bus", "wifi"]
    assert (row["collectivite"], row["collectivite_code"], row["region_code"]) == ("Plouézec", "22214", "53")
    assert (row["inspiree_de"], row["postes"], row["latitude"], row["cout_annuel"]) == (origin.pk, 4, 48.75, 800)
    assert row["recit"] == "Le bus : 5 < 10 Il roule. Loin. Un bus"
    assert row["difficultes"] == "Long & cher"
    assert row["publiee_le"] == "2007-11-24T10:00:00+01:00"
    assert row["confirmee_le"] == "2026-09-14"
    assert row["partenaires"] is None


def test_a_field_of_another_type_is_empty(in_csv, commune):
    EducationPageFactory(parent=commune)

    (row,) = in_csv("initiatives")

    assert (row["type"], row["partenaires"], row["lieu_nom"]) == ("education", "L'inspection académique", "")


def test_what_inspired_a_sheet_is_not_told_when_it_is_hidden(in_json, commune):
    for sheet in hidden_sheets():
        InitiativePageFactory(parent=commune, inspired_by=sheet)

    assert {row["inspiree_de"] for row in in_json("initiatives")} == {None}


def test_a_collectivity_is_told_whole(in_json, commune):
    InitiativePageFactory(parent=commune)
    CollectivityFactory(code="22220", name="Pléhédel")

    (row,) = in_json("collectivites")

    assert row["adresse"] == "http://testserver/communes/22214-plouezec/"
    assert (row["genre"], row["code"], row["nom"], row["inscrite_le"]) == ("commune", "22214", "Plouézec", "2001-05-02")
    assert (row["initiatives"], row["population"], row["codes_postaux"]) == (1, 3200, ["22470"])
    assert (row["presentation"], row["site"]) == ("Une commune de Bretagne.", "https://www.plouezec.example/")


def test_a_theme_is_told_with_the_one_that_took_its_place(in_json, commune):
    InitiativePageFactory(parent=commune, themes=[theme()])
    hidden_commune()
    merged = theme("e-administration")
    merged.retired, merged.merged_into = True, theme()
    merged.save()

    rows = {row["slug"]: row for row in in_json("themes")}

    assert rows["acces-public"]["adresse"] == "http://testserver/themes/acces-public/"
    assert (rows["acces-public"]["initiatives"], rows["acces-public"]["abandonne"]) == (1, False)
    assert (rows["e-administration"]["abandonne"], rows["e-administration"]["remplace_par"]) == (True, "acces-public")


@pytest.mark.parametrize("name", [dataset.name for dataset in DATASETS])
def test_as_many_queries_for_many_rows_as_for_few(name, commune):
    def fill(count):
        for _number in range(count):
            page = CollectivityPageFactory()
            image = {"image": CustomImageFactory(), "alt_text": "Un bus", "caption": "", "credit": "", "decorative": 0}
            place = {"parent": page, "keywords": ["wifi"], "themes": [theme()], "body": [("image", image)]}
            PublicAccessPageFactory(**place)
            award = AwardFactory(collectivity=page.collectivity)
            award.mentions.add(MentionFactory(campaign=award.campaign))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            rows = list(BY_NAME[name].rows())
        return len(rows), len(queries)

    fill(2)
    few_rows, few = asked()
    fill(10)
    many_rows, many = asked()

    assert many == few <= 5
    assert name == "themes" or many_rows == few_rows + 10
