"""``load_collectivities``: whole, idempotent, and nothing changes when a file is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity
from collectivities.reference.loading import DATA_DIR
from collectivities.signals import territories_changed
from tests.collectivities.reference_files import FILES, MANIFEST, load, write

pytestmark = pytest.mark.django_db


def test_loads_every_level_with_its_relations(folder: Path) -> None:
    load(folder)

    hennebont = Collectivity.objects.get(kind=CollectivityKind.COMMUNE, code="56083")
    assert hennebont.full_name == "Hennebont (Morbihan)"
    assert hennebont.region.name == "Bretagne"
    assert hennebont.intercommunality.name == "Communauté de communes de Guingamp Saint-Armel"
    assert hennebont.postal_code_list == ["56700"]
    assert Collectivity.objects.get(kind=CollectivityKind.COMMUNE, code="94038").has_position is False


def test_larger_territories_add_up_their_communes(folder: Path) -> None:
    load(folder)

    intercommunality = Collectivity.objects.get(kind=CollectivityKind.INTERCOMMUNALITY)
    assert intercommunality.population == 6556 + 15910
    assert intercommunality.departement.name == "Morbihan"
    assert intercommunality.region.name == "Bretagne"


def test_a_second_load_changes_nothing(folder: Path) -> None:
    load(folder)
    keys = set(Collectivity.objects.values_list("pk", flat=True))

    assert load(folder).strip() == "0 created, 0 updated, 9 unchanged."
    assert set(Collectivity.objects.values_list("pk", flat=True)) == keys


def test_a_change_updates_the_row_and_tells_its_dependents(
    folder: Path, django_capture_on_commit_callbacks: Callable
) -> None:
    load(folder)
    write(folder, "communes.csv.gz", FILES["communes.csv.gz"].replace("15910", "16000"))
    told: list[list[int]] = []

    def receiver(sender: object, keys: list[int], **kwargs: object) -> None:
        told.append(keys)

    territories_changed.connect(receiver)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            output = load(folder)
    finally:
        territories_changed.disconnect(receiver)

    hennebont = Collectivity.objects.get(code="56083")
    assert output.startswith("0 created, 4 updated")
    assert hennebont.population == 16000
    assert hennebont.pk in told[0]


def test_a_new_year_of_populations_keeps_every_key_and_takes_few_statements(folder: Path) -> None:
    load(folder)
    before = dict(Collectivity.objects.values_list("code", "pk"))
    changed = FILES["communes.csv.gz"].replace(",6556,", ",6557,").replace(",15910,", ",15911,")
    write(folder, "communes.csv.gz", changed.replace(",31417,", ",31418,"))
    with CaptureQueriesContext(connection) as captured:
        load(folder)
    assert dict(Collectivity.objects.values_list("code", "pk")) == before
    assert Collectivity.objects.get(code="94038").population == 31_418
    assert Collectivity.objects.get(code="22046").intercommunality.population == 6_557 + 15_911
    assert len([query for query in captured if query["sql"].startswith(("INSERT", "UPDATE"))]) == 4


def test_a_dry_run_says_and_changes_nothing(folder: Path) -> None:
    assert load(folder, dry_run=True).startswith("9 would be created")
    assert not Collectivity.objects.exists()


def test_a_collectivity_no_longer_described_is_kept_and_named(folder: Path) -> None:
    load(folder)
    write(
        folder,
        "communes.csv.gz",
        "".join(FILES["communes.csv.gz"].splitlines(keepends=True)[:3]),
    )
    (folder / "manifest.toml").write_text(MANIFEST.replace('.gz" = 3', '.gz" = 2'), encoding="utf-8")

    assert "commune 94038" in load(folder)
    assert Collectivity.objects.filter(code="94038").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (
            "communes.csv.gz",
            "22046,Le",
            "22O46,Le",
            r"communes\.csv\.gz, line 2: bad code '22O46'",
        ),
        (
            "communes.csv.gz",
            "56083,Hennebont",
            "22046,Hennebont",
            "line 3: code 22046 stands twice",
        ),
        ("communes.csv.gz", "Hennebont,56", ",56", "line 3: empty name"),
        (
            "communes.csv.gz",
            ",15910,",
            ",beaucoup,",
            "line 3: « population » is not a whole number: 'beaucoup'",
        ),
        (
            "communes.csv.gz",
            "56700,47.80",
            "56700,147.80",
            "line 3: « lat » is not on Earth",
        ),
        (
            "communes.csv.gz",
            "47.80,-3.27",
            "47.80,",
            "line 3: a latitude without a longitude",
        ),
        (
            "communes.csv.gz",
            "Hennebont,56,",
            "Hennebont,57,",
            "line 3: « dep » refers to '57'",
        ),
        ("communes.csv.gz", ",56700,", ",5670,", "line 3: bad postal codes '5670'"),
        (
            "communes.csv.gz",
            "Hennebont,56",
            "Hennebont;56",
            "line 3: 8 columns instead of 9",
        ),
        ("communes.csv.gz", "insee,nom", "code,nom", "line 1: the columns are"),
        (
            "communes.csv.gz",
            FILES["communes.csv.gz"].splitlines()[3] + "\n",
            "",
            "line 3: the file ends after 2 rows",
        ),
        ("epci.csv", "200067981,CC de", '200067981,"CC de', r"epci\.csv, after line 1"),
    ],
)
def test_a_wrong_file_changes_nothing_and_names_the_line(
    folder: Path, name: str, old: str, new: str, message: str
) -> None:
    assert old in FILES[name]
    write(folder, name, FILES[name].replace(old, new))

    with pytest.raises(CommandError, match=message):
        load(folder)
    assert not Collectivity.objects.exists()


def test_a_truncated_archive_changes_nothing(folder: Path) -> None:
    path = folder / "communes.csv.gz"
    path.write_bytes(path.read_bytes()[:-12])

    with pytest.raises(CommandError, match=r"communes\.csv\.gz, after line"):
        load(folder)
    assert not Collectivity.objects.exists()


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "epci.csv").unlink()

    with pytest.raises(CommandError, match=r"epci\.csv"):
        load(folder)


def test_the_files_of_the_project_are_whole(tmp_path: Path) -> None:
    shutil.copytree(DATA_DIR, tmp_path / "data")

    load(tmp_path / "data")

    assert Collectivity.objects.communes().count() == 34_969
    assert Collectivity.objects.intercommunalities().count() == 1_255
    assert Collectivity.objects.communes().filter(latitude=None).count() == 98
    assert Collectivity.objects.communes().in_region("53").count() == 1_202
    assert Collectivity.objects.communes().get(sort_name="hay les roses").name == "L'Haÿ-les-Roses"
