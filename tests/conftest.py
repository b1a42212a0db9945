"""A hostile environment: warnings are errors, no network, no cache kept, an undefined template variable fails."""

import functools
import gc
import shutil
import socket
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.template.base import FilterExpression, Origin, Variable, VariableDoesNotExist
from django.test import Client
from django.utils import translation

from home.setup import set_up_portal
from labels import append_only
from labels.writing.questionnaires import forget_questions
from tests.database_template import keep_as_template, start_from_template
from tests.factories import CollectivityPageFactory, MembershipFactory, UserFactory

OWN_TEMPLATES = Path(settings.BASE_DIR) / "templates"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
CASES = ("even", "odd")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="leave out what touches no database: once, on one, is enough"
    )
    parser.addoption(
        "--cases", choices=CASES, help="one case in two of each table: the others run on the other database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("database_only"):
        _keep(config, items, [item for item in items if _touches_database(item)])
    if which := config.getoption("cases"):
        kept = _cases(items, CASES.index(which))
        _keep(config, items, [item for item in items if item.nodeid in kept])
    # Random as they are: what is long only comes before what is not.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of cycles looks at it no more, and seldom at the rest."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def _keep(config: pytest.Config, items: list[pytest.Item], kept: list[pytest.Item]) -> None:
    left = {item.nodeid for item in items} - {item.nodeid for item in kept}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid in left])
    items[:] = kept


def _cases(items: list[pytest.Item], which: int) -> set[str]:
    """What a run keeps: every other case of a table, and whatever is no table. The search compares its engines: all of
    its cases run on each; what touches no database runs on one alone.
    """
    tables: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        tables[item.nodeid.partition("[")[0]].append(item)
    kept: set[str] = set()
    for name, cases in tables.items():
        is_shared = len(cases) > 1 and not name.startswith("tests/search/") and _touches_database(cases[0])
        found = sorted(case.nodeid for case in cases)
        kept.update(found[which::2] if is_shared else found)
    return kept


def _touches_database(item: Any) -> bool:
    return bool(item.get_closest_marker("django_db")) or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session", autouse=True)
def _no_files_left() -> Iterator[None]:
    """The files the suite uploads are in a folder of this process, which goes with it."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    shutil.rmtree(settings.PRIVATE_ROOT, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_createdb(django_db_createdb: bool) -> bool:
    """Asked before the database is made."""
    start_from_template()
    return django_db_createdb


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> str:
    """The skeleton of the portal is there for every test, as it is on every portal; returns the copy Django keeps."""
    with django_db_blocker.unblock():
        set_up_portal()
        keep_as_template()
        # What a test that commits is given back afterwards: Django's own copy was made before the skeleton.
        skeleton: str = connection.creation.serialize_db_to_string()
        connection._test_serialized_contents = skeleton
        return skeleton


@pytest.fixture(scope="session", autouse=True)
def _flushing_may_erase_journals() -> Iterator[None]:
    """A test that commits empties every table afterwards, those too that are written once.

    On the class: a browser runs a loop of its own, in which the connection is another.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_all(self: BaseDatabaseOperations, statements: Any) -> None:
        with append_only.exposed(self.connection):
            flush(self, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_all)
        yield


@pytest.fixture(autouse=True)
def _clean_cache() -> Iterator[None]:
    cache.clear()
    forget_questions()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """The language of the last request stays active in the thread: it must not reach the next test."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            pytest.fail(f"A test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the project's own templates, printing a variable that does not exist is an error, not an empty place.

    A condition may ask whether a variable exists, and ``default`` says what to print otherwise.
    """
    resolve = FilterExpression.resolve

    def strict(self: FilterExpression, context: Any, ignore_failures: bool = False) -> Any:
        if not ignore_failures and isinstance(self.var, Variable) and _is_own(context) and not _is_defaulted(self):
            try:
                self.var.resolve(context)
            except VariableDoesNotExist as error:
                raise AssertionError(f"Undefined template variable: {self.var}") from error
        return resolve(self, context, ignore_failures)

    monkeypatch.setattr(FilterExpression, "resolve", strict)


def _is_defaulted(expression: FilterExpression) -> bool:
    return any(function.__name__ in {"default", "default_if_none"} for function, _arguments in expression.filters)


def _is_own(context: Any) -> bool:
    template = getattr(getattr(context, "render_context", None), "template", None)
    origin: Origin | None = getattr(template, "origin", None)
    return bool(origin and origin.name and _is_ours(str(origin.name)))


@functools.cache
def _is_ours(file: str) -> bool:
    """It is asked for each variable of each answer."""
    return Path(file).is_relative_to(OWN_TEMPLATES)


@pytest.fixture
def home(db: None) -> Any:
    """The French home page."""
    from home.models import HomePage

    return HomePage.objects.get(locale__language_code="fr")


@pytest.fixture
def superuser(db: None) -> Any:
    return UserFactory(superuser=True)


@pytest.fixture
def association(db: None) -> Any:
    return UserFactory(association=True)


@pytest.fixture
def member(db: None) -> Any:
    """The référent of Le Mené; ``member.membership.collectivity`` is the commune."""
    return _member("22046", "Le Mené")


@pytest.fixture
def other_member(db: None) -> Any:
    """The référent of another commune."""
    return _member("56083", "Hennebont")


def _member(code: str, name: str) -> Any:
    page = CollectivityPageFactory(collectivity__code=code, collectivity__name=name)
    membership = MembershipFactory(collectivity=page.collectivity)
    membership.user.membership = membership
    membership.user.page = page
    return membership.user


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    def sign_in(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def superuser_client(superuser: Any, client_of: Any) -> Client:
    return client_of(superuser)


@pytest.fixture
def association_client(association: Any, client_of: Any) -> Client:
    return client_of(association)


@pytest.fixture
def member_client(member: Any, client_of: Any) -> Client:
    return client_of(member)


@pytest.fixture
def other_member_client(other_member: Any, client_of: Any) -> Client:
    return client_of(other_member)


@pytest.fixture
def post(client_of: Callable[..., Client], django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Send a form as somebody, and let the mails leave."""

    def send(user: Any, address: str, **values: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return (client_of(user) if user else Client()).post(address, values)

    return send
