"""A dossier is begun once, on the questionnaire of its class; when it cannot be, the page says why."""

import datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labels.campaigns.content import read
from labels.campaigns.starting import start as start_campaign
from labels.enums import DossierPath
from labels.models import Answer, Dossier
from labels.writing.starting import offers, start
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import CollectivityFactory
from tests.labels.factories import (
    CLOSES,
    OPENS,
    CampaignFactory,
    DossierFactory,
    ErratumFactory,
    MentionFactory,
    QuestionnaireFactory,
)
from tests.labels.writing.conftest import HOME, VOICE, Asking, sent

DOSSIERS = "/espace/communes/22046/dossier/"
START = f"{DOSSIERS}commencer/"


def opened(client: Any, address: str = DOSSIERS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    text: str = response.text.replace("\xa0", " ")
    return text


@pytest.mark.django_db
class TestBeginning:
    def test_the_questionnaire_is_explained_and_the_paths_are_offered(self, member_client: Any, asked: Asking) -> None:
        page = opened(member_client)
        assert "pour les communes de moins de 3 500 habitants. La vôtre en compte 3 200." in page
        assert "Clôture le 12 novembre 2026 à 23 h 59." in page
        assert "6 questions, environ 5 minutes." in page
        assert "7 questions, environ 10 minutes." in page

    def test_a_path_is_as_long_as_its_public_page_says(self) -> None:
        for whole in read(start_campaign(2027)):
            told = {one.path: (one.questions, one.minutes) for one in offers(whole.questionnaire)}
            assert told == {path: (size.questions, size.minutes) for path, size in whole.sizes}

    def test_two_clicks_make_one(self, member: Any, post: Any, asked: Asking) -> None:
        for _ in range(2):
            response = post(member, START, parcours="full")
            assert response.headers["Location"] == HOME
        dossier = Dossier.objects.get()
        assert (dossier.path, dossier.questionnaire) == (DossierPath.FULL, asked.questionnaire)

    def test_a_contributor_begins_too(self, dossier: Dossier, colleague: Any, post: Any) -> None:
        dossier.delete()
        assert post(colleague.user, START, parcours="short").status_code == 302
        assert Dossier.objects.count() == 1

    @pytest.mark.parametrize("path", ["", "long"])
    def test_a_path_that_does_not_exist_is_refused(self, member: Any, post: Any, asked: Asking, path: str) -> None:
        response = post(member, START, parcours=path)
        assert response.status_code == 422
        assert "Choisissez un parcours." in response.text
        assert not Dossier.objects.exists()

    @pytest.mark.parametrize(
        ("day", "said"),
        [
            (CLOSES + datetime.timedelta(minutes=16), "closes depuis le 12 novembre 2026 à 23 h 59"),
            (CLOSES + datetime.timedelta(days=60), "closes depuis le"),
        ],
    )
    def test_outside_of_the_calendar_it_says_when(
        self, member: Any, client_of: Any, asked: Asking, day: datetime.datetime, said: str
    ) -> None:
        with time_machine.travel(day, tick=False):
            client = client_of(member)
            assert said in opened(client)
            refused = client.post(START, {"parcours": "short"})
        assert refused.status_code == 409
        assert not Dossier.objects.exists()

    def test_before_the_first_call_nothing_is_offered(self, member: Any, client_of: Any, asked: Asking) -> None:
        with time_machine.travel(OPENS - datetime.timedelta(days=1), tick=False):
            client = client_of(member)
            assert "pas encore lancé d’appel" in opened(client)
            assert client.post(START, {"parcours": "short"}).status_code == 409

    def test_without_a_questionnaire_it_says_so(self, member: Any, client_of: Any) -> None:
        QuestionnaireFactory(of_territories=True)
        client = client_of(member)
        assert "Aucun questionnaire de cette édition" in opened(client)
        assert client.post(START, {"parcours": "short"}).status_code == 409

    def test_past_dossiers_stay_to_be_read(self, member: Any, member_client: Any, asked: Asking) -> None:
        old = CampaignFactory(year=2026, is_past=True)
        DossierFactory(
            campaign=old, collectivity=member.membership.collectivity, is_deposited=True, questionnaire__campaign=old
        )
        page = opened(member_client)
        assert 'href="/espace/communes/22046/dossier/2026/"' in page
        assert "Déposé" in page
        assert "<title>Vos dossiers, L’espace de " in " ".join(page.split())
        assert "Cette édition est passée." not in page
        assert "Le dossier est déposé" in opened(member_client, f"{DOSSIERS}2026/")


@pytest.mark.django_db
class TestChoosing:
    def test_changing_the_path_keeps_every_answer(self, member: Any, post: Any, dossier: Dossier) -> None:
        post(member, VOICE, **sent(vote="1"))
        post(member, HOME, parcours="full")
        post(member, f"{HOME}education/", **{"q-cours": "Le samedi.", "initial-q-cours": ""})
        post(member, HOME, parcours="short")
        dossier.refresh_from_db()
        assert dossier.path == DossierPath.SHORT
        assert set(Answer.objects.values_list("question__code", flat=True)) == {"vote", "cours"}

    def test_what_is_answered_while_a_colleague_shortens_the_path_is_kept(
        self, member: Any, post: Any, dossier: Dossier
    ) -> None:
        post(member, f"{HOME}education/", **{"q-ecole": "1", "q-cours": "Le samedi.", "initial-q-cours": ""})
        assert dict(Answer.objects.values_list("question__code", "text")) == {"ecole": "", "cours": "Le samedi."}
        dossier.refresh_from_db()
        assert dossier.path == DossierPath.SHORT

    def test_mentions_that_may_be_requested(self, member: Any, post: Any, dossier: Dossier) -> None:
        free = MentionFactory(campaign=dossier.campaign)
        honour = MentionFactory(campaign=dossier.campaign, on_request=False)
        foreign = MentionFactory(campaign=CampaignFactory(year=2026))
        post(member, HOME, mentions=free.pk, choisir="mentions")
        assert list(dossier.mentions.all()) == [free]
        for other in (honour, foreign):
            assert post(member, HOME, mentions=other.pk, choisir="mentions").status_code == 422
        assert list(dossier.mentions.all()) == [free]
        post(member, HOME, choisir="mentions")
        assert not dossier.mentions.exists()

    @pytest.mark.parametrize("choice", [{"parcours": "long"}, {"parcours": ""}, {"mentions": "x"}])
    def test_nonsense_is_refused(self, member: Any, post: Any, dossier: Dossier, choice: dict[str, str]) -> None:
        assert post(member, HOME, **choice).status_code == 422

    def test_once_deposited_nothing_is_chosen(self, member: Any, post: Any, dossier: Dossier) -> None:
        dossier.state, dossier.deposited_at = "deposited", CLOSES
        dossier.save()
        post(member, HOME, parcours="full")
        dossier.refresh_from_db()
        assert dossier.path == DossierPath.SHORT

    def test_the_overview_takes_as_many_queries_whatever_is_answered(
        self, member: Any, member_client: Any, dossier: Dossier, post: Any, sheets: Any
    ) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                opened(member_client, HOME)
            return len(queries)

        count()
        few = count()
        post(member, VOICE, **sent(vote="1", recit="Un récit.", comment="service", preuves=[one.pk for one in sheets]))
        assert count() == few < 20

    def test_a_section_takes_under_twenty_queries(self, member_client: Any, dossier: Dossier, sheets: Any) -> None:
        opened(member_client, VOICE)
        with CaptureQueriesContext(connection) as queries:
            opened(member_client, VOICE)
        assert len(queries) < 20


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"{DOSSIERS}2026/", f"{HOME}inconnue/", f"{DOSSIERS}99999999/"])
def test_what_does_not_exist_is_not_found(member_client: Any, dossier: Dossier, address: str) -> None:
    assert member_client.get(address).status_code == 404
    assert member_client.post(address, {"parcours": "full"}).status_code == 404


class TestAtOnce:
    pytestmark = ON_POSTGRESQL

    def test_two_colleagues_begin_one(self, asked: Asking) -> None:
        commune = CollectivityFactory()

        def begin() -> int:
            return start(asked.campaign, commune, DossierPath.SHORT).pk

        assert len(set(at_once(begin, begin, begin))) == 1


@pytest.mark.django_db
def test_errata_stand_where_they_are_answered(member_client: Any, dossier: Dossier, asked: Asking) -> None:
    ErratumFactory(campaign=asked.campaign, text="La remise des labels est avancée.")
    ErratumFactory(campaign=asked.campaign, question=asked.questions["vote"], text="Lisez « budget ».")
    assert "La remise des labels est avancée." in opened(member_client, HOME)
    section = opened(member_client, VOICE)
    assert section.count("Lisez « budget ».") == 1
    assert "Lisez « budget »." not in opened(member_client, f"{HOME}education/")
