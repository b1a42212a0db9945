"""``/verifier/``: what a citizen is told of a label."""

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from labels.models import Award, Withdrawal
from labels.proof import codes
from labels.proof.addresses import proof_address
from labels.proof.finding import GUESSES
from labels.proof.public import READINGS
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.labels.proof.conftest import AFTER, BEFORE

pytestmark = pytest.mark.django_db
UNKNOWN = "/verifier/7k4xh-w2j8f/"


def text_of(answer: Any) -> str:
    return answer.content.decode().replace("\u00a0", " ")


def test_the_page_says_to_whom_what_when_and_until_when(client: Client, award: Award) -> None:
    award.mentions.add(MentionFactory(campaign=award.campaign, name="logiciel libre"))
    page = text_of(client.get(proof_address(award)))
    for said in (
        "Ce label est authentique et en cours de validité", "Le Mené", "Ville Internet 2027", "Quatre arobases",
        "Mention logiciel libre", "remis le 4 février 2027", "jusqu’à la prochaine remise des labels",
        "Au plus tard, jusqu’au 4 février 2029", codes.shown(award.code), award.collectivity.get_absolute_url(),
    ):  # fmt: skip
        assert said in page, said


def test_the_level_is_said_in_the_language_of_the_reader(client: Client, award: Award) -> None:
    page = text_of(client.get(f"/en{proof_address(award)}"))
    for said in ("Le Mené, Ville Internet label 2027, four at signs", "Four at signs"):
        assert said in page, said
    assert "uatre arobases" not in page


def test_the_following_ceremony_ends_it_to_the_second(client: Client, award: Award) -> None:
    following = CampaignFactory(is_past=True, year=2028)
    address = proof_address(award)
    second = following.embargo_until.timestamp()
    with time_machine.travel(second - 1, tick=False):
        assert "en cours de validité" in text_of(client.get(address))
    with time_machine.travel(second, tick=False):
        page = text_of(client.get(address))
    assert "son millésime est passé" in page
    assert "Il valait jusqu’au 4 décembre 2027" in page


def test_the_campaign_may_say_until_when(client: Client, award: Award) -> None:
    type(award.campaign).objects.filter(pk=award.campaign_id).update(valid_until=AFTER.replace(year=2028))
    assert "Il vaut jusqu’au 4 février 2028" in text_of(client.get(proof_address(award)))


def test_without_another_edition_it_ends_after_two_years(client: Client, award: Award) -> None:
    with time_machine.travel(AFTER.replace(year=2029), tick=False):
        assert "son millésime est passé" in text_of(client.get(proof_address(award)))


def test_a_label_that_was_withdrawn_says_so_and_why(client: Client, award: Award) -> None:
    Withdrawal.objects.create(award=award, reason="Le dossier était celui d’une autre commune.")
    page = text_of(client.get(proof_address(award)))
    assert "Ce label a été retiré" in page
    assert "celui d’une autre commune" in page


def test_a_label_of_a_commune_that_was_merged_keeps_its_name(client: Client, award: Award) -> None:
    merged = AwardFactory(collectivity=award.collectivity, entity_code="22099", entity_name="Langourla", symbols=2)
    page = text_of(client.get(proof_address(merged)))
    assert "Langourla" in page
    assert "Elle fait partie aujourd’hui de Le Mené" in page


def test_a_mention_has_no_arobase(client: Client, award: Award) -> None:
    page = text_of(client.get(proof_address(AwardFactory(collectivity=award.collectivity, symbols=0))))
    assert "Mention" in page
    assert 'class="ats"' not in page


def test_under_embargo_it_is_like_a_code_that_nobody_has(client: Client, embargoed: Award) -> None:
    with time_machine.travel(BEFORE, tick=False):
        with CaptureQueriesContext(connection) as of_embargoed:
            hidden = client.get(proof_address(embargoed))
        with CaptureQueriesContext(connection) as of_unknown:
            unknown = client.get(UNKNOWN)
    shown = codes.in_address(embargoed.code)
    assert hidden.status_code == unknown.status_code == 404
    assert text_of(hidden).replace(shown, "x") == text_of(unknown).replace("7k4xh-w2j8f", "x")
    assert dict(hidden.headers) | {"Content-Length": ""} == dict(unknown.headers) | {"Content-Length": ""}
    sql = [query["sql"].replace(embargoed.code, "x") for query in of_embargoed if "labels_" in query["sql"]]
    assert sql == [query["sql"].replace("7K4XHW2J8F", "x") for query in of_unknown if "labels_" in query["sql"]]


