"""Awards of past years, loaded from a file: nothing is guessed, nothing is half written."""

import datetime
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from labels.models import Award, Campaign, JournalEntry, Level
from tests.factories import CollectivityFactory
from tests.labels.factories import PARIS, AwardFactory, CampaignFactory

pytestmark = pytest.mark.django_db
HEAD = "annee,code,nom,departement,niveau,mentions,hors_concours\n"


@pytest.fixture(autouse=True)
def communes():
    return [
        CollectivityFactory(code="22278", name="Saint-Brieuc", population=44_000),
        CollectivityFactory(code="22046", name="Le Mené", former_codes="22061 22087"),
        CollectivityFactory(code="22214", name="Plouézec"),
    ]


@pytest.fixture
def run(tmp_path: Path):
    def load(text: str, *options: str) -> str:
        path, out = tmp_path / "palmares.csv", io.StringIO()
        path.write_text(text, encoding="utf-8")
        call_command("load_awards", str(path), *options, stdout=out)
        return out.getvalue()

    return load


def levels() -> list[tuple[int, str, int]]:
    rows = Award.objects.order_by("campaign__year", "entity_code")
    return list(rows.values_list("campaign__year", "entity_code", "level__symbols"))


def test_awards_are_found_by_code_or_by_name_and_departement(run) -> None:
    told = run(
        f"{HEAD}2006,22278,,,@@@@,Logiciel libre|éducation,\n2006,,plouezec,Côtes-d’Armor,3,,oui\n"
        "2006,,St Brieuc,22,@@@@,logiciel libre|Éducation,non\n"
    )
    assert "New years: 2006.\n2 created, 0 changed, 1 unchanged" in told
    assert levels() == [(2006, "22214", 3), (2006, "22278", 4)]
    brieuc = Award.objects.get(entity_code="22278")
    assert brieuc.entity_name == "Saint-Brieuc"
    assert [mention.name for mention in brieuc.mentions.all()] == ["Logiciel libre", "Éducation"]
    assert Award.objects.get(entity_code="22214").is_honorary


def test_a_year_is_public_since_its_ceremony_and_was_never_opened_here(run) -> None:
    run(f"{HEAD}2006,22278,,,@,,\n")
    campaign = Campaign.objects.get()
    assert campaign.embargo_until == campaign.settled_at == datetime.datetime(2006, 12, 4, tzinfo=PARIS)
    assert campaign.opened_at is None
    assert campaign.is_published


def test_the_day_of_a_ceremony_is_asked_for(run) -> None:
    with pytest.raises(CommandError, match="--ceremony 2003=YYYY-MM-DD"):
        run(f"{HEAD}2003,22278,,,@,,\n")
    assert not Campaign.objects.exists()
    run(f"{HEAD}2003,22278,,,@,,\n", "--ceremony", "2003=2003-12-01")
    assert timezone.localtime(Campaign.objects.get().embargo_until).date() == datetime.date(2003, 12, 1)


def test_a_ceremony_to_come_is_an_embargo(run) -> None:
    run("annee,code,niveau,ceremonie\n2050,22278,@@,2050-02-04T18:30\n")
    assert Campaign.objects.get().embargo_until == datetime.datetime(2050, 2, 4, 18, 30, tzinfo=PARIS)
    assert not Award.objects.public().exists()


def test_the_same_file_twice_changes_nothing(run) -> None:
    text = f"{HEAD}2006,22278,,,@@@@,Éducation,\n2006,,Plouézec,22,mention,,\n"
    run(text)
    assert "0 created, 0 changed, 2 unchanged" in run(text)
    assert JournalEntry.objects.filter(action="awards_loaded").count() == 1


