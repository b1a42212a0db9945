"""The call is opened when nothing is missing, once, and taken back while nobody answered."""

from typing import Any

import pytest
from django.db.models import Model

from labels.campaigns.checking import checklist
from labels.campaigns.content import read
from labels.campaigns.opening import NotOpenedError, open_call, withdraw_call
from labels.enums import Actor, DossierPath, Phase
from labels.models import Campaign, Choice, Criterion, EligibilityRule, Level, Question, Questionnaire, Section
from tests.factories import UserFactory
from tests.labels.factories import CampaignFactory, DossierFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spring")]


def problems(campaign: Campaign) -> list[str]:
    return [problem.text for check in checklist(campaign) for problem in check.problems]


def test_a_portal_starts_with_a_campaign_that_is_ready(prepared: Campaign) -> None:
    assert problems(prepared) == []


def test_the_list_costs_the_same_whatever_the_campaign_asks(
    prepared: Campaign, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(8):
        checklist(prepared)
    Section.objects.exclude(code="la-commune").delete()
    with django_assert_max_num_queries(8):
        checklist(prepared)


@pytest.mark.parametrize(
    ("model", "condition", "changes", "said"),
    [
        (Campaign, {}, {"introduction": " "}, "La présentation est vide"),
        (Campaign, {}, {"appeals_until": None}, "Il manque une date : recours jusqu’au."),
        (Level, {"symbols": 3}, {"threshold": 90}, "Les seuils grandissent"),
        (Level, {"symbols": 3}, {"threshold": None}, "Donnez un seuil"),
        (Criterion, {"code": "partage"}, {"reason": ""}, "« Partage avec d’autres communes »"),
        (Questionnaire, {"name": "Ville"}, {"from_inhabitants": 5_000}, "De 3500 à 5000 habitants"),
        (Section, {"code": "acces-public"}, {"weight": 0}, "un coefficient nul"),
        (Question, {}, {"on_short_path": False}, "aucune question, parcours court"),
        (Question, {"on_short_path": True}, {"points": 0}, "aucun point à gagner, parcours court"),
        (Question, {"code": "lieux"}, {"full_at": None}, "à partir de combien"),
        (Choice, {"share": 100}, {"share": 90}, "100 % des points"),
        (
            Question, {"code": "appris", "section__questionnaire__name": "Ville"}, {"kind": "yes_no"},
            "Le repère « appris » désigne ailleurs un autre genre",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_is_said(
    prepared: Campaign, model: type[Model], condition: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    model._default_manager.filter(**condition).update(**changes)
    prepared.refresh_from_db()
    assert any(said in text for text in problems(prepared))
    with pytest.raises(NotOpenedError):
        open_call(prepared.pk, UserFactory())
    prepared.refresh_from_db()
    assert prepared.opened_at is None


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Level, "au moins deux niveaux"), (Criterion, "aucun critère"), (EligibilityRule, "Aucune condition de dépôt"),
        (Questionnaire, "pas de questionnaire pour les communes"), (Section, "« Village » n’a pas de rubrique"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(prepared: Campaign, model: type[Model], said: str) -> None:
    model._default_manager.all().delete()
    assert any(said in text for text in problems(prepared))


def test_each_thing_that_is_missing_leads_to_where_it_is_mended(
    prepared: Campaign, superuser: Any, client: Any
) -> None:
    Question.objects.filter(code="lieux").update(full_at=None)
    client.force_login(superuser)
    found = [problem for check in checklist(prepared) for problem in check.problems]
    assert len(found) == 3
    assert all(client.get(problem.url).status_code == 200 for problem in found)


def test_the_call_is_opened_once_and_journalled(prepared: Campaign) -> None:
    user = UserFactory()
    assert open_call(prepared.pk, user).phase() == Phase.ANNOUNCED
    with pytest.raises(NotOpenedError, match="déjà ouvert"):
        open_call(prepared.pk, user)
    entry = prepared.journal.get()
    assert (entry.action, entry.by, entry.account, entry.dossier) == (
        "campaign_opened", Actor.ASSOCIATION, user.pk, None,
    )  # fmt: skip


def test_an_edition_of_the_past_is_not_opened() -> None:
    with pytest.raises(NotOpenedError):
        open_call(CampaignFactory(year=2007, is_past=True).pk, UserFactory())


def test_a_call_is_withdrawn_until_a_dossier_is_begun(prepared: Campaign) -> None:
    user = UserFactory()
    with pytest.raises(NotOpenedError, match="n’est pas ouvert"):
        withdraw_call(prepared.pk, user, "Trop tôt.")
    open_call(prepared.pk, user)
    assert withdraw_call(prepared.pk, user, "Trop tôt.").opened_at is None
    assert prepared.journal.last().reason == "Trop tôt."
    open_call(prepared.pk, user)
    DossierFactory(campaign=prepared, questionnaire=prepared.questionnaires.first())
    with pytest.raises(NotOpenedError, match="a commencé son dossier"):
        withdraw_call(prepared.pk, user, "Trop tôt.")


def test_the_short_path_of_a_village_takes_a_quarter_of_an_hour(prepared: Campaign) -> None:
    village = read(prepared)[0]
    short = village.size(DossierPath.SHORT)
    assert (short.sections, short.questions, short.minutes) == (6, 19, 15)
    assert village.size(DossierPath.FULL).minutes > short.minutes


def test_a_campaign_is_read_in_four_queries(prepared: Campaign, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        whole = read(prepared)
        assert all(one.parts(DossierPath.FULL)[0].questions[0].choices.all() for one in whole)
        assert whole[0].sections[0].questionnaire.campaign_id == prepared.pk