@pytest.mark.parametrize("typed", ["upper", "spaced", "joined"])
def test_the_form_leads_to_the_page_however_the_code_is_typed(client: Client, award: Award, typed: str) -> None:
    spelled = {"upper": award.code, "spaced": f" {award.code[:5]} {award.code[5:]}", "joined": award.code.lower()}
    answer = client.get("/verifier/", {"code": spelled[typed]})
    assert (answer.status_code, answer.headers["Location"]) == (302, proof_address(award))


def test_the_form_says_the_same_of_an_unknown_and_of_an_embargoed_code(client: Client, embargoed: Award) -> None:
    with time_machine.travel(BEFORE, tick=False):
        for code in (embargoed.code, "7K4XHW2J8F"):
            assert client.get("/verifier/", {"code": code}).status_code == 302
            assert client.get("/verifier/", {"code": code}, follow=True).status_code == 404


def test_what_is_no_code_is_refused_with_what_was_typed(client: Client) -> None:
    answer = client.get("/verifier/", {"code": "bonjour"})
    assert answer.status_code == 422
    assert 'value="bonjour"' in text_of(answer)
    assert "il a dix lettres et chiffres" in text_of(answer)


def test_a_code_that_nobody_has_is_shown_as_it_was_typed(client: Client) -> None:
    answer = client.get("/verifier/", {"code": "zzzzz zzzzz"}, follow=True)
    assert answer.status_code == 404
    assert 'value="zzzzz-zzzzz"' in text_of(answer)


def test_another_spelling_of_the_address_leads_to_the_one(client: Client, award: Award) -> None:
    answer = client.get(f"/verifier/{award.code}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, proof_address(award))


def test_who_guesses_is_asked_to_wait_and_real_codes_still_answer(client: Client, award: Award) -> None:
    cache.clear()
    # Within one minute, however slow the machine.
    with time_machine.travel(timezone.now(), tick=False):
        for _number in range(int(GUESSES.partition("/")[0])):
            assert client.get(UNKNOWN).status_code == 404
        assert client.get(UNKNOWN).status_code == 429
        assert client.get(proof_address(award)).status_code == 200


def test_who_types_too_many_codes_is_asked_to_wait(client: Client) -> None:
    cache.clear()
    with time_machine.travel(timezone.now(), tick=False):
        for _number in range(int(READINGS.partition("/")[0])):
            assert client.get("/verifier/", {"code": "bonjour"}).status_code == 422
        assert client.get("/verifier/", {"code": "bonjour"}).status_code == 429
        assert client.get("/verifier/").status_code == 200


def test_a_programme_is_led_to_the_signed_badge(client: Client, award: Award) -> None:
    address = proof_address(award)
    for accepted in ("application/vc+ld+json", "application/json", "application/ld+json;q=1, text/html;q=0.5"):
        answer = client.get(address, headers={"accept": accepted})
        assert (accepted, answer.status_code) == (accepted, 302)
        assert answer.headers["Location"].endswith("/badge.json")
    for accepted in ("text/html", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"):
        answer = client.get(address, headers={"accept": accepted})
        assert (accepted, answer.status_code) == (accepted, 200)
        assert "Accept" in answer.headers["Vary"]
        assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", ["en", "br"])
def test_it_is_read_in_the_other_languages(client: Client, award: Award, language: str) -> None:
    assert client.get(f"/{language}{proof_address(award)}").status_code == 200
    assert client.get(f"/{language}/verifier/").status_code == 200


@pytest.mark.parametrize("others", [0, 12])
def test_the_page_takes_as_many_queries_whatever_there_is(client: Client, award: Award, others: int) -> None:
    for year in range(2000, 2000 + others):
        AwardFactory(collectivity=award.collectivity, campaign=CampaignFactory(is_past=True, year=year), symbols=2)
    client.get("/verifier/")
    with CaptureQueriesContext(connection) as queries:
        client.get(proof_address(award))
    assert len([query for query in queries if "labels_" in query["sql"]]) == 3
    assert len(queries) < 12
