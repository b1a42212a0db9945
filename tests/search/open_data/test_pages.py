"""The page of the datasets, and their catalogue."""

import json
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.licence import LICENCE
from search.models import DataFile
from search.open_data.datasets import BY_NAME, DATASETS
from search.open_data.producing import produce
from tests.pages import alternates, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def produced(committed):
    for dataset in DATASETS:
        committed(partial(produce, dataset))


def test_the_page_lists_each_dataset_with_its_files(client, produced):
    text = text_of(client.get("/donnees/"))

    for dataset in DATASETS:
        assert f'href="/donnees/{dataset.name}.csv"' in text
        assert f'href="/donnees/{dataset.name}.jsonl"' in text
        assert f'href="/donnees/{dataset.name}.schema.json"' in text
        assert all(f"<code>{column.name}</code>" in text for column in dataset.columns)
    assert LICENCE in text
    assert f"<dd>{DataFile.objects.of('themes', 'csv').get().rows}</dd>" in text
    assert '<link rel="alternate" type="application/ld+json" title="DCAT" href="/donnees/catalogue.jsonld">' in text


def test_the_page_says_when_the_files_will_be_there(client):
    text = text_of(client.get("/donnees/"))

    assert text.count("ils le seront la nuit prochaine") == len(DATASETS)
    assert "themes.csv" not in text


def test_a_new_file_is_on_the_page_at_once(client, settings, committed):
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    client.get("/donnees/")
    committed(lambda: produce(BY_NAME["themes"]))

    assert "themes.csv" in text_of(client.get("/donnees/"))


@pytest.mark.parametrize(("path", "words"), [("/en/donnees/", "Open data"), ("/br/donnees/", "Roadennoù digor")])
def test_the_page_is_in_three_languages(client, produced, path, words):
    response = client.get(path)

    assert words in response.text
    assert 'href="/donnees/themes.csv"' in response.text
    assert set(alternates(response)) == {"fr", "en", "br", "x-default"}


def test_the_catalogue_names_every_file(client, produced):
    response = client.get("/donnees/catalogue.jsonld")
    data = json.loads(response.content)
    datasets = {dataset["dct:identifier"]: dataset for dataset in data["dcat:dataset"]}
    (csv_file, json_file) = datasets["initiatives"]["dcat:distribution"]

    assert response["Content-Type"] == "application/ld+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert data["@type"] == "dcat:Catalog"
    assert data["dcat:service"]["dcat:endpointDescription"] == {"@id": "http://testserver/api/v1/openapi.json"}
    assert set(datasets) == {dataset.name for dataset in DATASETS}
    assert csv_file["dcat:downloadURL"] == {"@id": "http://testserver/donnees/initiatives.csv"}
    assert json_file["dcat:downloadURL"] == {"@id": "http://testserver/donnees/initiatives.jsonl"}
    assert csv_file["dct:license"] == datasets["initiatives"]["dct:license"] == {"@id": LICENCE}
    assert (
        csv_file["spdx:checksum"]["spdx:checksumValue"]["@value"]
        == DataFile.objects.get(dataset="initiatives", extension="csv").digest
    )
    assert datasets["initiatives"]["dct:title"] == {"@language": "fr", "@value": "Initiatives des communes"}


def test_every_name_of_the_catalogue_is_of_a_vocabulary_it_declares(client, produced):
    data = json.loads(client.get("/donnees/catalogue.jsonld").content)
    declared = set(data["@context"])

    def names(value):
        if isinstance(value, dict):
            for name, inside in value.items():
                if name == "@type":
                    yield inside
                elif not name.startswith("@"):
                    yield name
                    yield from names(inside)
        elif isinstance(value, list):
            for inside in value:
                yield from names(inside)

    assert {name.partition(":")[0] for name in names(data)} <= declared


def test_a_dataset_that_was_never_produced_has_no_file_in_the_catalogue(client):
    data = json.loads(client.get("/donnees/catalogue.jsonld").content)

    assert [dataset["dcat:distribution"] for dataset in data["dcat:dataset"]] == [[]] * len(DATASETS)


def test_as_many_queries_whatever_was_produced(client, committed):
    def asked(address):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    committed(lambda: produce(BY_NAME["themes"]))
    few = [asked("/donnees/"), asked("/donnees/catalogue.jsonld")]
    for dataset in DATASETS:
        committed(partial(produce, dataset))

    assert [asked("/donnees/"), asked("/donnees/catalogue.jsonld")] == few
