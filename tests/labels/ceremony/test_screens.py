"""« Cérémonie » in the admin: who opens it, what it shows before and after the embargo, what the file holds."""

import csv
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.users.models import UserProfile

import collectivities
from collectivities.models import Collectivity
from collectivities.names import fold
from labels.ceremony.rehearsal import rehearsal_cards
from labels.enums import DossierState
from labels.models import Campaign
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.ceremony.conftest import EMBARGO, MINUTE, SECRET, with_photo
from tests.labels.factories import AwardFactory, CampaignFactory, DecisionFactory, DossierFactory, JurorFactory
from tests.portal.test_html import problems_of

pytestmark = pytest.mark.django_db
INDEX, STAGE = "/admin/ceremonie/", "/admin/ceremonie/2027/"
FILE, ORDER = f"{STAGE}fichier/", f"{STAGE}conducteur/"
PRESS = f"{STAGE}presse/france/"
COMMUNES = Path(collectivities.__file__).parent / "data" / "communes.csv.gz"
REHEARSAL = "/admin/ceremonie/repetition/"
TELLING = (INDEX, STAGE, FILE, ORDER, PRESS)


def text(answer: Any) -> str:
    """Without markup, with plain spaces."""
    words = re.sub(r"<[^>]*>", " ", answer.content.decode()).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", words)


@pytest.fixture
def client(association: Any, client_of: Any) -> Client:
    signed_in: Client = client_of(association)
    return signed_in


@pytest.mark.usefixtures("before")
class TestRights:
    @pytest.mark.parametrize("role", ["anonymous", "nobody", "member", "other", "contributor", "juror"])
    @pytest.mark.parametrize("address", [*TELLING, REHEARSAL, f"{REHEARSAL}fichier/"])
    def test_nobody_but_the_association_opens_it(
        self, role: str, address: str, member: Any, other_member: Any, client_of: Any
    ) -> None:
        users = {"nobody": UserFactory, "member": lambda: member, "other": lambda: other_member,
                 "contributor": lambda: _contributor(member), "juror": lambda: JurorFactory().user}  # fmt: skip
        answer = (client_of(users[role]()) if role in users else Client()).get(address)
        assert answer.status_code in {302, 403}
        assert SECRET not in answer.content.decode()
        assert answer.get("Location", "").startswith("/connexion/") or answer.status_code == 403

    @pytest.mark.parametrize("address", [INDEX, STAGE, FILE, ORDER, REHEARSAL, f"{REHEARSAL}fichier/"])
    def test_the_association_and_the_technical_team_do(self, address: str, client: Client, superuser: Any) -> None:
        other = Client()
        other.force_login(superuser)
        assert (client.get(address).status_code, other.get(address).status_code) == (200, 200)

    @pytest.mark.parametrize("address", TELLING[1:])
    def test_a_right_on_awards_is_not_enough(self, address: str, client_of: Any) -> None:
        """Another group of the admin may one day read awards: what is under embargo stays the association's."""
        user = UserFactory()
        user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_award"]))
        answer = client_of(user).get(address)
        assert answer.status_code in {302, 403}
        assert SECRET not in answer.content.decode()

    @pytest.mark.parametrize("address", TELLING)
    def test_it_changes_nothing_and_takes_no_form(self, address: str, client: Client) -> None:
        assert client.post(address).status_code == 405

    @pytest.mark.parametrize("address", [STAGE, FILE, ORDER, REHEARSAL])
    def test_no_cache_keeps_it(self, address: str, client: Client) -> None:
        assert {"private", "no-store"} <= set(client.get(address).headers["Cache-Control"].split(", "))


def _contributor(member: Any) -> Any:
    return MembershipFactory(collectivity=member.membership.collectivity, role="contributor").user


