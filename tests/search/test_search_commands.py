"""What an operator asks of Elasticsearch: whether it holds what the database holds, and to make it so."""

from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db.models import F
from elasticsearch import Elasticsearch

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from search import documents
from search.elastic import rebuild, status
from search.elastic.client import alias
from search.elastic.feed import feed
from search.elastic.index import definition
from search.facade import search
from search.models import Change, Document
from search.request import SearchRequest
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def run(name: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, stdout=out, **options)
    return out.getvalue()


def indexes(server: Elasticsearch) -> list[str]:
    return list(server.indices.get(index=f"{alias()}*"))


@pytest.fixture
def broken(server: Elasticsearch) -> dict[str, int]:
    """An index that lacks a document, holds an old state of another and one that the database does not have."""
    parent = CollectivityPageFactory()
    titles = {
        "good": "Une lune",
        "missing": "Un mât",
        "stale": "Une girouette",
        "newer": "Un cap",
        "orphan": "Un puits",
    }
    pages = {name: InitiativePageFactory(parent=parent, slug=name, title=title) for name, title in titles.items()}
    index(*pages.values())
    Document.objects.filter(pk=pages["orphan"].pk).delete()
    Document.objects.filter(pk=pages["stale"].pk).update(version=F("version") + 1)
    Document.objects.filter(pk=pages["newer"].pk).update(version=5)
    server.delete(index=alias(), id=str(pages["missing"].pk))
    return {name: page.pk for name, page in pages.items()}


def test_the_status_says_what_differs_and_fails(broken: dict[str, int]) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="4 differences"):
        call_command("search_status", stdout=out)
    assert out.getvalue().splitlines() == [
        "4 documents, 4 in the index, 0 changes to send.",
        f"missing: 1 ({broken['missing']})",
        f"stale: 2 ({broken['stale']}, {broken['newer']})",
        f"orphans: 1 ({broken['orphan']})",
    ]


def test_repairing_makes_both_equal(broken: dict[str, int]) -> None:
    Change.objects.create(document=broken["good"], version=1)
    assert run("search_status", repair=True).splitlines()[-2:] == [
        "After the repair:",
        "4 documents, 4 in the index, 0 changes to send.",
    ]
    assert run("search_status") == "4 documents, 4 in the index, 0 changes to send.\n"
    assert {
        title: search(SearchRequest(query=title)).total for title in ("lune", "mât", "girouette", "cap", "puits")
    } == {
        "lune": 1,
        "mât": 1,
        "girouette": 1,
        "cap": 1,
        "puits": 0,
    }


def test_pages_of_keys_are_compared_one_after_the_other(
    broken: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = status.compare()
    monkeypatch.setattr(status, "PAGE", 2)
    assert status.compare() == whole


def test_a_rebuild_takes_the_name_and_leaves_nothing_behind(broken: dict[str, int], server: Elasticsearch) -> None:
    left = f"{alias()}_1"
    server.indices.create(index=left, **definition())
    former = indexes(server)

    assert run("search_rebuild") == "4 documents.\n"

    assert len(indexes(server)) == 1
    assert not set(indexes(server)) & set(former)
    assert run("search_status").startswith("4 documents, 4 in the index")


def test_a_rebuild_catches_up_with_what_changes_meanwhile(
    server: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = CollectivityPageFactory()
    kept, gone, late = (InitiativePageFactory(parent=parent, title=title) for title in ("Une lune", "Un mât", "Un cap"))
    index(kept, gone)
    fill = rebuild._fill

    def meanwhile(name: str) -> int:
        written = fill(name)
        # Sent to the index in use, and forgotten.
        kept.title = "Une girouette"
        kept.save()
        index(kept, late)
        documents.remove([gone.pk])
        feed()
        assert not Change.objects.exists()
        return written

    monkeypatch.setattr(rebuild, "_fill", meanwhile)
    rebuild.rebuild()

    assert status.compare().count == 0
    found = {query: search(SearchRequest(query=query)).total for query in ("lune", "mât", "cap", "girouette")}
    assert found == {"lune": 0, "mât": 0, "cap": 1, "girouette": 1}


def test_an_index_that_took_the_name_makes_room(server: Elasticsearch) -> None:
    for name in indexes(server):
        server.indices.delete(index=name)
    server.indices.create(index=alias())
    rebuild.rebuild()
    assert len(indexes(server)) == 1
    assert server.indices.exists_alias(name=alias())


def test_a_rebuild_that_fails_changes_nothing(server: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> None:
    page = InitiativePageFactory(title="Une girouette")
    index(page)
    former = indexes(server)
    monkeypatch.setattr("search.elastic.index._source", lambda document: {"unknown": 1})

    with pytest.raises(CommandError, match=f"refuses document {page.pk}"):
        call_command("search_rebuild")
    assert indexes(server) == former
    assert search(SearchRequest(query="girouette")).total == 1


def test_two_rebuilds_do_not_run_at_once(server: Elasticsearch) -> None:
    cache.set(rebuild.LOCK, True)
    with pytest.raises(CommandError, match="being rebuilt already"):
        call_command("search_rebuild")
    cache.delete(rebuild.LOCK)
    call_command("search_rebuild", stdout=StringIO())


def test_building_wagtail_s_index_builds_this_one_too(server: Elasticsearch) -> None:
    InitiativePageFactory(title="Une girouette")
    former = indexes(server)
    call_command("update_index", verbosity=0)
    assert indexes(server) != former
    documents = InitiativePage.objects.count() + Collectivity.objects.count()
    assert run("search_status").startswith(f"{documents} documents, {documents} in the index, 0 changes")
    assert search(SearchRequest(query="girouette")).engine == "elasticsearch"


def test_wagtail_s_index_is_built_though_elasticsearch_is_away(settings: Any) -> None:
    InitiativePageFactory(title="Une girouette")
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    call_command("update_index", verbosity=0)
    assert search(SearchRequest(query="girouette")).total == 1
    for command in ("search_status", "search_rebuild"):
        with pytest.raises(CommandError):
            call_command(command)


def test_without_elasticsearch_there_is_nothing_to_rebuild() -> None:
    with pytest.raises(CommandError, match="set ELASTICSEARCH_URL"):
        call_command("search_rebuild")


class TestDocuments:
    """Without Elasticsearch too, the documents are compared with what anyone may read."""

    @pytest.fixture(autouse=True)
    def without_a_server(self, settings: Any) -> None:
        settings.ELASTICSEARCH_URL = ""

    def test_what_is_missing_and_what_should_not_be_are_told_and_mended(self) -> None:
        documents.write_collectivities()
        kept, lost, hidden = (InitiativePageFactory(title=title) for title in ("Gardée", "Perdue", "Cachée"))
        index(kept, lost, hidden)
        documents.write_collectivities()
        Document.objects.filter(pk=lost.pk).delete()
        InitiativePage.objects.filter(pk=hidden.pk).update(live=False)
        town = kept.collectivity
        Document.objects.filter(collectivity_id=town.pk, kind="collectivity").delete()
        with pytest.raises(CommandError, match="3 differences"):
            run("search_status")
        assert "After the repair: 0 differences." in run("search_status", repair=True)
        assert Document.objects.filter(pk=lost.pk).exists()
        assert not Document.objects.filter(pk=hidden.pk).exists()
        assert run("search_status").endswith("documents, as it should be; no Elasticsearch.\n")
