"""What an operator sees of a search: the hits, where they come from and why each is there."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from elasticsearch import Elasticsearch

from initiatives.models import InitiativePage
from search.ranking import FRESH
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def data(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json"))
    return found


@pytest.fixture
def sheets() -> list[InitiativePage]:
    parent = CollectivityPageFactory()
    pages = [
        InitiativePageFactory(
            parent=parent, title="Les EPN du foyer", summary="Un foyer ouvert", confirmed_on=timezone.localdate()
        ),
        InitiativePageFactory(
            parent=parent, title="Un espace public numérique", summary="Des foyers équipés", confirmed_on=None
        ),
    ]
    index(*pages)
    return pages


def test_hits_are_told_with_their_addresses(sheets: list[InitiativePage]) -> None:
    text = run("EPN foyer")
    assert text.splitlines() == [
        f"engine: {connection.vendor}, language: fr, tier: all",
        "total: 2, with every word: 2",
        "",
        "1. Les EPN du foyer",
        f"   {sheets[0].full_url}",
        "",
        "2. Un espace public numérique",
        f"   {sheets[1].full_url}",
    ]
    assert sheets[0].full_url.startswith("http://")


def test_the_limit_leaves_the_total(sheets: list[InitiativePage]) -> None:
    found = data("foyer", "--limit", "1")
    assert (len(found["hits"]), found["total"]) == (1, 2)


def test_a_correction_is_told(sheets: list[InitiativePage]) -> None:
    assert "tier: corrected\ncorrected: numérique\n" in run("numérikue")
    assert data("numérikue")["corrected"] == "numérique"


def test_who_reads_another_language_is_told_which_is_shown(sheets: list[InitiativePage]) -> None:
    assert data("foyer", "--language", "br")["language"] == "fr"


def test_each_hit_is_explained(sheets: list[InitiativePage]) -> None:
    text = run("EPN foyer", "--explain")
    first, second = text.split("\n\n")[1:]
    assert "epn: « epn » (typed) in title\n" in first
    assert "foyer: « foyer » (typed) in title, summary" in first
    assert "; fresh\n" in first
    assert "epn: « espace public numerique » (synonym) in title\n" in second
    assert "foyer: « foyers » (stem) in summary" in second
    assert "; not fresh\n" in second


def test_the_parts_make_the_score(sheets: list[InitiativePage]) -> None:
    hits = data("EPN foyer girouette", "--explain")["hits"]
    assert [hit["id"] for hit in hits] == [page.pk for page in sheets]
    for hit in hits:
        score = hit["score"]
        parts = (sum(score["words"].values()) + score["adjacency"]) * score["coverage"]
        assert score["total"] == pytest.approx(parts * (FRESH if score["fresh"] else 1))
    assert hits[0]["score"]["adjacency"] > 0 == hits[1]["score"]["adjacency"]
    assert hits[0]["matches"][0] == {"word": "epn", "found": "epn", "how": "typed", "fields": ["title"]}


def test_json_holds_what_the_text_says(sheets: list[InitiativePage]) -> None:
    assert data("« espaces publics »") == {
        "query": "« espaces publics »",
        "engine": connection.vendor,
        "language": "fr",
        "tier": "all",
        "corrected": "",
        "total": 1,
        "whole": 1,
        "hits": [{"id": sheets[1].pk, "title": "Un espace public numérique", "address": sheets[1].full_url}],
    }


def test_nothing_found_is_no_error() -> None:
    assert "total: 0" in run("girouette", "--explain")
    assert data("« »")["hits"] == []


def test_a_draft_is_neither_found_nor_explained(sheets: list[InitiativePage]) -> None:
    sheets[0].unpublish()
    assert [hit["id"] for hit in data("EPN foyer", "--explain")["hits"]] == [sheets[1].pk]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("  ",), "No words"),
        (("foyer", "--limit", "0"), "from 1 to 100"),
        (("foyer", "--limit", "101"), "from 1 to 100"),
        (("foyer", "--limit", "dix"), "invalid int"),
        (("foyer", "--language", "it"), "invalid choice"),
        (("foyer", "--engine", "solr"), f"No engine « solr » here: {connection.vendor}"),
        (("foyer", "--engine", "elasticsearch"), "No engine"),
    ],
)
def test_what_cannot_be_asked_is_refused(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        run(*arguments)


def test_the_engine_asked_for_is_the_one_that_answers(sheets: list[InitiativePage], server: Elasticsearch) -> None:
    assert data("EPN foyer")["engine"] == "elasticsearch"
    answers = [data("EPN foyer", "--explain", "--engine", name) for name in (connection.vendor, "elasticsearch")]
    assert [answer.pop("engine") for answer in answers] == [connection.vendor, "elasticsearch"]
    assert answers[0] == answers[1]


def test_the_engine_asked_for_has_nothing_behind_it(sheets: list[InitiativePage], settings: Any) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    with pytest.raises(CommandError, match="does not answer"):
        run("foyer", "--engine", "elasticsearch")
    assert data("foyer")["engine"] == connection.vendor
    assert data("foyer", "--engine", connection.vendor)["total"] == 2
