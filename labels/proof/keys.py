"""The keys that sign: one is current, those it took over from still verify what they signed.

They come from ``LABEL_SIGNING_KEYS``, in the Multikey form of W3C: a secret key begins with « z3u2 », a public one with
« z6Mk ». In development, where none is given, one is made under ``PORTAL_VAR`` and proves nothing.
"""

import datetime
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils import timezone

PUBLIC_HEAD, SECRET_HEAD = b"\xed\x01", b"\x80\x26"
"""What says, in a Multikey, that Ed25519 follows."""
KEY_BYTES = 32
NAME = re.compile(r"[A-Za-z0-9-]{1,40}")
"""Of a key: it stands in addresses."""
OWN_FILE = "label-signing-key.json"


class KeysError(Exception):
    """The setting cannot be read; the text says which key and why."""


@dataclass(frozen=True)
class SigningKey:
    """``until`` is the day it stopped signing; a revoked one proves nothing any more, whatever it signed."""

    name: str
    since: datetime.date
    public: str
    secret: str = ""
    until: datetime.date | None = None
    is_revoked: bool = False

    @property
    def is_current(self) -> bool:
        return bool(self.secret) and self.until is None and not self.is_revoked

    @cached_property
    def signer(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(_bytes(self.secret, SECRET_HEAD))

    @cached_property
    def verifier(self) -> Ed25519PublicKey:
        return Ed25519PublicKey.from_public_bytes(_bytes(self.public, PUBLIC_HEAD))

    def entry(self, *, with_secret: bool = False) -> dict[str, Any]:
        """As the setting holds it."""
        found: dict[str, Any] = {"id": self.name, "since": self.since.isoformat(), "public": self.public}
        if self.until:
            found["until"] = self.until.isoformat()
        if self.is_revoked:
            found["revoked"] = True
        if with_secret and self.secret:
            found["secret"] = self.secret
        return found


def new_key(name: str, since: datetime.date) -> SigningKey:
    signer = Ed25519PrivateKey.generate()
    return SigningKey(name, since, _multikey(signer.public_key()), _multikey_of_secret(signer))


def signing_keys() -> list[SigningKey]:
    """All of them, the current one first."""
    keys = read_keys(settings.LABEL_SIGNING_KEYS) or ([_own_key()] if settings.LABEL_SIGNING_KEY_OF_ITS_OWN else [])
    return sorted(keys, key=lambda key: (not key.is_current, -key.since.toordinal()))


def current_key() -> SigningKey | None:
    return next((key for key in signing_keys() if key.is_current), None)


def read_keys(text: str) -> list[SigningKey]:
    """The keys of the setting; raises ``KeysError``."""
    if not text.strip():
        return []
    try:
        entries = json.loads(text)
        if not isinstance(entries, list):
            raise TypeError("it is not a list")
        keys = [_key(entry) for entry in entries]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KeysError(f"LABEL_SIGNING_KEYS cannot be read: {error}") from error
    if len({key.name for key in keys}) != len(keys):
        raise KeysError("LABEL_SIGNING_KEYS has two keys of one id.")
    if sum(key.is_current for key in keys) > 1:
        raise KeysError("LABEL_SIGNING_KEYS has two current keys: give « until » to the one that signs no more.")
    return keys


def _key(entry: dict[str, Any]) -> SigningKey:
    secret, public = entry.get("secret", ""), entry.get("public", "")
    if secret:
        own = _multikey(Ed25519PrivateKey.from_private_bytes(_bytes(secret, SECRET_HEAD)).public_key())
        if public not in {"", own}:
            raise ValueError(f"the public key of « {entry['id']} » is not that of its secret")
        public = own
    _bytes(public, PUBLIC_HEAD)
    until = datetime.date.fromisoformat(entry["until"]) if entry.get("until") else None
    since = datetime.date.fromisoformat(entry["since"])
    if not NAME.fullmatch(str(entry["id"])):
        raise ValueError(f"the id « {entry['id']} » has more than letters, figures and hyphens")
    return SigningKey(str(entry["id"]), since, public, secret, until, bool(entry.get("revoked")))


def _own_key() -> SigningKey:
    path: Path = settings.VAR_DIR / OWN_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = new_key("developpement", timezone.localdate())
        try:
            with path.open("x", encoding="utf-8") as file:
                json.dump([made.entry(with_secret=True)], file)
            path.chmod(0o600)
        except FileExistsError:
            # Another process made it meanwhile.
            pass
    return read_keys(path.read_text(encoding="utf-8"))[0]


def _bytes(multikey: str, head: bytes) -> bytes:
    raw = base58.b58decode(multikey[1:]) if multikey.startswith("z") else b""
    if len(raw) != len(head) + KEY_BYTES or not raw.startswith(head):
        raise ValueError("not an Ed25519 key in the Multikey form")
    return raw[len(head) :]


def _multikey(public: Ed25519PublicKey) -> str:
    return "z" + base58.b58encode(PUBLIC_HEAD + public.public_bytes_raw()).decode()


def _multikey_of_secret(secret: Ed25519PrivateKey) -> str:
    return "z" + base58.b58encode(SECRET_HEAD + secret.private_bytes_raw()).decode()