def test_the_scale_of_each_year_is_kept_as_it_was(run) -> None:
    run(
        "annee,code,niveau,echelle,ceremonie\n2000,22278,@@,4,2000-12-01\n2006,22278,Mention d’encouragement,5,\n"
        "2006,22214,5,,\n"
    )
    scales = {
        year: list(Level.objects.filter(campaign__year=year).order_by("symbols").values_list("symbols", "name"))
        for year in (2000, 2006)
    }
    assert [symbols for symbols, _name in scales[2000]] == [1, 2, 3, 4]
    assert scales[2006][0] == (0, "Mention d’encouragement")
    assert scales[2006][-1] == (5, "Cinq arobases")


def test_a_label_stays_that_of_the_entity_of_its_year(run) -> None:
    run(f"{HEAD}2006,22087,Langourla,,@@,,\n2006,22046,,,@@@,,\n")
    awards = {award.entity_code: award for award in Award.objects.select_related("collectivity")}
    assert {award.collectivity.name for award in awards.values()} == {"Le Mené"}
    assert awards["22087"].entity_name == "Langourla"
    assert awards["22046"].entity_name == "Le Mené"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("2006,,Plouézec,,@,,", "a commune needs its département, or its code: 22214 Plouézec (Côtes-d'Armor)"),
        ("2006,,Plouesec,22,@,,", "nobody has this name: 22214 Plouézec (Côtes-d'Armor)"),
        ("2006,,Plouézec,Finistère,@,,", "unknown département « Finistère »"),
        ("2006,99999,Plouezec,22,@,,", "unknown code 99999: 22214 Plouézec (Côtes-d'Armor)"),
        ("2006,,Xyzt,22,@,,", "nobody has this name\n"),
    ],
)
def test_an_unmatched_line_is_told_with_suggestions(run, line: str, told: str) -> None:
    answer = run(f"{HEAD}{line}\n2006,22278,,,@,,\n")
    assert "1 created, 0 changed, 0 unchanged, 0 different and left as they are, 1 unmatched." in answer
    assert told in answer
    assert levels() == [(2006, "22278", 1)]


def test_communes_of_one_name_in_one_departement_are_not_guessed(run) -> None:
    CollectivityFactory(code="22999", name="Plouézec")
    answer = run(f"{HEAD}2006,,Plouézec,22,@,,\n")
    assert "several have this name: 22214 Plouézec (Côtes-d'Armor); 22999 Plouézec (Côtes-d'Armor)" in answer


def test_the_name_of_its_year_is_mended_too(run) -> None:
    head = "annee,code,niveau,entite_code,entite_nom\n"
    run(f"{head}2006,22046,@@,22087,Langourlat\n")
    text = f"{head}2006,22046,@@,22087,Langourla\n"
    assert "it is named « Langourlat » already" in run(text)
    assert "1 changed" in run(text, "--update")
    assert Award.objects.get().entity_name == "Langourla"
    assert "1 unchanged" in run(text, "--update")
    # A line that says no name leaves it.
    assert "1 unchanged" in run("annee,code,niveau,entite_code\n2006,22046,@@,22087\n", "--update")


def test_what_differs_is_left_until_it_is_asked_for(run) -> None:
    run(f"{HEAD}2006,22278,,,@@,,\n")
    text = f"{HEAD}2006,22278,,,@@@,,oui\n"
    assert "it has Deux arobases already" in run(text)
    assert levels() == [(2006, "22278", 2)]
    assert "1 changed" in run(text, "--update")
    assert levels() == [(2006, "22278", 3)]


def test_two_lines_that_contradict_each_other_are_told(run) -> None:
    answer = run(f"{HEAD}2006,22278,,,@@,,\n2006,,Saint-Brieuc,22,@@@,,\n")
    assert "line 3, 2006, Saint-Brieuc: it has Deux arobases already" in answer


