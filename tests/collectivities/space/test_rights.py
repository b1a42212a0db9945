"""Every address of the space, for every role: a member of another commune, a juror, the anonymous learn nothing."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import get_resolver
from wagtail.models import Revision

from collectivities.models import CustomImage, Membership
from initiatives.models import Correction, Hour, InitiativePage, Inspiration, Question, Seat
from labels.models import Answer, Deposit, Dossier, DossierFile
from tests.collectivities.space.conftest import Town, town
from tests.collectivities.space.table import (
    ADDRESSES,
    OF_A_COLLEAGUE,
    OF_A_DEPOSIT,
    OF_A_FILE,
    OF_A_QUESTION,
    OF_A_SHEET,
    OF_AN_HOUR,
    ONLY_READ,
    REFERENTS,
    address,
)
from tests.factories import UserFactory
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

ROLES = ("anonymous", "nobody", "association", "superuser", "foreign", "contributor", "referent")


class World(NamedTuple):
    mene: Town
    hennebont: Town
    nobody: Any
    association: Any
    superuser: Any


def make_world() -> World:
    towns = town("22046", "Le Mené"), town("56083", "Hennebont")
    return World(*towns, UserFactory(), UserFactory(association=True), UserFactory(superuser=True))


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with made_once(django_db_blocker, make_world) as world:
        yield world


@pytest.fixture
def world(kept: World, db: None) -> World:
    return deepcopy(kept)


@pytest.fixture
def mene(world: World) -> Town:
    return world.mene


@pytest.fixture
def hennebont(world: World) -> Town:
    return world.hennebont


def names() -> set[str]:
    return {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("space_")}


def test_every_address_is_in_the_table() -> None:
    assert names() == set(ADDRESSES)


def state() -> Any:
    """What the addresses of the space may change."""
    return [
        list(rows.order_by("pk").values())
        for rows in (
            Membership.objects, InitiativePage.objects, Revision.objects, CustomImage.objects, Question.objects,
            Inspiration.objects, Correction.objects, Hour.objects, Seat.objects, Dossier.objects, Answer.objects,
            Deposit.objects, DossierFile.objects,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_table(name: str, role: str, world: World, mene: Town, client_of: Any) -> None:
    method, who, status = ADDRESSES[name]
    users = {
        "nobody": world.nobody,
        "association": world.association,
        "superuser": world.superuser,
        "foreign": world.hennebont.referent.user,
        "contributor": mene.contributor.user,
        "referent": mene.referent.user,
    }
    client = client_of(users[role]) if role in users else Client()
    asked, before = address(name, mene), state()
    answer = getattr(client, method)(asked)
    if role == "anonymous":
        assert answer.headers["Location"].startswith("/connexion/?next=")
    elif role in {"nobody", "association", "superuser", "foreign"}:
        assert answer.status_code == 404
    elif role == "contributor" and who == REFERENTS:
        assert answer.status_code == 403
    else:
        assert answer.status_code == status
        return
    assert state() == before


@pytest.mark.parametrize(
    "name",
    [
        *OF_A_COLLEAGUE,
        *OF_A_SHEET,
        *OF_A_DEPOSIT,
        *OF_A_FILE,
        *OF_A_QUESTION,
        *OF_AN_HOUR,
        "space_inspiration",
        "space_correction_done",
        "space_hour_give_back",
    ],
)
def test_what_is_of_another_commune_is_out_of_reach(
    name: str, mene: Town, hennebont: Town, client_of: Any, post: Any
) -> None:
    asked, before = address(name, mene, of=hennebont), state()
    answer = post(mene.referent.user, asked, role="referent", title="Écrasé")
    assert answer.status_code == 405 if name in ONLY_READ else 404
    assert client_of(mene.referent.user).get(asked).status_code in {404, 405}
    assert state() == before


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_no_verb_opens_it_to_others(name: str, method: str, world: World, mene: Town, client_of: Any) -> None:
    asked, before = address(name, mene), state()
    for user in (world.nobody, world.association, world.hennebont.referent.user):
        assert getattr(client_of(user), method)(asked).status_code == 404
    assert getattr(Client(), method)(asked).headers["Location"].startswith("/connexion/?next=")
    assert state() == before


@pytest.mark.parametrize("name", [name for name, (method, *_rest) in ADDRESSES.items() if method == "post"])
def test_what_changes_something_takes_no_get(name: str, mene: Town, client_of: Any) -> None:
    assert client_of(mene.referent.user).get(address(name, mene)).status_code == 405


def test_a_right_taken_away_is_so_at_once_in_an_open_session(mene: Town, client_of: Any) -> None:
    client = client_of(mene.contributor.user)
    home = address("space_of", mene)
    assert client.get(home).status_code == 200
    mene.contributor.delete()
    assert client.get(home).status_code == 404
    assert client.get(f"/admin/pages/{mene.page.pk}/edit/").status_code in {302, 403}


def test_a_closed_account_opens_nothing(mene: Town, client_of: Any) -> None:
    client = client_of(mene.referent.user)
    mene.referent.user.is_active = False
    mene.referent.user.save()
    assert client.get(address("space_of", mene)).status_code == 302
