"""One table, address × role × answer, over every address of the admin; an address nobody classified fails."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from django.test import Client

from collectivities.admin_access import ALLOWED, REFUSED, RULES, is_classified, is_refused, member_may_open
from tests.collectivities.admin_table import COLUMNS, TABLE
from tests.collectivities.admin_world import NAMES, PARAMETERS, SECRET, World, make_world, unnamed_patterns
from tests.factories import UserFactory

# wagtail-localize pages its report through an unordered query.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results")]

ENDS_THE_SESSION = {"wagtailadmin_logout"}


@pytest.fixture
def world(member: Any, other_member: Any) -> World:
    return make_world(member, other_member)


def answer(client: Client, address: str, method: str = "get") -> str:
    response = getattr(client, method)(address)
    if response.status_code != 302:
        return str(response.status_code)
    target = response.headers["Location"]
    if target.startswith("/connexion/"):
        return "login"
    return "denied" if target == "/admin/" else "302"


def test_the_walk_sees_the_whole_admin() -> None:
    assert len(NAMES) >= 230
    assert PARAMETERS["wagtailadmin_pages:edit"] == ["page_id"]


def test_every_address_is_classified_once() -> None:
    assert [name for name in NAMES if not is_classified(name)] == []
    assert [name for name in NAMES if (name in ALLOWED) + (name in RULES) + is_refused(name) > 1] == []


def test_nothing_is_classified_that_does_not_exist() -> None:
    assert sorted((ALLOWED | set(RULES) | REFUSED) - set(NAMES)) == []


def test_the_table_holds_every_address_and_no_other() -> None:
    assert sorted(set(NAMES) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(NAMES)) == []


def test_an_address_nobody_classified_is_refused(rf: Any, member: Any) -> None:
    request = rf.get("/admin/")
    request.user = member
    assert not member_may_open(request, "wagtail_new_feature:index", {})


@pytest.mark.parametrize("column", COLUMNS)
def test_the_table(
    column: str, world: World, association: Any, superuser: Any, client_of: Callable[..., Client]
) -> None:
    users = {
        "nobody": UserFactory,
        "own": lambda: world.own.member,
        "foreign": lambda: world.own.member,
        "association": lambda: association,
        "superuser": lambda: superuser,
    }
    client = client_of(users[column]()) if column in users else Client()
    client.raise_request_exception = False
    side = world.foreign if column == "foreign" else world.own
    wrong = {}
    for name in sorted(NAMES, key=lambda name: name in ENDS_THE_SESSION):
        got = answer(client, world.address(name, side))
        expected = TABLE[name][column].replace("error", "500")
        if got != expected:
            wrong[name] = f"{got} instead of {expected}"
    assert wrong == {}


CLOSED = {"anonymous": "login", "nobody": "403", "own": "403", "association": "403"}
"""What the door answers to each role."""
VERBS = ("post", "delete")


@pytest.mark.parametrize("column", CLOSED)
def test_what_is_closed_is_closed_to_every_verb(
    column: str, world: World, association: Any, client_of: Callable[..., Client]
) -> None:
    users = {"nobody": UserFactory, "own": lambda: world.own.member, "association": lambda: association}
    client = client_of(users[column]()) if column in users else Client()
    closed = [name for name in NAMES if TABLE[name][column] == CLOSED[column]]
    assert len(closed) >= 45
    opened = {
        f"{verb} {name}: {got}"
        for name in closed
        for verb in VERBS
        if (got := answer(client, world.address(name, world.own), verb)) != CLOSED[column]
    }
    assert opened == set()


def test_a_member_changes_nothing_of_the_other_commune(world: World, client_of: Callable[..., Client]) -> None:
    """Whatever address he sends a form to: the guard, or Wagtail after it, refuses."""
    client = client_of(world.own.member)
    named = {name for name in NAMES if set(PARAMETERS[name]) - {"app_label", "model_name"}}
    refusals = {"403", "404", "405", "denied"}
    wrong = {}
    for name in named - SAY_NOTHING:
        got = answer(client, world.address(name, world.foreign), "post")
        if TABLE[name]["foreign"] != "200" and got not in refusals:
            wrong[name] = got
    assert wrong == {}


SAY_NOTHING = {"wagtailadmin_editing_sessions:release", "wagtailadmin_tag_model_autocomplete"}
"""Take a name of another commune's without telling or changing anything: the views look for what is one's own."""


def test_every_address_has_a_name() -> None:
    """One without a name could not be classified; those two answer that nothing is there, whoever asks."""
    assert set(unnamed_patterns()) == {"admin/test404/", "admin/^.*/$"}


QUERIES = ("", "q=Secret", "search_all=1&q=Secret", "search_all=1&site=1")


def leaking(world: World, client: Client) -> Iterator[str]:
    """The addresses whose answer holds what is secret, as they are found."""
    for name in set(NAMES) - ENDS_THE_SESSION:
        queries = QUERIES if TABLE[name]["own"] == "200" else QUERIES[:1]
        if any(_is_told(client, address, query) for address in _both(world, name) for query in queries):
            yield name


def _both(world: World, name: str) -> set[str]:
    """Of her commune, and of the other."""
    return {world.address(name, world.own), world.address(name, world.foreign)}


def _is_told(client: Client, address: str, query: str) -> bool:
    response = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
    content = b"".join(response) if response.streaming else response.content
    return SECRET.encode() in content


def test_no_answer_to_a_member_holds_a_secret_of_the_other_commune(
    world: World, client_of: Callable[..., Client]
) -> None:
    """Neither a draft's title, nor a file's, nor the name of its author: on no address, searched or not."""
    assert list(leaking(world, client_of(world.own.member))) == []


def test_the_secrets_are_there_to_be_found(world: World, association: Any, client_of: Callable[..., Client]) -> None:
    """The walk sees them where they are told: fifty addresses are enough to know it."""
    assert len(list(islice(leaking(world, client_of(association)), 50))) == 50