def test_a_dry_run_writes_nothing(run) -> None:
    assert "1 would be created" in run(f"{HEAD}2006,22278,,,@,,\n", "--dry-run")
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{HEAD}1998,22278,,,@,,\n", "line 2: « 1998 » is no year of the label"),
        (f"{HEAD}2006,22278,,,bof,,\n2006,,,,@,,\n", "line 3: neither « code » nor « nom »"),
        (f"{HEAD}2006,22278,,,,,\n", "« » is no level".replace("« »", "«  »")),
        (f"{HEAD}2006,22278,,,@,,peut-être\n", "neither « oui » nor « non »"),
        ("annee,code,arobases\n2006,22278,6\n", "no number from 0 to 5"),
        ("annee,genre,code,niveau\n2006,canton,22278,@\n", "« canton » is no « genre »"),
        ("annee,code,niveau,ceremonie\n2006,22278,@,hier\n", "« hier » is no day"),
        ("annee,code,niveau,ceremonie\n2006,22278,@,2006-13-40\n", "is no day"),
        (
            "annee,code,niveau,ceremonie\n2003,22278,@,2003-12-01\n2003,22214,@,2003-12-02\n",
            "do not agree on the day",
        ),
        ("year,code\n2006,22278\n", "No column annee"),
        (f'{HEAD}2006,22278,,,@,,\n2006,22278,"{"x" * 140_000}', "line 3: field larger than field limit"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(run, text: str, told: str) -> None:
    with pytest.raises(CommandError) as error:
        run(text)
    assert str(error.value).startswith("Nothing was changed.")
    assert told in str(error.value)
    assert not Campaign.objects.exists()


def test_a_campaign_led_on_the_portal_is_not_loaded(run) -> None:
    CampaignFactory(year=2027, is_settled=True)
    with pytest.raises(CommandError, match="2027: this campaign is led on the portal"):
        run(f"{HEAD}2027,22278,,,@,,\n")


def test_what_was_not_loaded_is_a_file_to_mend_and_load_again(run, tmp_path: Path) -> None:
    report = tmp_path / "a-reprendre.csv"
    run(f"{HEAD}2006,,Plouesec,22,@@,,\n2006,22278,,,@,,\n", "--report", str(report))
    text = report.read_text(encoding="utf-8")
    assert "22214 Plouézec (Côtes-d'Armor)" in text
    mended = text.replace("Plouesec", "Plouézec")
    assert "Columns that are not read: raison, suggestions." in run(mended)
    assert levels() == [(2006, "22214", 2), (2006, "22278", 1)]


def test_a_report_that_cannot_be_written_is_said(run, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        run(f"{HEAD}2006,22278,,,@,,\n", "--report", str(tmp_path))
    assert levels() == [(2006, "22278", 1)]


def test_semicolons_a_mark_and_unknown_columns_are_understood(run) -> None:
    told = run("\ufeffannee;code;niveau;remarque\n2006;22278;Trois arobases;x\n")
    assert "Columns that are not read: remarque." in told
    assert levels() == [(2006, "22278", 3)]


@pytest.mark.parametrize("options", [("--ceremony", "2007"), ("--ceremony", "2007=hier")])
def test_an_option_that_makes_no_sense_is_refused(run, options) -> None:
    with pytest.raises(CommandError, match="--ceremony"):
        run(f"{HEAD}2006,22278,,,@,,\n", *options)


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_awards", "/nowhere.csv")


def test_an_award_by_hand_of_the_same_year_is_kept(run) -> None:
    award = AwardFactory(campaign=CampaignFactory(year=2006, is_past=True), collectivity__code="22278")
    assert "1 unchanged" in run(f"{HEAD}2006,22278,,,@@@,,\n")
    assert Award.objects.get() == award


def test_lines_that_are_there_already_cost_no_query_each(run) -> None:
    text = f"{HEAD}2006,22278,,,@,,\n"
    run(text)
    with CaptureQueriesContext(connection) as one:
        run(text)
    longer = text + "2006,22214,,,@,,\n2006,22046,,,@,,\n"
    run(longer)
    with CaptureQueriesContext(connection) as three:
        run(longer)
    assert len(three) == len(one)
