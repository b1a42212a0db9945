"""Who gives the label, as machines name it: ``did:web`` and the address of the portal."""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings

from labels.proof.keys import SigningKey
from portal.addresses import whole_address

DID_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def issuer_id() -> str:
    """``did:web:villes-internet.example``; a port is written in escapes, as the method asks."""
    return f"did:web:{quote(urlsplit(settings.PUBLIC_URL).netloc, safe='')}"


def key_address(name: str) -> str:
    return f"{issuer_id()}#{name}"


def profile() -> dict[str, Any]:
    return {
        "id": issuer_id(),
        "type": ["Profile"],
        "name": settings.WAGTAIL_SITE_NAME,
        "url": whole_address("/"),
    }


def did_document(keys: list[SigningKey]) -> dict[str, Any]:
    """The current key and those it took over from, without their secrets; a revoked one verifies nothing."""
    trusted = [key for key in keys if not key.is_revoked]
    return {
        "@context": DID_CONTEXT,
        "id": issuer_id(),
        "verificationMethod": [_method(key) for key in trusted],
        "assertionMethod": [key_address(key.name) for key in trusted],
    }


def _method(key: SigningKey) -> dict[str, Any]:
    return {
        "id": key_address(key.name),
        "type": "Multikey",
        "controller": issuer_id(),
        "publicKeyMultibase": key.public,
    }