@pytest.mark.usefixtures("before")
class TestIndex:
    def test_it_says_until_when_the_embargo_holds(self, client: Client) -> None:
        page = text(client.get(INDEX))
        assert "Sous embargo jusqu’au 4 février 2027 à 18:30" in page or "18 h 30" in page
        assert "Dossier de presse" in page
        assert "Bretagne (PDF)" in page

    def test_another_year_is_chosen(self, client: Client) -> None:
        page = text(client.get(f"{INDEX}?millesime=2007"))
        assert "Public depuis le 4 décembre 2006" in page

    @pytest.mark.parametrize("asked", ["2031", "x", "", "%00"])
    def test_one_that_is_not_there_is_the_last(self, client: Client, asked: str) -> None:
        assert "Le palmarès 2027" in text(client.get(f"{INDEX}?millesime={asked}"))

    def test_it_stands_in_the_menu_of_the_label(self, client: Client) -> None:
        assert "/admin/ceremonie/" in client.get("/admin/").content.decode()


def test_without_a_settled_palmares_one_may_still_rehearse(client: Client) -> None:
    CampaignFactory()
    page = text(client.get(INDEX))
    assert "Aucun palmarès n’est arrêté" in page
    assert "Répéter" in page
    for address in TELLING[1:]:
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("before")
class TestStage:
    def test_it_shows_everybody_from_the_lowest_level(self, client: Client) -> None:
        content = client.get(STAGE).content.decode()
        names = re.findall(r'<section class="slide card[^>]*data-said="([^"]*)"', content)
        assert names == ["Hennebont, Morbihan : Une arobase, Logiciel libre", f"{SECRET}, Nord : Cinq arobases"]
        counters = re.findall(r'<section class="slide card[^>]*data-counter="([^"]*)"', content)
        assert counters == ["Une arobase · 1 sur 1", "Cinq arobases · 1 sur 1"]

    def test_or_region_by_region(self, client: Client) -> None:
        content = client.get(f"{STAGE}?ordre=region").content.decode()
        assert re.findall(r'<section class="slide card[^>]*data-counter="([^"]*)"', content) == [
            "Bretagne · 1 sur 1",
            "Hauts-de-France · 1 sur 1",
        ]

    @pytest.mark.parametrize(("asked", "closed"), [("", 2), ("groupe", 2), ("une", 2), ("x", 2)])
    def test_envelopes_are_chosen(self, client: Client, asked: str, closed: int) -> None:
        content = client.get(f"{STAGE}?enveloppes={asked}").content.decode()
        assert content.count('class="slide closed"') == closed
        assert content.count('class="slide opening"') == (2 if asked == "groupe" else 4)

    def test_an_envelope_names_nobody(self, client: Client) -> None:
        content = client.get(STAGE).content.decode()
        for closed in re.findall(r'<section class="slide closed".*?</section>', content, re.DOTALL):
            assert SECRET not in closed
            assert "Hennebont" not in closed

    def test_it_is_in_french_whatever_the_language_of_who_opens_it(self, client: Client, association: Any) -> None:
        UserProfile.objects.update_or_create(user=association, defaults={"preferred_language": "en"})
        assert "Une arobase" in text(client.get(STAGE))

    def test_it_lets_nothing_run_but_its_script(self, client: Client) -> None:
        answer = client.get(STAGE)
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert policy.startswith("default-src 'none'")
        content = answer.content.decode()
        assert "style=" not in content
        assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=", content)

    def test_the_photo_and_the_line_of_a_page_are_shown(self, client: Client) -> None:
        with_photo("56083", summary="Un lieu d’accès ouvert à tous. " * 6)
        content = client.get(STAGE).content.decode()
        assert re.search(r'<img src="/media/images/56083[^"]*\.webp" alt=""', content)
        line = re.search(r'class="why-line">([^<]*)<', content)
        assert line
        assert len(line[1]) <= 120

    def test_the_words_of_the_jury_go_before_those_of_the_page(self, client: Client, settled: Campaign) -> None:
        with_photo("56083", summary="Un lieu d’accès ouvert à tous.")
        award = settled.awards.get(collectivity__code="56083")
        dossier = DossierFactory(campaign=settled, collectivity=award.collectivity, state=DossierState.LABELLED)
        DecisionFactory(dossier=dossier, opinion="Chaque habitant sait où il est.\n\nLa suite est pour la commune.")
        content = text(client.get(STAGE))
        assert "« Chaque habitant sait où il est. »" in content
        assert "Un lieu d’accès" not in content
        assert "La suite est pour la commune" not in content

    def test_what_is_a_draft_or_private_is_not(self, client: Client) -> None:
        page = with_photo("56083", summary="Rien de public.")
        page.live = False
        page.save()
        content = client.get(STAGE).content.decode()
        assert "<img" not in content
        assert "Rien de public" not in content

    def test_a_commune_that_merged_has_no_photo_of_the_new_one(self, client: Client, settled: Campaign) -> None:
        with_photo("22046", summary="La commune nouvelle.")
        town = Collectivity.objects.get(code="22046")
        AwardFactory(campaign=settled, collectivity=town, entity_code="22087", entity_name="Langourla")
        content = client.get(STAGE).content.decode()
        assert "Langourla" in content
        assert "La commune nouvelle" not in content

    def test_the_running_order_has_a_line_and_a_box_for_each(self, client: Client) -> None:
        content = client.get(ORDER).content.decode()
        assert content.count('class="tick"') == 2
        assert "Sous embargo" in content
        assert re.search(r"<td>2</td><th scope=\"row\">Zuydcoote", content)

    def test_afterwards_it_is_the_same_without_the_warning(self, client: Client) -> None:
        with time_machine.travel(EMBARGO + MINUTE, tick=False):
            page = text(client.get(STAGE))
        assert SECRET in page
        assert "Sous embargo" not in page


