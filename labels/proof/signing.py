"""Signing a document as W3C's Data Integrity says it, with the suite ``eddsa-jcs-2022``: the document and what is said
of the signature, each in canonical JSON (RFC 8785), hashed, and signed with Ed25519.
"""

import datetime
import hashlib
from typing import Any

import base58
import rfc8785
from cryptography.exceptions import InvalidSignature
from django.utils import timezone

from labels.proof.issuer import key_address
from labels.proof.keys import SigningKey, current_key, signing_keys

SUITE = "eddsa-jcs-2022"


class NotSignedError(Exception):
    """No key is there to sign."""


def signed(document: dict[str, Any], created: datetime.datetime) -> dict[str, Any]:
    """The document with its proof. The same document is signed the same until another key takes over.

    ``created`` is when what it says became true; a key that came later signed it on its first day.
    """
    key = current_key()
    if key is None:
        raise NotSignedError
    first_day = timezone.make_aware(datetime.datetime.combine(key.since, datetime.time()))
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": in_utc(max(created, first_day)),
        "verificationMethod": key_address(key.name),
        "proofPurpose": "assertionMethod",
    }
    # The proof says in what words it is written, as the document does.
    options = {**proof, "@context": document["@context"]} if "@context" in document else proof
    signature = key.signer.sign(_hashed(document, options))
    return {**document, "proof": {**options, "proofValue": "z" + base58.b58encode(signature).decode()}}


def is_genuine(document: dict[str, Any]) -> bool:
    """Whether one of our keys signed it, the current one or one it took over from; a revoked one proves nothing."""
    proof = document.get("proof")
    if not isinstance(proof, dict) or proof.get("cryptosuite") != SUITE:
        return False
    key = _key_of(proof)
    if key is None or key.is_revoked:
        return False
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        key.verifier.verify(base58.b58decode(str(proof.get("proofValue", ""))[1:]), _hashed(unsigned, options))
    except (InvalidSignature, ValueError, rfc8785.CanonicalizationError):
        return False
    return True


def in_utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _key_of(proof: dict[str, Any]) -> SigningKey | None:
    return next((key for key in signing_keys() if key_address(key.name) == proof.get("verificationMethod")), None)


def _hashed(document: dict[str, Any], options: dict[str, Any]) -> bytes:
    parts = (rfc8785.dumps(part) for part in (options, document))
    return b"".join(hashlib.sha256(part).digest() for part in parts)
