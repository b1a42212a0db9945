"""The association mends an award of the past, with a reason; nobody else does, and never one of a campaign led here."""

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from labels.models import Award, JournalEntry
from portal.models import User
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.labels.palmares.conftest import EMBARGO, past

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    given = AwardFactory(campaign=past(2007), collectivity__code="22278", collectivity__name="Saint-Brieuc")
    MentionFactory(campaign=given.campaign, name="Éducation")
    return given


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(award: Award) -> str:
    return f"/admin/labels-passes/{award.pk}/"


def typed(award: Award, **changes: object) -> dict[str, object]:
    """The form as it is opened, with what is typed in it."""
    form = client_of(UserFactory(association=True)).get(address(award)).context["form"]
    level = award.campaign.levels.get(symbols=4).pk
    initial = {"entity_name": award.entity_name, "level": level, "seen": form.initial["seen"], "reason": "Erreur."}
    return initial | changes


def test_an_award_is_corrected_and_the_journal_says_why(association, award) -> None:
    client = client_of(association)
    mention = award.campaign.mentions.get()
    answer = client.post(address(award), typed(award, mentions=[mention.pk], reason="La presse disait quatre."))
    assert answer.status_code == 302
    award.refresh_from_db()
    assert (award.level.symbols, list(award.mentions.all())) == (4, [mention])
    entry = JournalEntry.objects.get(action="award_corrected")
    assert (entry.campaign, entry.by, entry.account) == (award.campaign, "association", association.pk)
    assert entry.reason == (
        "Saint-Brieuc, Trois arobases → Saint-Brieuc, Quatre arobases, Éducation : La presse disait quatre."
    )
    assert "Quatre arobases" in client.get("/palmares/2007/").content.decode()


def test_without_a_reason_nothing_changes_and_nothing_is_lost(association, award) -> None:
    answer = client_of(association).post(address(award), typed(award, entity_name="St-Brieuc", reason=" "))
    assert answer.status_code == 422
    assert "Dites pourquoi" in answer.content.decode()
    assert 'value="St-Brieuc"' in answer.content.decode()
    assert Award.objects.get().level.symbols == 3
    assert not JournalEntry.objects.exists()


def test_who_corrects_after_another_reads_it_again_first(association, award) -> None:
    client, first, second = client_of(association), typed(award), typed(award, is_honorary="on")
    assert client.post(address(award), first).status_code == 302
    answer = client.post(address(award), second)
    assert answer.status_code == 422
    assert "Quelqu’un l’a corrigé entre-temps" in answer.content.decode()
    assert not Award.objects.get().is_honorary
    again = second | {"seen": answer.context["form"].data["seen"]}
    assert client.post(address(award), again).status_code == 302
    assert Award.objects.get().is_honorary


def test_a_level_of_another_year_is_refused(association, award) -> None:
    other = past(2006).levels.get(symbols=5)
    assert client_of(association).post(address(award), typed(award, level=other.pk)).status_code == 422


def test_sending_what_is_there_writes_nothing(association, award) -> None:
    same = typed(award, level=award.level_id)
    answer = client_of(association).post(address(award), same, follow=True)
    assert "Rien n’a changé" in answer.text
    assert "Le label est corrigé" not in answer.text
    assert not JournalEntry.objects.exists()


def test_a_campaign_led_here_is_never_corrected_by_hand(association) -> None:
    award = AwardFactory(campaign=CampaignFactory(year=2027, is_settled=True))
    with time_machine.travel(EMBARGO, tick=False):
        assert client_of(association).get(address(award)).status_code == 404
        assert award.entity_name not in client_of(association).get("/admin/labels-passes/").content.decode()


def test_nobody_corrects_the_label_of_her_own_commune(association, award) -> None:
    form = typed(award)
    MembershipFactory(user=association, collectivity=award.collectivity)
    client = client_of(association)
    for answer in (client.get(address(award)), client.post(address(award), form)):
        assert "Vous êtes de l’équipe de cette collectivité" in answer.text
        assert 'name="reason"' not in answer.text
    assert Award.objects.get().level.symbols == 3


def test_nobody_but_the_association_sees_or_corrects(member, award) -> None:
    for client in (client_of(member), client_of(UserFactory())):
        for path in ("/admin/labels-passes/", address(award)):
            assert client.get(path).status_code in {302, 403}
        client.post(address(award), {"reason": "x"})
    assert Award.objects.get().level.symbols == 3


@pytest.mark.parametrize(("words", "is_found"), [("brieuc", True), ("22278", True), ("xylophone", False)])
def test_an_award_is_looked_for_by_name_or_code(association, award, words: str, is_found: bool) -> None:
    page = client_of(association).get("/admin/labels-passes/", {"q": words}).content.decode()
    assert (address(award) in page) is is_found


def test_the_list_is_in_the_order_of_a_dictionary(association, award) -> None:
    for name in ("Épinal", "Zuydcoote", "Essonnes"):
        AwardFactory(campaign=award.campaign, collectivity__name=name)
    page = client_of(association).get("/admin/labels-passes/").content.decode()
    names = ("Épinal", "Essonnes", "Saint-Brieuc", "Zuydcoote")
    assert sorted(names, key=page.index) == list(names)


def test_the_list_takes_as_many_queries_for_many_as_for_few(association, award) -> None:
    client = client_of(association)

    def asked() -> int:
        client.get("/admin/labels-passes/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/labels-passes/").status_code == 200
        return len(queries)

    few = asked()
    for number in range(40):
        AwardFactory(campaign=award.campaign, symbols=number % 6)
    assert asked() == few
