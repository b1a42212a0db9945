"""How the files are made, put in place and given."""

import dataclasses
import datetime
import io
import json
import tracemalloc

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from search.models import DataFile
from search.open_data import formats
from search.open_data.columns import INTEGER, TEXT, Column
from search.open_data.datasets import BY_NAME, DATASETS
from search.open_data.producing import produce
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.open_data.conftest import content, read

pytestmark = pytest.mark.django_db
THEMES = BY_NAME["themes"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"), ("+33 2 96", "'+33 2 96"), ("-oui", "'-oui"), ("@mairie", "'@mairie"), ("\tx", "'\tx"),
        (["=a", "b"], "'=a|b"), ("a=b", "a=b"), (-2.98, "-2.98"), (1200, "1200"), (None, ""), (True, "true"),
        (False, "false"), ([], ""), (datetime.date(2007, 11, 24), "2007-11-24"),
        (datetime.datetime(2007, 7, 24, 22, 30, tzinfo=datetime.UTC), "2007-07-25T00:30:00+02:00"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell(value, expected):
    assert formats.cell(value) == expected


def test_a_formula_is_harmless_in_csv_and_as_it_was_written_in_json(in_csv, in_json):
    InitiativePageFactory(parent=CollectivityPageFactory(), title="=HYPERLINK(1)", summary='a "b", c\nd')

    assert in_csv("initiatives")[0]["titre"] == "'=HYPERLINK(1)"
    assert in_csv("initiatives")[0]["resume"] == 'a "b", c\nd'
    assert in_json("initiatives")[0]["titre"] == "=HYPERLINK(1)"


def test_the_first_line_names_the_columns(client, in_csv):
    in_csv("themes")
    text = content(client, "/donnees/themes.csv")

    assert text.split("\r\n")[0] == ",".join(column.name for column in THEMES.columns)


def test_a_file_of_any_length_takes_the_same_memory():
    columns = (Column("n", INTEGER, "", None), Column("t", TEXT, "", None))

    class Nowhere(io.TextIOBase):
        def write(self, text):
            return len(text)

    def most(count, form):
        tracemalloc.start()
        write = form.writer(Nowhere(), columns)
        for number in range(count):
            write({"n": number, "t": "texte" * 20})
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    for form in formats.FORMATS:
        most(10, form)
        assert most(20_000, form) < most(200, form) + 20_000


def test_rows_are_read_once_for_every_format(committed):
    reads = []
    counted = dataclasses.replace(THEMES, records=lambda: reads.append(1) or THEMES.records())
    files = committed(lambda: produce(counted))

    assert len(reads) == 1
    assert {file.rows for file in files} == {len(list(THEMES.records()))}


def test_how_a_file_is_given(client, in_csv):
    in_csv("themes")
    file = DataFile.objects.of("themes", "csv").first()

    response = client.get("/donnees/themes.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="themes.csv"'
    assert response["Content-Length"] == str(file.size)
    assert response["ETag"] == file.etag
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert len(read(response).encode()) == file.size


def test_who_has_the_file_is_not_given_it_again(client, in_csv):
    in_csv("themes")
    given = client.get("/donnees/themes.csv")
    read(given)

    by_name = client.get("/donnees/themes.csv", headers={"If-None-Match": given["ETag"]})
    by_date = client.get("/donnees/themes.csv", headers={"If-Modified-Since": given["Last-Modified"]})
    other = client.get("/donnees/themes.csv", headers={"If-None-Match": '"autre"'})

    assert (by_name.status_code, by_date.status_code, other.status_code) == (304, 304, 200)
    assert by_name["ETag"] == given["ETag"]
    assert "acces-public" in read(other)


def test_a_file_that_was_never_produced_says_when_it_will_be(client):
    response = client.get("/donnees/themes.csv")

    assert response.status_code == 503
    assert response["Retry-After"] == "3600"
    assert "la nuit prochaine" in response.text


@pytest.mark.parametrize("name", ["cantons.csv", "themes.xlsx", "cantons.schema.json", "catalogue.csv"])
def test_what_there_is_not_is_not_found(client, name):
    assert client.get(f"/donnees/{name}").status_code == 404


@pytest.mark.parametrize("name", ["", "themes.csv", "themes.schema.json", "catalogue.jsonld"])
def test_nothing_is_written_at_these_addresses(client, name):
    assert client.post(f"/donnees/{name}").status_code == 405


def test_files_have_one_address(client, in_csv):
    in_csv("themes")

    assert client.get("/en/donnees/themes.csv").status_code == 404


def test_the_former_file_stays_until_the_next(committed):
    made = [committed(lambda: produce(THEMES))[0] for _turn in range(3)]

    kept = list(DataFile.objects.of("themes", "csv"))

    assert kept == [made[2], made[1]]
    assert [file.file.storage.exists(file.file.name) for file in made] == [False, True, True]


def test_where_one_format_fails_the_former_files_are_given(client, committed, monkeypatch):
    committed(lambda: produce(THEMES))
    before = content(client, "/donnees/themes.csv")
    broken = formats.Format("JSON Lines", "jsonl", "application/jsonl", lambda *_arguments: lambda _row: 1 // 0)
    monkeypatch.setattr("search.open_data.producing.FORMATS", (formats.CSV, broken))
    InitiativePageFactory(parent=CollectivityPageFactory())

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        produce(THEMES)

    assert DataFile.objects.count() == 2
    assert content(client, "/donnees/themes.csv") == before


def test_the_command_has_every_dataset_produced_by_a_task(committed):
    out = io.StringIO()
    committed(lambda: call_command("produce_open_data", stdout=out))

    assert set(DataFile.objects.values_list("dataset", flat=True)) == {dataset.name for dataset in DATASETS}
    assert "themes: asked for" in out.getvalue()


def test_the_command_may_produce_one_and_tell(committed):
    out = io.StringIO()
    committed(lambda: call_command("produce_open_data", "themes", "--now", stdout=out))
    file = DataFile.objects.of("themes", "csv").get()

    assert f"themes.csv: {file.rows} rows, {file.size} bytes" in out.getvalue()
    assert not DataFile.objects.exclude(dataset="themes").exists()


def test_the_command_knows_its_datasets():
    with pytest.raises(CommandError, match="No such dataset: cantons"):
        call_command("produce_open_data", "cantons")


def test_the_files_are_dated(in_csv):
    in_csv("themes")

    assert (timezone.now() - DataFile.objects.first().produced_at).total_seconds() < 60


def test_a_schema_describes_the_file(client):
    schema = json.loads(client.get("/donnees/initiatives.schema.json").content)
    fields = {field["name"]: field for field in schema["fields"]}

    assert list(fields) == [column.name for column in BY_NAME["initiatives"].columns]
    assert (fields["themes"]["type"], fields["themes"]["delimiter"]) == ("list", "|")
    assert (fields["adresse"]["format"], fields["confirmee_le"]["type"]) == ("uri", "date")
    assert fields["titre"]["description"] == "Titre."