@pytest.mark.usefixtures("before")
class TestFile:
    def test_it_needs_nothing_beside_it(self, client: Client) -> None:
        with_photo("56083")
        answer = client.get(FILE)
        content = answer.content.decode()
        assert answer.headers["Content-Disposition"] == 'attachment; filename="ceremonie-2027.html"'
        assert not re.search(r'(?:src|href)="(?!data:|#)', content)
        assert 'url("data:font/woff2;base64,' in content
        assert 'src="data:image/webp;base64,' in content

    def test_a_browser_runs_its_script_and_no_other(self, client: Client) -> None:
        content = client.get(FILE).content.decode()
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', content)
        assert policy
        assert "unsafe" not in policy[1]
        assert "sha256-" in policy[1]

    def test_a_photo_that_is_lost_is_told_by_the_stage(self, client: Client) -> None:
        page = with_photo("56083")
        default_storage.delete(type(page.image).objects.get(pk=page.image_id).sources["webp"]["800"])
        assert 'src="data:,"' in client.get(FILE).content.decode()

    def test_it_is_light(self, client: Client) -> None:
        """Without photos: a USB stick of any age will do."""
        assert len(gzip.compress(client.get(FILE).content)) < 120_000


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("address", [REHEARSAL, f"{REHEARSAL}fichier/"])
def test_a_rehearsal_tells_nothing_of_a_palmares(client: Client, address: str) -> None:
    content = client.get(address).content.decode()
    assert content.count('class="slide card') == len(rehearsal_cards()) >= 10
    for told in (SECRET, "Hennebont", "2027", "4 février", "Rennes", "Sous embargo"):
        assert told not in content


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("address", [STAGE, ORDER, REHEARSAL])
def test_its_html_is_valid(client: Client, address: str) -> None:
    """Of the titles of the stage, one is shown at a time."""
    with_photo("56083")
    problems = problems_of(client.get(address).content.decode())
    assert [problem for problem in problems if not problem.endswith(" h1")] == []


def test_the_collectivites_of_a_rehearsal_do_not_exist() -> None:
    with gzip.open(COMMUNES, "rt", encoding="utf-8") as file:
        known = {fold(row["nom"]) for row in csv.DictReader(file)}
    assert len(known) > 30_000
    assert not {fold(card.name) for card in rehearsal_cards()} & known


@pytest.mark.parametrize("address", [INDEX, STAGE, FILE, ORDER])
def test_it_takes_as_many_queries_for_many_as_for_few(client: Client, settled: Campaign, address: str) -> None:
    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            assert client.get(address).status_code == 200
        return len(context)

    few = asked()
    for number in range(30):
        AwardFactory(campaign=settled, collectivity=CollectivityFactory(), symbols=number % 6)
    with_photo("29019")
    AwardFactory(campaign=settled, collectivity=Collectivity.objects.get(code="29019"))
    cache.clear()
    assert asked() == few <= 20
