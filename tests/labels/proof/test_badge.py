"""The badge: an image that tells the truth of today."""

import io
import re
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from PIL import Image

from labels.models import Award, Withdrawal
from labels.proof.addresses import badge_address
from labels.proof.badge import PAST, WORN
from labels.proof.lettering import HEAVY, line, width
from tests.labels.factories import AwardFactory, CampaignFactory
from tests.labels.proof.conftest import AFTER

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def title_of(answer) -> str:
    return ElementTree.fromstring(answer.content).find(f"{SVG}title").text


def test_the_badge_says_itself_in_words_and_loads_nothing(client: Client, award: Award) -> None:
    answer = client.get(badge_address(award))
    text = answer.content.decode()
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert title_of(answer) == "Le Mené, label Ville Internet 2027, quatre arobases"
    assert text.count("<circle") == 4
    assert WORN["plate"] in text
    for absent in ("<text", "<script", "<style", "style=", "href", "url("):
        assert absent not in text
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]


def test_it_turns_grey_to_the_second_and_says_it_in_words(client: Client, award: Award) -> None:
    following = CampaignFactory(is_past=True, year=2028).embargo_until.timestamp()
    with time_machine.travel(following - 1, tick=False):
        worn = client.get(badge_address(award))
    with time_machine.travel(following, tick=False):
        past = client.get(badge_address(award))
    assert WORN["plate"] in worn.content.decode()
    assert PAST["plate"] in past.content.decode()
    assert title_of(past) == "Le Mené, label Ville Internet 2027, quatre arobases, millésime passé"
    assert worn.headers["Cache-Control"] == "public, max-age=1"
    assert worn.headers["ETag"] != past.headers["ETag"]


def test_a_withdrawn_one_says_so(client: Client, award: Award) -> None:
    Withdrawal.objects.create(award=award, reason="Erreur.")
    answer = client.get(badge_address(award))
    assert title_of(answer).endswith("label retiré")
    assert PAST["plate"] in answer.content.decode()


def test_a_browser_that_has_it_is_not_sent_it_again(client: Client, award: Award) -> None:
    etag = client.get(badge_address(award)).headers["ETag"]
    assert client.get(badge_address(award), headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("asked", [240, 480, 960])
def test_the_picture_has_the_width_that_is_asked_for(client: Client, award: Award, asked: int) -> None:
    answer = client.get(badge_address(award, "png", asked))
    picture = Image.open(io.BytesIO(answer.content))
    assert (answer.headers["Content-Type"], picture.width) == ("image/png", asked)
    assert picture.getpixel((0, picture.height - 1))[3] == 0


@pytest.mark.parametrize("asked", ["1", "99999", "-1", "abc", ""])
def test_no_other_width_is_drawn(client: Client, award: Award, asked: str) -> None:
    assert client.get(f"{badge_address(award, 'png')}?largeur={asked}").status_code == 404


def test_a_name_is_escaped_and_a_long_one_is_set_smaller(client: Client, award: Award) -> None:
    hostile = AwardFactory(entity_name='<script>"&', symbols=1)
    assert title_of(client.get(badge_address(hostile))).startswith('<script>"&')
    long = AwardFactory(entity_name="Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson", symbols=5)
    found = re.search(r'viewBox="0 0 (\d+)', client.get(badge_address(long)).content.decode())
    assert found
    assert int(found[1]) < 620


def test_letters_are_outlines_with_their_accents() -> None:
    assert line("É", HEAVY, 40, 0, 0).path != line("E", HEAVY, 40, 0, 0).path
    assert width("AV", HEAVY, 1_000) < width("A", HEAVY, 1_000) + width("V", HEAVY, 1_000)
    # A letter that the font has not stands without its accent, and a sign that is none of French as a hyphen.
    assert line("Ẁ", HEAVY, 40, 0, 0).path == line("W", HEAVY, 40, 0, 0).path
    assert line("語", HEAVY, 40, 0, 0).path == line("-", HEAVY, 40, 0, 0).path


def test_what_is_kept_is_kept_ten_minutes_at_most(client: Client, award: Award) -> None:
    with time_machine.travel(AFTER.replace(month=6), tick=False):
        assert client.get(badge_address(award)).headers["Cache-Control"] == "public, max-age=600"
