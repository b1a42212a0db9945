"""The awards since 1999 as open data: those that are public, and as they were given."""

import datetime
import io

import pytest
import time_machine
from django.core.management import call_command

from labels.models import Award, Level, Withdrawal
from search.models import DataFile
from tests.factories import CollectivityFactory
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.labels.test_doors import EMBARGO, SECOND

pytestmark = pytest.mark.django_db


@pytest.fixture
def award():
    town = CollectivityFactory(code="22046", name="Le Mené", former_codes="22087")
    given = AwardFactory(collectivity=town, entity_code="22087", entity_name="Langourla", is_honorary=True)
    given.mentions.add(MentionFactory(campaign=given.campaign, name="Éducation"))
    return given


def test_a_row_says_who_had_what_and_on_which_scale(award, in_json) -> None:
    Level.objects.filter(campaign=award.campaign, symbols=5).delete()
    (row,) = in_json("labels")
    assert row["annee"] == 2007
    assert row["ceremonie"] == "2006-12-04"
    assert (row["code"], row["nom"]) == ("22046", "Le Mené")
    assert (row["entite_code"], row["entite_nom"]) == ("22087", "Langourla")
    assert (row["niveau"], row["arobases"], row["echelle"]) == ("Trois arobases", 3, 4)
    assert (row["mentions"], row["hors_concours"]) == (["Éducation"], True)
    assert (row["departement_code"], row["region"]) == ("22", "Bretagne")
    assert row["adresse"] == "http://testserver/palmares/2007/"


def test_a_label_that_was_taken_back_says_since_when(award, in_json) -> None:
    """What was given stays in the list of its year."""
    (row,) = in_json("labels")
    assert row["retire_le"] is None
    with time_machine.travel(datetime.datetime(2027, 3, 1, 23, 30, tzinfo=datetime.UTC), tick=False):
        Withdrawal.objects.create(award=award, reason="Le dossier d’une autre.")
    (row,) = in_json("labels")
    assert (row["retire_le"], row["arobases"]) == ("2027-03-02", 3)


def test_a_departement_is_of_its_own(in_json) -> None:
    AwardFactory(collectivity=CollectivityFactory(is_departement=True))
    (row,) = in_json("labels")
    assert (row["departement_code"], row["region_code"]) == ("22", "53")


def test_what_is_taken_can_be_loaded_elsewhere(award, in_csv, client, tmp_path) -> None:
    path, out = tmp_path / "labels.csv", io.StringIO()
    in_csv("labels")
    path.write_bytes(client.get("/donnees/labels.csv").getvalue())
    levels = list(award.campaign.levels.values_list("symbols", "name"))
    Award.objects.all().delete()
    call_command("load_awards", str(path), stdout=out)
    assert "1 created" in out.getvalue()
    loaded = Award.objects.get()
    assert (loaded.entity_code, loaded.entity_name, loaded.is_honorary) == ("22087", "Langourla", True)
    assert [mention.name for mention in loaded.mentions.all()] == ["Éducation"]
    assert list(loaded.campaign.levels.values_list("symbols", "name")) == levels


def publish(committed, *options: str) -> str:
    out = io.StringIO()
    committed(lambda: call_command("publish_palmares", *options, stdout=out))
    return out.getvalue()


def test_files_follow_a_palmares_once_it_is_public(award, committed) -> None:
    AwardFactory(campaign=CampaignFactory(is_settled=True, year=2027))
    with time_machine.travel(EMBARGO - SECOND, tick=False) as clock:
        assert publish(committed) == "labels: asked for\n"
        assert DataFile.objects.of("labels", "csv").first().rows == 1
        assert publish(committed) == "Nothing new is public.\n"
        clock.move_to(EMBARGO + 600 * SECOND)
        assert publish(committed, "--dry-run") == "labels: would be asked for\n"
        assert publish(committed) == "labels: asked for\n"
        assert DataFile.objects.of("labels", "csv").first().rows == 2
        assert publish(committed) == "Nothing new is public.\n"


def test_a_production_that_waits_is_not_asked_for_twice(award) -> None:
    """Nothing is committed here: the task has not run when the next minute asks."""
    out = io.StringIO()
    call_command("publish_palmares", stdout=out)
    call_command("publish_palmares", stdout=out)
    assert out.getvalue() == "labels: asked for\nlabels: asked for a moment ago\n"
