"""« Comment le jury décide »: the method for anybody, the jury of the year with the palmarès and not before."""

import datetime
from typing import Any

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from labels.jury.enums import AssignmentState, RecusedBy
from labels.models import Campaign, Minutes, Presence, Review
from tests.labels.factories import (
    CLOSES,
    AssignmentFactory,
    CampaignFactory,
    CriterionFactory,
    DecisionFactory,
    JurorFactory,
    JuryRulesFactory,
)

pytestmark = pytest.mark.django_db

SECOND = datetime.timedelta(seconds=1)
NAMED = {"public_name": "Awa Diallo", "public_function": "Journaliste", "named_publicly_at": CLOSES}


@pytest.fixture
def campaign() -> Campaign:
    found: Campaign = CampaignFactory(is_settled=True)
    JuryRulesFactory(campaign=found, readers=2)
    CriterionFactory(campaign=found, name="Solidité dans la durée", weight=2)
    return found


def decided(campaign: Campaign, count: int = 1) -> None:
    """Dossiers read by somebody and decided, one déport before and one in the room for each."""
    juror, other = JurorFactory(campaign=campaign, **NAMED), JurorFactory(campaign=campaign)
    for _ in range(count):
        decision = DecisionFactory(dossier__campaign=campaign)
        reading = AssignmentFactory(dossier=decision.dossier, juror=juror, state=AssignmentState.DONE)
        Review.objects.create(assignment=reading, opinion="Bien.", mark=61, grid={}, deposited_at=CLOSES)
        AssignmentFactory(
            dossier=decision.dossier, juror=other, state=AssignmentState.RECUSED,
            recused_by=RecusedBy.PORTAL, reason="Elle y habite.", recused_at=CLOSES,
        )  # fmt: skip
        Presence.objects.create(decision=decision, juror=juror)
        Presence.objects.create(decision=decision, juror=other, stepped_out=True, reason="Lien d’intérêts")


def read(client: Any, campaign: Campaign, moment: datetime.datetime) -> Any:
    with time_machine.travel(moment, tick=False):
        return client.get(f"/label/{campaign.year}/methode/")


def test_anybody_reads_how_the_jury_decides(client: Any, campaign: Campaign) -> None:
    text = read(client, campaign, CLOSES).text
    assert "lu par 2 personnes du jury" in text
    assert "Solidité dans la durée" in text
    assert "Trois arobases" in text
    assert "recours jusqu’au 4 avril 2027" in text


def test_what_is_written_to_the_jury_is_quoted(client: Any, campaign: Campaign) -> None:
    """Inhabitants read what a link is in words of their own."""
    text = read(client, campaign, CLOSES).text
    before, quoted = text.split("<blockquote")
    assert "Chaque membre du jury déclare les siens" in before
    assert "Déclarez aussi votre employeur" in quoted.split("</blockquote>")[0]


def test_who_sat_is_told_with_the_palmares_and_not_a_second_before(client: Any, campaign: Campaign) -> None:
    decided(campaign)
    assert campaign.embargo_until
    before = read(client, campaign, campaign.embargo_until - SECOND)
    assert "Awa Diallo" not in before.text
    assert "Lectures déposées" not in before.text
    after = read(client, campaign, campaign.embargo_until)
    assert after.text.index("Awa Diallo") < after.text.index("Journaliste")
    # Who did not agree is counted, and not named.
    assert "Une autre personne n’a pas souhaité être nommée." in after.text


def test_names_are_sorted_as_a_dictionary_does(client: Any, campaign: Campaign) -> None:
    for name in ("Zoé Abgrall", "Édith Lacaze", "Fanch Morvan", "Elven Guivarc’h"):
        JurorFactory(campaign=campaign, **{**NAMED, "public_name": name})
    JurorFactory(campaign=campaign, is_president=True, **{**NAMED, "public_name": "Solenn Le Goff"})
    assert campaign.embargo_until
    jury = read(client, campaign, campaign.embargo_until).context["figures"].jury
    assert [one.name for one in jury] == [
        "Solenn Le Goff", "Édith Lacaze", "Elven Guivarc’h", "Fanch Morvan", "Zoé Abgrall",
    ]  # fmt: skip


def test_the_page_says_how_the_jury_worked(client: Any, campaign: Campaign) -> None:
    decided(campaign, count=3)
    assert campaign.embargo_until
    shown = read(client, campaign, campaign.embargo_until).context["figures"]
    assert (shown.dossiers, shown.readings, shown.decisions) == (3, 3, 3)
    assert (shown.recusals, shown.stepped_out, shown.unnamed) == (3, 3, 1)


def test_it_tells_how_far_readers_agreed_as_the_minutes_say_it(client: Any, campaign: Campaign) -> None:
    decided(campaign)
    said = {"dossiers": 212, "marks": "0.71", "criteria": [{"name": "Solidité dans la durée", "alpha": None}]}
    assert campaign.embargo_until
    assert "Krippendorff" not in read(client, campaign, campaign.embargo_until).text
    Minutes.objects.create(campaign=campaign, number=1, content={"agreement": said}, fingerprint="0" * 64)
    assert "Krippendorff" not in read(client, campaign, campaign.embargo_until - SECOND).text
    after = read(client, campaign, campaign.embargo_until).text
    assert "les lectures de 212 dossiers" in after.replace("\xa0", " ")
    assert "0,71" in after


def test_a_campaign_that_nobody_was_called_to_has_no_page(client: Any) -> None:
    assert client.get("/label/2027/methode/").status_code == 404
    prepared = CampaignFactory(year=2028, is_prepared=True)
    assert read(client, prepared, CLOSES).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_it_asks_as_much_of_few_as_of_many(
    client: Any, campaign: Campaign, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    decided(campaign, count)
    assert campaign.embargo_until
    read(client, campaign, campaign.embargo_until)
    with django_assert_max_num_queries(12):
        read(client, campaign, campaign.embargo_until + SECOND)
