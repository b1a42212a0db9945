"""The session ended while somebody was writing."""

from typing import Any

import pytest
from django.test import Client

from initiatives.models import InitiativePage
from portal.models import User
from tests.initiatives.short_path.conftest import NEW, Writer, address_of, latest

pytestmark = pytest.mark.django_db
SIGN_IN = "/connexion/"


def signed_out(writer: Writer) -> Writer:
    writer.client = Client()
    return writer


def sign_in(client: Client, user: User, following: str) -> Any:
    return client.post(f"{SIGN_IN}?next={following}", {"login": user.email, "password": "un mot de passe long"})


def test_what_was_sent_is_there_after_signing_in(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    writer = signed_out(write(maryvonne, sheet)).type(staff_time="Une agente", themes=[])
    answer = writer.send()
    assert answer.headers["Location"] == f"{SIGN_IN}?next={address_of(sheet)}"
    assert latest(sheet).staff_time == ""
    answer = sign_in(writer.client, maryvonne, address_of(sheet))
    assert answer.headers["Location"] == address_of(sheet)
    page = writer.client.get(address_of(sheet))
    assert "Votre session avait pris fin" in page.content.decode()
    fields = writer.read(page).fields
    assert (fields["staff_time"], fields.get("themes")) == (["Une agente"], None)
    assert writer.send().status_code == 302
    assert (latest(sheet).staff_time, latest(sheet).themes.count()) == ("Une agente", 0)
    # It is given once.
    assert "Votre session avait pris fin" not in writer.client.get(address_of(sheet)).content.decode()


def test_a_sheet_that_was_not_begun_yet_too(mene: Any, maryvonne: User, write: Any) -> None:
    writer = signed_out(write(maryvonne)).type(title="Le bus", summary="Un bus.")
    writer.send()
    sign_in(writer.client, maryvonne, NEW)
    fields = writer.open().fields
    assert (fields["title"], fields["summary"]) == (["Le bus"], ["Un bus."])


def test_a_script_is_told_and_keeps_its_page(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    answer = signed_out(write(maryvonne, sheet)).save(staff_time="Une agente")
    assert answer.status_code == 401
    assert not answer.cookies


def test_another_person_who_signs_in_there_is_given_nothing(
    sheet: InitiativePage, maryvonne: User, write: Any, other_member: Any
) -> None:
    writer = signed_out(write(maryvonne, sheet)).type(staff_time="Une agente")
    writer.send()
    sign_in(writer.client, other_member, address_of(sheet))
    assert writer.client.get(address_of(sheet)).status_code == 404


def test_a_session_keeps_no_more_than_a_form(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    writer = signed_out(write(maryvonne, sheet)).type(body="é" * 100_000)
    assert writer.send().status_code == 302
    assert "typed" not in writer.client.session


def test_many_forms_from_one_place_are_not_all_kept(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne, sheet)
    kept = 0
    for _ in range(65):
        signed_out(writer).send()
        kept += "typed" in writer.client.session
    assert kept == 60
