"""Nothing that proves a label is there a minute before its ceremony, by any door, and all of it is a minute after."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from labels.models import Award
from labels.proof import codes, urls
from labels.proof.addresses import badge_address, credential_address, proof_address
from tests.labels.factories import AwardFactory
from tests.labels.proof.conftest import AFTER, BEFORE

pytestmark = pytest.mark.django_db
Door = Callable[[Award], str]


def in_space(name: str, extension: str = "") -> Door:
    def address(award: Award) -> str:
        keys: dict[str, Any] = {"pk": award.pk, "extension": extension} if extension else {}
        of = award.collectivity
        return reverse(name, kwargs={"kind": of.kind_path, "code": of.code_path, **keys})

    return address


DOORS: dict[str, Door] = {
    "label_proof": proof_address,
    "label_badge svg": badge_address,
    "label_badge png": lambda award: badge_address(award, "png"),
    "label_credential": credential_address,
    "space_label_kit": in_space("space_label_kit"),
    "space_label_sign pdf": in_space("space_label_sign", "pdf"),
    "space_label_sign svg": in_space("space_label_sign", "svg"),
    "space_label_certificate pdf": in_space("space_label_certificate", "pdf"),
    "space_label_certificate json": in_space("space_label_certificate", "json"),
}
SAY_NOTHING_OF_ONE = {"label_verify", "label_keys", "label_withdrawn"}


def test_every_address_is_a_door() -> None:
    names = {str(pattern.name) for pattern in (*urls.pages, *urls.machine_files)}
    assert names == {door.partition(" ")[0] for door in DOORS} | SAY_NOTHING_OF_ONE


@pytest.mark.parametrize("door", DOORS)
def test_a_door_opens_with_the_ceremony(
    door: str, embargoed: Award, member: Any, client_of: Any, settings: Any
) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    address = DOORS[door](embargoed)
    with time_machine.travel(BEFORE, tick=False):
        client = client_of(member) if door.startswith("space_") else Client()
        before = client.get(address)
    with time_machine.travel(AFTER, tick=False):
        after = client.get(address)
    assert (before.status_code, after.status_code) == (404, 200)
    told = before.content.decode() + str(dict(before.headers))
    for secret in ("Quatre", "quatre", codes.shown(embargoed.code), "panneau-ville", "Internet 2027", "Internet-2027"):
        assert secret not in told, secret


@pytest.mark.parametrize("door", DOORS)
def test_before_it_is_like_a_label_that_does_not_exist(
    door: str, embargoed: Award, member: Any, client_of: Any
) -> None:
    none = Award(pk=999_999, code="7K4XHW2J8F", collectivity=embargoed.collectivity)
    with time_machine.travel(BEFORE, tick=False):
        client = client_of(member) if door.startswith("space_") else Client()
        found = [client.get(DOORS[door](one)) for one in (embargoed, none)]
    texts = [
        answer.content.decode().replace(codes.in_address(one.code), "x").replace(f"/{one.pk}/", "/x/")
        for answer, one in zip(found, (embargoed, none), strict=True)
    ]
    assert found[0].status_code == found[1].status_code == 404
    assert len(texts[0]) == len(texts[1])


def test_the_list_of_withdrawals_and_the_first_page_of_the_space_say_nothing(
    embargoed: Award, member: Any, client_of: Any
) -> None:
    with time_machine.travel(BEFORE, tick=False):
        before = client_of(member).get("/espace/communes/22046/").content.decode()
    with time_machine.travel(AFTER, tick=False):
        after = client_of(member).get("/espace/communes/22046/").content.decode()
    assert "Kit du label" not in before
    assert "label Ville Internet 2027, quatre arobases" in after


def test_the_cache_of_pages_turns_with_the_ceremony(client: Client, embargoed: Award, settings: Any) -> None:
    """An earlier label of the same commune is worn until then: what was kept of it must not last longer."""
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    earlier = AwardFactory(collectivity=embargoed.collectivity, campaign__year=2026)
    with time_machine.travel(BEFORE, tick=False):
        kept = client.get(badge_address(earlier))
    assert kept.headers["Cache-Control"] == "public, max-age=60"
    with time_machine.travel(AFTER, tick=False):
        assert "millésime passé" in client.get(badge_address(earlier)).content.decode()
