"""No door shows what its reader may not read: every door, in every visibility, on every engine.

The table is ``ENGINE_DOORS`` and ``DATABASE_DOORS`` (``doors.py``) by ``VISIBILITIES`` (``hidden.py``). The public ones
show what each door would let out.
"""

import pkgutil
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver
from django.utils.translation import override

from search import urls
from search.api import urls as api_urls
from search.api.v1 import api
from search.management import commands
from search.open_data import urls as open_data_urls
from search.viewsets import ExplainViewSet
from tests.search.doors import DATABASE_DOORS, ENGINE_DOORS, NO_DOORS, Door, opened
from tests.search.elastic import elasticsearch_alone
from tests.search.hidden import VISIBILITIES, World, make_world

pytestmark = pytest.mark.django_db


def worlds(engine: str) -> list[Any]:
    """One for each visibility, whose doors are all tried by one worker: it is made once."""
    return [
        pytest.param((engine, name), id=f"{engine}-{name}", marks=pytest.mark.xdist_group(f"doors {engine} {name}"))
        for name in VISIBILITIES
    ]


ON_DATABASE = worlds("database")
ON_EVERY_ENGINE = ON_DATABASE + worlds("elasticsearch")


@pytest.fixture(scope="module")
def world(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """In a transaction around those of its doors: each gives back what it wrote."""
    engine, name = request.param
    search_with = elasticsearch_alone("doors") if engine == "elasticsearch" else nullcontext()
    with django_db_blocker.unblock(), transaction.atomic(), search_with:
        with override("fr"):
            made = make_world(name)
        yield made
        transaction.set_rollback(True)


def judge(door: Door, world: World) -> None:
    shown = door.shown(world)
    assert shown
    if world.is_public or world.visibility in door.told:
        assert all(shown), f"shown: {shown}"
    else:
        assert not any(shown), f"shown: {shown}"


@pytest.mark.parametrize("door", ENGINE_DOORS)
@pytest.mark.parametrize("world", ON_EVERY_ENGINE, indirect=True)
def test_a_door_of_the_search_shows_what_anyone_may_read_alone(world: World, door: str) -> None:
    judge(ENGINE_DOORS[door], world)


@pytest.mark.parametrize("door", DATABASE_DOORS)
@pytest.mark.parametrize("world", ON_DATABASE, indirect=True)
def test_a_door_beside_it_shows_what_anyone_may_read_alone(world: World, door: str) -> None:
    judge(DATABASE_DOORS[door], world)


def test_no_door_is_forgotten() -> None:
    """A new address, operation or command of the search stands in the table, or is said to be no door."""
    known = [*opened(), *NO_DOORS]

    assert sorted(known) == sorted(every_way_out())


def every_way_out() -> Iterator[str]:
    yield from names([*urls.urlpatterns, *api_urls.page, *open_data_urls.page, *open_data_urls.files])
    for methods in api.get_openapi_schema()["paths"].values():
        yield from (operation["operationId"] for operation in methods.values())
    yield from (f"{ExplainViewSet.name}:{name}" for name in names(ExplainViewSet().get_urlpatterns()))
    yield from (f"manage.py {module.name}" for module in pkgutil.iter_modules(commands.__path__))


def names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)
