"""Work in the background: sheets whose words changed elsewhere are indexed again."""

from collections import defaultdict
from typing import Any

from django_tasks import task
from wagtail.search.backends import get_search_backends

from initiatives.models import InitiativePage

BATCH = 500


@task()
def index_sheets(keys: list[int]) -> None:
    """Write these sheets into the index again, as what they are. Those that are gone meanwhile are passed over."""
    by_type: dict[type[Any], list[InitiativePage]] = defaultdict(list)
    for sheet in InitiativePage.objects.filter(pk__in=keys).specific():
        by_type[type(sheet)].append(sheet)
    for backend in get_search_backends(with_auto_update=True):
        for model, sheets in by_type.items():
            backend.add_bulk(model, sheets)


def queue_indexing(keys: list[int]) -> None:
    """Index any number of sheets, in tasks of a bounded length."""
    for start in range(0, len(keys), BATCH):
        index_sheets.enqueue(keys=keys[start : start + BATCH])
