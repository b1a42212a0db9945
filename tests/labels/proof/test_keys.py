"""The keys, the command that makes them, and what a server without one is told."""

import datetime
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from labels.proof.checks import check_signing_keys
from labels.proof.keys import KeysError, SigningKey, current_key, new_key, read_keys, signing_keys

DAY = datetime.date(2026, 11, 28)


def run(*arguments: str) -> str:
    said = io.StringIO()
    call_command("label_key", *arguments, stdout=said, stderr=io.StringIO())
    return said.getvalue()


def test_a_key_is_read_as_it_was_written(key: SigningKey) -> None:
    assert current_key() == key
    assert key.public.startswith("z6Mk")
    assert key.secret.startswith("z3u2")
    assert not any("secret" in entry for entry in [key.entry()])


@pytest.mark.parametrize(
    "text",
    [
        "x", "{}", "[{}]", '[{"id": "a", "since": "2026-01-01"}]', '[{"id": "a", "since": "hier", "public": "z6Mk"}]',
        '[{"id": "a", "since": "2026-01-01", "secret": "z111"}]', "[1]",
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(KeysError, match="LABEL_SIGNING_KEYS cannot be read"):
        read_keys(text)


def test_a_key_has_an_id_that_an_address_may_hold(key: SigningKey) -> None:
    with pytest.raises(KeysError, match="letters, figures and hyphens"):
        read_keys(json.dumps([key.entry() | {"id": "a b#c"}]))


def test_one_key_signs_and_ids_differ(key: SigningKey) -> None:
    other = new_key("2027", DAY)
    with pytest.raises(KeysError, match="two current keys"):
        read_keys(json.dumps([one.entry(with_secret=True) for one in (key, other)]))
    with pytest.raises(KeysError, match="two keys of one id"):
        read_keys(json.dumps([key.entry(with_secret=True), new_key("2026", DAY).entry()]))


def test_the_public_key_of_another_secret_is_refused(key: SigningKey) -> None:
    with pytest.raises(KeysError, match="not that of its secret"):
        read_keys(json.dumps([key.entry(with_secret=True) | {"public": new_key("x", DAY).public}]))


def test_the_command_shows_what_is_public(key: SigningKey) -> None:
    said = run()
    assert key.public in said
    assert "signs" in said
    assert key.secret not in said


def test_the_command_makes_another_key_and_keeps_the_former_one_without_its_secret(key: SigningKey) -> None:
    first, former = read_keys(run("--new", "2027"))
    assert (first.name, first.is_current) == ("2027", True)
    assert (former.name, former.public, former.secret, former.is_current) == ("2026", key.public, "", False)
    assert former.until is not None


def test_the_command_revokes_a_key(key: SigningKey) -> None:
    (revoked,) = read_keys(run("--revoke", "2026"))
    assert revoked.is_revoked
    assert not revoked.secret
    newer, revoked = read_keys(run("--revoke", "2026", "--new", "2027"))
    assert newer.is_current
    assert revoked.is_revoked


@pytest.mark.parametrize("arguments", [("--new", "2026"), ("--revoke", "1999"), ("--new", "a b")])
def test_the_command_refuses_what_makes_no_sense(key: SigningKey, arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(*arguments)


def test_the_command_makes_a_first_key(settings: Any) -> None:
    settings.LABEL_SIGNING_KEYS = ""
    with pytest.raises(CommandError, match="--new"):
        run()
    (first,) = read_keys(run("--new", "2026"))
    assert first.is_current


def test_a_server_is_told_what_its_keys_lack(settings: Any) -> None:
    assert check_signing_keys() == []
    settings.LABEL_SIGNING_KEYS = ""
    assert [message.id for message in check_signing_keys()] == ["labels.W001"]
    settings.LABEL_SIGNING_KEYS = "x"
    assert [message.id for message in check_signing_keys()] == ["labels.E001"]


def test_in_development_one_is_made_once_and_kept_to_oneself(settings: Any, tmp_path: Any) -> None:
    settings.LABEL_SIGNING_KEYS = ""
    settings.LABEL_SIGNING_KEY_OF_ITS_OWN = True
    settings.VAR_DIR = tmp_path
    (first,) = signing_keys()
    assert signing_keys() == [first]
    assert (tmp_path / "label-signing-key.json").stat().st_mode & 0o777 == 0o600
