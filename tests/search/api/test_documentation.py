"""The page of the API: it describes every resource, and its examples run."""

import html
import json
import re
import shlex

import pytest

from search.api.documentation import COMMANDS
from search.api.v1 import api
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.labels.factories import AwardFactory
from tests.pages import alternates, text_of
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
COMMAND = re.compile(r'<pre class="command"><code>(.*?)</code></pre>')


@pytest.fixture
def sheet():
    parent = CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")
    page = InitiativePageFactory(parent=parent, title="La médiathèque", themes=[theme()])
    index(page)
    AwardFactory(collectivity=parent.collectivity, symbols=5)
    return page


def operations():
    return [told for methods in api.get_openapi_schema()["paths"].values() for told in methods.values()]


def test_every_example_runs_and_finds_something(client, sheet):
    commands = [html.unescape(found) for found in COMMAND.findall(client.get("/api/v1/").text)]
    assert len(commands) == sum(len(examples) for examples in COMMANDS.values())

    for command in commands:
        program, address = shlex.split(command)
        response = client.get(address.removeprefix("http://testserver"))
        given = json.loads(response.content)
        assert (program, response.status_code) == ("curl", 200), command
        assert given.get("total", 1) > 0, command


def test_every_resource_is_described_with_an_example(client, sheet):
    text = text_of(client.get("/api/v1/"))

    assert {told["operationId"] for told in operations()} == set(COMMANDS)
    for told in operations():
        assert f'id="{told["operationId"]}"' in text
        assert all(f"<code>{parameter['name']}</code>" in text for parameter in told["parameters"])
    assert "<code>resultats[].collectivite_code</code>" in text
    assert "120 demandes par minute" in text


def test_without_a_sheet_there_is_no_example_of_one(client):
    assert len(COMMAND.findall(client.get("/api/v1/").text)) == 5


@pytest.mark.parametrize(("path", "words"), [("/en/api/v1/", "Search initiatives"), ("/br/api/v1/", "Klask intrudoù")])
def test_it_is_in_three_languages(client, path, words):
    response = client.get(path)

    assert words in response.text
    assert set(alternates(response)) == {"fr", "en", "br", "x-default"}


def test_the_schema_tells_the_problems_there_may_be():
    for told in operations():
        statuses = set(map(str, told["responses"]))
        assert {"200", "400", "422", "429"} <= statuses
        assert ("404" in statuses) == told["operationId"].startswith("lire_")
