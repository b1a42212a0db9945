"""The images that levels and labels are shared with."""

import datetime
import re

import pytest
import time_machine

from labels.models import Level, Withdrawal
from labels.palmares.social import SharedLabel, SharedLevel, SharedPalmares, shared_label, shared_level
from tests.factories import CollectivityFactory
from tests.labels.factories import AwardFactory, CampaignFactory
from tests.labels.palmares.conftest import EMBARGO, past

pytestmark = pytest.mark.django_db


def image(content: str) -> str:
    found = re.search(r'og:image" content="http://testserver(/partage/[^"]+)"', content)
    assert found
    return found[1]


def test_a_level_is_shared_with_its_own_image(client, palmares) -> None:
    address = image(client.get("/palmares/2007/?niveau=5").content.decode())
    assert address.startswith("/partage/palmares-niveau/20075/")
    card = shared_level(20_075)
    assert card
    assert card.social_card().url == address
    assert (card.name, card.total) == ("Cinq arobases", 1)


@pytest.mark.parametrize(("total", "told"), [(1, "1 collectivité distinguée"), (2, "2 collectivités distinguées")])
def test_one_is_no_plural(total: int, told: str) -> None:
    assert SharedPalmares(2007, total).social_card().place == told
    assert SharedLevel(2007, 5, "Cinq arobases", total).social_card().place == told


def test_it_is_the_same_in_every_language(client, palmares) -> None:
    french = image(client.get("/palmares/2007/?niveau=5").content.decode())
    assert image(client.get("/en/palmares/2007/?niveau=5").content.decode()) == french


@pytest.mark.parametrize("query", ["", "?niveau=5&departement=29", "?region=53", "?niveau=9"])
def test_anything_else_is_shared_with_that_of_the_year(client, palmares, query: str) -> None:
    assert image(client.get(f"/palmares/2007/{query}").content.decode()).startswith("/partage/palmares/2007/")


def test_a_level_of_another_name_keeps_it(client, palmares) -> None:
    Level.objects.filter(campaign=palmares, symbols=0).update(name="Encouragement")
    card = shared_level(20_070)
    assert card
    assert card.name == "Encouragement"
    address = image(client.get("/palmares/2007/?niveau=0").content.decode())
    assert address == card.social_card().url


@pytest.mark.parametrize("key", [20_074, 20_315, 5, 0])
def test_a_level_that_nobody_has_has_none(palmares, key: int) -> None:
    assert shared_level(key) is None


def test_a_label_carries_its_name_its_arobases_and_its_year(palmares) -> None:
    award = palmares.awards.get(entity_name="Brest")
    card = SharedLabel(award).social_card()
    assert (card.title, card.kicker, card.is_place) == ("Brest", "Finistère", True)
    assert (card.plate, card.arobases) == ("Ville Internet 2007", 5)
    mention = SharedLabel(palmares.awards.get(entity_name="Plouézec")).social_card()
    assert (mention.plate, mention.arobases) == ("Ville Internet 2007 · Mention", 0)


def test_it_keeps_the_year_it_was_given_for(palmares) -> None:
    """The image of a page follows the last palmarès; that of a label never changes."""
    earlier = palmares.awards.model.objects.get(campaign__year=2006, entity_name="Saint-Brieuc")
    assert SharedLabel(earlier).social_card().plate == "Ville Internet 2006"


def test_that_of_a_merged_commune_has_its_name(towns) -> None:
    award = AwardFactory(campaign=past(2007), collectivity=towns["mene"], entity_code="22087", entity_name="Langourla")
    assert SharedLabel(award).social_card().title == "Langourla"


def test_a_label_that_is_secret_or_taken_back_has_none(palmares) -> None:
    secret = AwardFactory(campaign=CampaignFactory(is_settled=True))
    with time_machine.travel(EMBARGO - datetime.timedelta(seconds=1), tick=False):
        assert shared_label(secret.pk) is None
    with time_machine.travel(EMBARGO, tick=False):
        assert shared_label(secret.pk)
    award = palmares.awards.get(entity_name="Brest")
    assert shared_label(award.pk)
    Withdrawal.objects.create(award=award, reason="Une erreur.")
    assert shared_label(award.pk) is None
    assert shared_label(999_999) is None


def test_the_image_of_a_label_is_drawn(client, palmares, settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    award = palmares.awards.get(entity_name="Brest")
    response = client.get(SharedLabel(award).social_card().url)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(response.streaming_content).startswith(b"\x89PNG")
    level = shared_level(20_075)
    assert level
    drawn = client.get(level.social_card().url)
    assert b"".join(drawn.streaming_content).startswith(b"\x89PNG")


def test_the_image_of_a_place_without_departement_is_drawn_too() -> None:
    award = AwardFactory(campaign=past(2007), collectivity=CollectivityFactory(intercommunal=True))
    assert SharedLabel(award).social_card().kicker == ""
