"""What was wrong in an open campaign is corrected in front of everybody."""

from typing import Any

import pytest
from django.core import mail
from django.template import Context, Template

from labels.campaigns.errata import NotCorrectedError, errata_of, publish
from labels.models import Campaign, Erratum, Question
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import CampaignFactory, DossierFactory, ErratumFactory, QuestionFactory

pytestmark = pytest.mark.django_db
TEXT = "Il faut lire : depuis un an."


def _asked_twice() -> tuple[Question, Question]:
    """The same question, to villages and to towns."""
    village = QuestionFactory(code="lieux", section__code="acces-public")
    town = QuestionFactory(
        code="lieux", section__code="acces-public", section__questionnaire__for_towns=True,
        section__questionnaire__campaign=village.section.questionnaire.campaign,
    )  # fmt: skip
    return village, town


def test_an_erratum_of_a_question_holds_in_every_class(django_assert_num_queries: Any) -> None:
    village, town = _asked_twice()
    other = QuestionFactory(section=village.section)
    campaign = village.section.questionnaire.campaign
    erratum = publish(campaign.pk, town, TEXT, UserFactory())
    general = ErratumFactory(campaign=campaign)
    with django_assert_num_queries(1):
        errata = errata_of(campaign)
    assert errata.general == [general]
    assert errata.of(village) == errata.of(town) == [erratum]
    assert errata.of(other) == []


def test_who_has_a_dossier_is_told(django_capture_on_commit_callbacks: Any) -> None:
    member = MembershipFactory(user__language="fr")
    MembershipFactory()
    question = QuestionFactory()
    DossierFactory(collectivity=member.collectivity)
    with django_capture_on_commit_callbacks(execute=True):
        publish(Campaign.objects.get().pk, question, TEXT, UserFactory())
    assert [sent.to for sent in mail.outbox] == [[member.user.email]]
    body = mail.outbox[0].body.replace("\xa0", " ")
    assert TEXT in body
    assert question.text in body


def test_it_is_journalled_and_pressed_twice_published_once() -> None:
    campaign, user = CampaignFactory(), UserFactory()
    first, second = (publish(campaign.pk, None, TEXT, user) for _time in range(2))
    assert first == second
    assert (Erratum.objects.get().account, campaign.journal.get().reason) == (user.pk, TEXT)
    publish(campaign.pk, None, "Autre chose.", user)
    assert Erratum.objects.count() == 2


def test_a_campaign_in_preparation_is_corrected_itself() -> None:
    with pytest.raises(NotCorrectedError, match="en préparation"):
        publish(CampaignFactory(is_prepared=True).pk, None, TEXT, UserFactory())


def test_a_question_of_another_year_is_not_corrected() -> None:
    other = QuestionFactory(section__questionnaire__campaign__year=2026)
    with pytest.raises(NotCorrectedError, match="autre campagne"):
        publish(CampaignFactory().pk, other, TEXT, UserFactory())


def test_the_account_of_who_wrote_it_may_go() -> None:
    user = UserFactory()
    erratum = publish(CampaignFactory().pk, None, TEXT, user)
    user.delete()
    erratum.refresh_from_db()
    assert erratum.text == TEXT


def test_it_is_shown_beside_its_question() -> None:
    question = QuestionFactory()
    campaign = question.section.questionnaire.campaign
    publish(campaign.pk, question, "Lire <b> deux </b>.", UserFactory())
    template = Template("{% load errata_tags %}{% question_errata errata question %}|{% campaign_errata errata %}")
    shown, general = template.render(Context({"errata": errata_of(campaign), "question": question})).split("|")
    assert "Rectificatif" in shown
    assert "&lt;b&gt;" in shown
    assert not general.strip()
