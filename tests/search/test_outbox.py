"""What Elasticsearch must be told is written with the documents, and sent until it knows."""

import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from elasticsearch import Elasticsearch

from search import documents, outbox
from search.elastic import feed, status
from search.elastic.client import alias
from search.facade import search
from search.models import Change, Document
from search.request import SearchRequest
from search.tasks import feed_elasticsearch
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

REFUSED = "http://127.0.0.1:1"


@pytest.fixture
def worker(settings: Any) -> None:
    """Tasks wait for a worker, as on a public server."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def waiting() -> set[tuple[int, bool]]:
    return set(Change.objects.values_list("document", "removed"))


def test_without_elasticsearch_nothing_is_written(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    committed(page.unpublish)
    documents.remove_all()
    assert not Change.objects.exists()


def test_every_change_is_written_with_the_documents(settings: Any, worker: None) -> None:
    first, second, third = (InitiativePageFactory(title=title) for title in ("Un", "Deux", "Trois"))
    index(first, second, third)
    settings.ELASTICSEARCH_URL = REFUSED

    documents.write([first])
    documents.remove([second.pk, 10**9])
    documents.remove_below(third.path)
    assert waiting() == {(first.pk, False), (second.pk, True), (third.pk, True)}
    documents.remove_all()
    assert (first.pk, True) in waiting()


def test_what_is_rolled_back_was_never_to_be_sent(settings: Any, worker: None) -> None:
    page = InitiativePageFactory(title="Une girouette")
    settings.ELASTICSEARCH_URL = REFUSED
    with transaction.atomic():
        documents.write([page])
        transaction.set_rollback(True)
    assert not Change.objects.exists()
    assert not Document.objects.filter(pk=page.pk).exists()


def test_the_later_state_stays_whatever_comes_last(server: Elasticsearch) -> None:
    page = InitiativePageFactory(title="Une girouette")
    index(page)
    document = feed.to_send().get(pk=page.pk)
    later, earlier = document.version + 10, document.version - 10

    for version in (later, earlier):
        document.version = version
        results = feed.send([feed.index.writing(document)], 2)
        assert all(feed.is_done(result) for _key, result in results)
    assert status.compare().stale == {page.pk: later}

    results = feed.send([feed.index.removing(page.pk, earlier)], 2)
    assert all(feed.is_done(result) for _key, result in results)
    assert status.compare().indexed == 1


def test_what_was_sent_is_forgotten_and_found_at_once(server: Elasticsearch, committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    assert not Change.objects.exists()
    assert server.count(index=alias())["count"] == 1
    committed(page.delete)
    assert not Change.objects.exists()
    assert server.count(index=alias())["count"] == 0


def test_a_change_that_comes_while_others_are_sent_stays(
    server: Elasticsearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = InitiativePageFactory(title="Une girouette")
    documents.write([page])
    former = set(Change.objects.values_list("pk", flat=True))
    send = feed.send

    def meanwhile(*args: Any, **options: Any) -> Any:
        yield from send(*args, **options)
        monkeypatch.setattr(feed, "send", send)
        documents.write([page])
        later.extend(Change.objects.exclude(pk__in=former).values_list("pk", flat=True))
        assert feed._send(list(Change.objects.filter(pk__in=former)), 2) == 0
        assert set(Change.objects.values_list("pk", flat=True)) == set(later)

    later: list[int] = []
    monkeypatch.setattr(feed, "send", meanwhile)
    assert feed.feed() == 0
    assert later
    assert not Change.objects.exists()


def test_a_refused_document_stays_and_stops_no_other(server: Elasticsearch, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = CollectivityPageFactory()
    good, bad = (InitiativePageFactory(parent=parent, title=title) for title in ("Une lune", "Un mât"))
    for page in (bad, good):
        documents.write([page])
    source = feed.index._source
    monkeypatch.setattr(feed.index, "_source", lambda row: source(row) | ({"unknown": 1} if row.pk == bad.pk else {}))
    assert feed.feed() == 1
    assert set(Change.objects.values_list("document", flat=True)) == {bad.pk}
    assert search(SearchRequest(query="lune")).total == 1


def test_the_worker_tries_again_later_and_later(settings: Any, worker: None) -> None:
    settings.ELASTICSEARCH_URL = REFUSED
    Change.objects.create(document=1, version=1)
    now = timezone.now()

    feed_elasticsearch.call()
    feed_elasticsearch.call()
    assert retries(now) == [30]

    feed_elasticsearch.call(attempt=1)
    feed_elasticsearch.call(attempt=9)
    assert retries(now) == [30, 60, 600]
    assert Change.objects.exists()


def retries(since: datetime.datetime) -> list[int]:
    """In how many seconds the worker will try again, to the nearest ten."""
    dated = DBTaskResult.objects.filter(run_after__range=(since, since + datetime.timedelta(days=1)))
    moments = dated.order_by("run_after").values_list("run_after", flat=True)
    return [round((moment - since).total_seconds() / 10) * 10 for moment in moments]


def test_the_worker_makes_an_index_where_there_is_none(server: Elasticsearch, worker: None) -> None:
    index(InitiativePageFactory(title="Une girouette"))
    for name in server.indices.get(index=f"{alias()}_*"):
        server.indices.delete(index=name)

    assert search(SearchRequest(query="girouette")).is_from_another_engine
    assert retries(timezone.now()) == [30]
    feed_elasticsearch.call(attempt=1)

    assert status.compare().count == 0
    assert status.compare().indexed == 1


def test_a_version_grows() -> None:
    versions = [outbox.version() for _number in range(1_000)]
    assert versions == sorted(versions)


def test_a_portal_without_elasticsearch_never_imports_its_client() -> None:
    """The client costs every process a third of a second and 30 MB."""
    code = (
        "import django; django.setup(); import sys, portal.urls\n"
        "import search.facade, search.tasks, search.backends.documents\n"
        "sys.exit(any(name.startswith('elastic') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "ELASTICSEARCH_URL": ""}, timeout=60)
