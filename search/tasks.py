"""Work of the search in the background."""

import datetime

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from portal.batches import batched
from search import documents, labels
from search.open_data import producing
from search.open_data.datasets import BY_NAME

BATCH = 500
FIRST_RETRY_SECONDS = 30
LONGEST_RETRY_SECONDS = 600
RETRY_KEY = "search-elasticsearch-retry"


@task()
def index_tree(path: str) -> None:
    """Write the documents of a page and of all that stands below it again, as what they are now."""
    for model in documents.searched_models():
        pages = model.get_indexed_objects().filter(path__startswith=path)
        keys = list(pages.order_by("pk").values_list("pk", flat=True))
        for batch in batched(keys, BATCH):
            documents.write(list(pages.filter(pk__in=batch)))


@task()
def produce_dataset(name: str) -> None:
    """Make the files of a dataset of open data again."""
    producing.produce(BY_NAME[name])


@task()
def index_collectivities(keys: list[int] | None = None) -> None:
    """Write the documents of these collectivités, or of all of them, as what they are now."""
    documents.write_collectivities(keys)


@task()
def follow_labels() -> None:
    """Give the documents the labels of today."""
    labels.follow()


@task()
def count_missed(words: str, language: str, shown: int) -> None:
    """Count a search that found nothing with every word."""
    from search import missed  # It enqueues this task

    missed.count(words, language, shown)


@task()
def feed_elasticsearch(attempt: int = 0) -> None:
    """Send the changes that wait. Where a worker does it, it tries again until they are sent, less and less often, and
    makes the index where there is none; else the next change does, and a reader waits no longer than for a search.
    """
    # Where there is no server, nobody waits for its client.
    from search.elastic import client, feed, rebuild

    if not feed_elasticsearch.get_backend().supports_defer:
        feed.try_to_feed(client.SECONDS)
        return
    if attempt:
        cache.delete(RETRY_KEY)
    if not (rebuild.has_index() and feed.try_to_feed(feed.BULK_SECONDS)):
        feed_later(attempt)


def feed_later(attempt: int = 0) -> None:
    """Have the worker, where there is one, send the changes after a while; once, whoever asks for it meanwhile."""
    seconds = min(FIRST_RETRY_SECONDS * 2**attempt, LONGEST_RETRY_SECONDS)
    if feed_elasticsearch.get_backend().supports_defer and cache.add(RETRY_KEY, True, seconds):
        moment = timezone.now() + datetime.timedelta(seconds=seconds)
        feed_elasticsearch.using(run_after=moment).enqueue(attempt=min(attempt + 1, 10))
