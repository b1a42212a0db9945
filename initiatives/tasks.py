"""Work in the background: what sheets copy from elsewhere is copied again, and they are indexed again."""

from collections import defaultdict

from django_tasks import task
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from collectivities.enums import SizeClass
from collectivities.models import CollectivityPage
from initiatives.models import InitiativePage
from initiatives.signals import sheets_changed
from portal.batches import batched
from portal.page_cache import forget_all

BATCH = 500
COPIES = ("collectivity_id", "intercommunality_id", "departement_id", "region_id", "size_class")
Territory = tuple[int | str | None, ...]


@task()
def index_sheets(keys: list[int]) -> None:
    """Write these sheets into the index again, as what they are. Those that are gone meanwhile are passed over."""
    for model in InitiativePage.types():
        sheets = list(model.get_indexed_objects().filter(pk__in=keys))
        for backend in get_search_backends(with_auto_update=True) if sheets else ():
            backend.add_bulk(model, sheets)


def queue_indexing(keys: list[int]) -> None:
    """Index any number of sheets, in tasks of a bounded length."""
    for batch in batched(keys, BATCH):
        index_sheets.enqueue(keys=batch)


@task()
def index_sheets_with(relation: str, key: int) -> None:
    """Index the sheets that have this theme (``themes``) or keyword (``keywords``), found by its name, or give this
    document (``documents__document``), found by its text.
    """
    keys = InitiativePage.objects.filter(**{relation: key}).order_by("pk").values_list("pk", flat=True)
    queue_indexing(list(keys))


@task()
def index_sheets_with_collection(path: str) -> None:
    """Index the sheets that give a document of this collection or of one in it."""
    sheets = InitiativePage.objects.filter(documents__document__collection__path__startswith=path)
    queue_indexing(list(sheets.order_by("pk").values_list("pk", flat=True).distinct()))


@task()
def refresh_territories(keys: list[int] | None = None) -> None:
    """Copy onto every sheet which commune it is of and where that is, and say which sheets changed.

    A sheet of one of the territories of these keys changed too: it is found by the name. Without keys all of them did.
    """
    current, named = _territories(), set(keys or ())
    stale: dict[Territory, list[int]] = defaultdict(list)
    changed: list[int] = []
    for sheet, path, *copies in InitiativePage.objects.order_by("pk").values_list("pk", "path", *COPIES):
        territory = current.get(path[: -Page.steplen], tuple(copies))
        if territory != tuple(copies):
            stale[territory].append(sheet)
        if keys is None or territory != tuple(copies) or named.intersection(territory):
            changed.append(sheet)
    for territory, sheets in stale.items():
        for batch in batched(sheets, BATCH):
            rows = InitiativePage.objects.filter(pk__in=batch)
            rows.update(**dict(zip(COPIES, territory, strict=True)))
    forget_all()
    sheets_changed.send(sender=InitiativePage, keys=changed)


def _territories() -> dict[str, Territory]:
    """What a sheet copies, by the place in the tree of the page of its commune."""
    places = ("intercommunality_id", "departement_id", "region_id", "population")
    rows = CollectivityPage.objects.order_by().values_list(
        "path", "collectivity_id", *(f"collectivity__{name}" for name in places)
    )
    return {path: (key, *where, SizeClass.of(population) or "") for path, key, *where, population in rows}
