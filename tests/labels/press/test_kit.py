"""What the press kit says, and the document that is made of it."""

import io
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from labels.models import Campaign
from labels.palmares.settled import Settled, published_palmares, settled_palmares
from labels.press.kit import Kit, kit_of, territories_of
from labels.press.store import kept, make
from tests.labels.ceremony.conftest import EMBARGO, MINUTE, SECRET
from tests.labels.factories import AwardFactory, CampaignFactory
from tests.labels.palmares.conftest import past, towns  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
HENNEBONT = "en progrès (mention en 2007) ; hors concours ; Logiciel libre"
HOSTILE = '#panic("x") *gras* <etiquette> @renvoi'


@pytest.fixture
def palmares(settled: Campaign) -> Settled:
    """The one that is public, a minute after its second."""
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        found = published_palmares(2027)
        assert found
        return found


@pytest.fixture
def secret(settled: Campaign) -> Settled:
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        assert published_palmares(2027) is None
        found = settled_palmares(2027)
        assert found
        return found


def kit(palmares: Settled, territory: str = "france", contact: str = "") -> Kit:
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        found = kit_of(palmares, territory, contact)
        assert found
        return found


def embargoed_kit(palmares: Settled, territory: str = "france") -> Kit:
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        found = kit_of(palmares, territory, "")
        assert found
        return found


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def reader(made: Kit) -> PdfReader:
    return PdfReader(io.BytesIO(make(made).read_bytes()))


def pages(made: Kit) -> list[str]:
    return [plain(page.extract_text()).replace("\n", " ") for page in reader(made).pages]


def lines(made: Kit) -> list[tuple[str, list[str]]]:
    return [
        (plain(level["title"]), [f"{line['name']} | {plain(line['told'])}" for line in level["lines"]])
        for level in made.data["levels"]
    ]


def test_france_lists_everybody_from_the_highest_level(palmares: Settled) -> None:
    assert lines(kit(palmares)) == [
        ("Cinq arobases (1)", ["Zuydcoote | Nord, Hauts-de-France, 1 600 habitants ; première fois"]),
        ("Une arobase (1)", [f"Hennebont | Morbihan, Bretagne, 15 900 habitants ; {HENNEBONT}"]),
    ]


def test_a_region_lists_its_own(palmares: Settled) -> None:
    made = kit(palmares, "bretagne")
    assert [title for title, _lines in lines(made)] == ["Une arobase (1)"]
    assert lines(made)[0][1][0].startswith("Hennebont | Morbihan, 15 900 habitants ;")
    assert made.data["where"] == "Bretagne"


def test_its_figures_are_those_of_the_territory(palmares: Settled) -> None:
    def figures(territory: str) -> dict[str, str]:
        return {one["name"]: plain(one["value"]) for one in kit(palmares, territory).data["figures"]}

    assert figures("france") == {
        "Collectivités distinguées": "2",
        "Pour la première fois": "1",
        "En progrès": "1",
        "La plus petite": "Zuydcoote, 1 600 habitants",
        "La plus grande": "Hennebont, 15 900 habitants",
    }
    assert figures("bretagne") == {"Collectivités distinguées": "1", "En progrès": "1"}


def test_only_territories_with_a_laureate_are_proposed(palmares: Settled) -> None:
    assert [(one.slug, one.total) for one in territories_of(palmares.laureates)] == [
        ("france", 2), ("bretagne", 1), ("hauts-de-france", 1),
    ]  # fmt: skip
    assert kit_of(palmares, "corse", "") is None
    assert kit_of(palmares, "", "") is None


def test_a_commune_that_merged_keeps_its_name(towns: Any) -> None:  # noqa: F811
    AwardFactory(campaign=past(2007), collectivity=towns["mene"], entity_code="22087", entity_name="Langourla")
    found = published_palmares(2007)
    assert found
    assert lines(kit(found))[0][1][0].startswith("Langourla | aujourd’hui Le Mené, Côtes-d’Armor")


def test_the_document_says_it_all_as_text(palmares: Settled) -> None:
    (page,) = pages(kit(palmares, contact="presse@villes-internet.example"))
    for told in (SECRET, "Cinq arobases (1)", "première fois", "en progrès", "Hôtel de ville de Rennes",
                 "presse@villes-internet.example", "Licence Ouverte 2.0", "/palmares/2027/"):  # fmt: skip
        assert told in page, told
    assert "embargo" not in page


def test_it_is_tagged_titled_and_in_french(palmares: Settled) -> None:
    read = reader(kit(palmares))
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fr", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert read.metadata
    assert plain(str(read.metadata.title)) == "Le palmarès 2027 du label Ville Internet : Toute la France"


def test_under_embargo_every_page_says_so(settled: Campaign, secret: Settled) -> None:
    for number in range(90):
        AwardFactory(campaign=settled, symbols=number % 6)
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        many = settled_palmares(2027)
    assert many
    told = pages(embargoed_kit(many))
    assert len(told) > 1
    assert all("Sous embargo jusqu’au 4 février 2027 à 18 h 30" in page for page in told)
    assert "Licence Ouverte" not in "".join(told)


def test_the_name_of_the_file_tells_the_year_the_place_and_the_embargo(palmares: Settled, secret: Settled) -> None:
    assert embargoed_kit(secret).name == "dossier-de-presse-2027-france-sous-embargo"
    assert kit(palmares, "bretagne").name == "dossier-de-presse-2027-bretagne"


def test_what_somebody_wrote_is_never_markup() -> None:
    AwardFactory(campaign=CampaignFactory(year=2007, is_past=True), entity_name=HOSTILE)
    found = published_palmares(2007)
    assert found
    assert HOSTILE in pages(kit(found))[0]


def test_a_document_is_kept_until_what_it_says_changes(settled: Campaign, palmares: Settled) -> None:
    first = kit(palmares, "bretagne")
    assert kept(first) is None
    path = make(first)
    assert kept(first) == path
    settled.awards.filter(collectivity__code="56083").update(entity_name="Henbont")
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        changed = published_palmares(2027)
    assert changed
    assert kept(kit(changed, "bretagne")) is None
    make(kit(changed, "bretagne"))
    assert not path.exists()


def test_the_embargoed_document_and_the_public_one_are_two_files(palmares: Settled, secret: Settled) -> None:
    under_embargo = make(embargoed_kit(secret))
    assert kept(kit(palmares)) is None
    assert make(kit(palmares)) != under_embargo
