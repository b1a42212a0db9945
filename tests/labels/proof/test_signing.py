"""The signed badge is verified here by the letter of the standard, with the libraries alone."""

import base64
import datetime
import gzip
import hashlib
import json
from typing import Any

import base58
import pytest
import rfc8785
import time_machine
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from labels.models import Award, Withdrawal
from labels.proof.addresses import badge_address, credential_address, printed_address
from labels.proof.keys import SigningKey, new_key
from labels.proof.signing import is_genuine
from tests.labels.factories import AwardFactory

pytestmark = pytest.mark.django_db


def verify(document: dict[str, Any], did: dict[str, Any]) -> None:
    """What W3C's « eddsa-jcs-2022 » asks of whoever verifies; raises when it is not so."""
    proof = dict(document["proof"])
    methods = {one["id"]: one["publicKeyMultibase"] for one in did["verificationMethod"]}
    assert proof["verificationMethod"] in did["assertionMethod"]
    public = base58.b58decode(methods[proof["verificationMethod"]][1:])
    assert public[:2] == b"\xed\x01"
    signature = base58.b58decode(proof.pop("proofValue")[1:])
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    assert proof.get("@context") == unsigned.get("@context")
    hashed = hashlib.sha256(rfc8785.dumps(proof)).digest() + hashlib.sha256(rfc8785.dumps(unsigned)).digest()
    Ed25519PublicKey.from_public_bytes(public[2:]).verify(signature, hashed)


@pytest.fixture
def did(client: Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/.well-known/did.json").json()
    return found


@pytest.fixture
def document(client: Client, award: Award) -> dict[str, Any]:
    answer = client.get(credential_address(award))
    assert answer.headers["Content-Type"] == "application/vc+ld+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = answer.json()
    return found


def test_the_badge_is_an_open_badge_of_the_award(document: dict[str, Any], award: Award) -> None:
    assert document["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert document["id"] == f"http://testserver{credential_address(award)}"
    assert document["issuer"]["id"] == "did:web:testserver"
    assert (document["validFrom"], document["validUntil"]) == ("2027-02-04T17:30:00Z", "2029-02-04T17:30:00Z")
    subject = document["credentialSubject"]
    assert subject["id"] == award.collectivity.public_address
    assert subject["identifier"][0]["identityHash"] == "22046"
    achievement = subject["achievement"]
    assert achievement["name"] == "Label Ville Internet 2027, quatre arobases"
    assert achievement["image"]["id"] == f"http://testserver{badge_address(award)}"
    assert document["evidence"][0]["id"] == printed_address(award)


def test_the_achievement_is_the_same_for_one_level_and_year(
    client: Client, document: dict[str, Any], award: Award
) -> None:
    other = client.get(credential_address(AwardFactory(campaign=award.campaign, symbols=4))).json()
    less = client.get(credential_address(AwardFactory(campaign=award.campaign, symbols=3))).json()
    ids = [one["credentialSubject"]["achievement"]["id"] for one in (document, other, less)]
    assert ids[0] == ids[1] != ids[2]


def test_the_signature_holds(document: dict[str, Any], did: dict[str, Any]) -> None:
    assert document["proof"]["cryptosuite"] == "eddsa-jcs-2022"
    verify(document, did)
    assert is_genuine(document)


@pytest.mark.parametrize("path", ["name", "validUntil", "proof"])
def test_whatever_is_changed_breaks_it(document: dict[str, Any], did: dict[str, Any], path: str) -> None:
    if path == "proof":
        document["proof"]["created"] = "2020-01-01T00:00:00Z"
    else:
        document[path] = document[path].replace("2", "3")
    assert not is_genuine(document)
    with pytest.raises(InvalidSignature):
        verify(document, did)


@pytest.mark.parametrize("proof", [None, {}, {"cryptosuite": "eddsa-jcs-2022"}, "x"])
def test_without_a_proof_of_ours_nothing_is_genuine(document: dict[str, Any], proof: Any) -> None:
    assert not is_genuine(document | {"proof": proof})
    stranger = document["proof"] | {"verificationMethod": "did:web:ailleurs.example#2026"}
    assert not is_genuine(document | {"proof": stranger})


def test_it_is_signed_the_same_each_time_and_in_each_language(
    client: Client, document: dict[str, Any], award: Award
) -> None:
    with time_machine.travel(datetime.datetime(2027, 6, 1, tzinfo=datetime.UTC)):
        assert client.get(credential_address(award), headers={"accept-language": "en"}).json() == document


def test_after_a_rotation_both_signatures_hold(
    client: Client, document: dict[str, Any], key: SigningKey, award: Award, settings: Any
) -> None:
    newer = new_key("2027", datetime.date(2027, 2, 1))
    former = key.entry() | {"until": "2027-02-01"}
    settings.LABEL_SIGNING_KEYS = json.dumps([newer.entry(with_secret=True), former])
    did = client.get("/.well-known/did.json").json()
    again = client.get(credential_address(award)).json()
    assert document["proof"]["verificationMethod"].endswith("#2026")
    assert again["proof"]["verificationMethod"].endswith("#2027")
    for one in (document, again):
        verify(one, did)
        assert is_genuine(one)


def test_what_a_stolen_key_signed_proves_nothing(
    client: Client, document: dict[str, Any], key: SigningKey, settings: Any
) -> None:
    newer = new_key("2027", datetime.date(2027, 2, 1))
    settings.LABEL_SIGNING_KEYS = json.dumps([newer.entry(with_secret=True), key.entry() | {"revoked": True}])
    assert not is_genuine(document)
    assert key.public not in client.get("/.well-known/did.json").content.decode()


def test_without_a_key_nothing_is_served_unsigned(client: Client, award: Award, settings: Any) -> None:
    settings.LABEL_SIGNING_KEYS = ""
    for address in (credential_address(award), "/verifier/retraits.json"):
        assert client.get(address).status_code == 503
    assert client.get("/.well-known/did.json").json()["verificationMethod"] == []


def test_no_secret_is_published(client: Client, document: dict[str, Any], key: SigningKey) -> None:
    for text in (json.dumps(document), client.get("/.well-known/did.json").content.decode()):
        assert key.secret not in text


def test_a_withdrawn_label_has_its_bit_in_the_list(
    client: Client, document: dict[str, Any], award: Award, did: dict[str, Any]
) -> None:
    status = document["credentialStatus"]
    assert not bit(listed(client, did), int(status["statusListIndex"]))
    Withdrawal.objects.create(award=award, reason="Erreur sur la commune.")
    bits = listed(client, did)
    assert bit(bits, int(status["statusListIndex"]))
    assert sum(byte.bit_count() for byte in bits) == 1


def listed(client: Client, did: dict[str, Any]) -> bytes:
    document = client.get("/verifier/retraits.json").json()
    verify(document, did)
    encoded = document["credentialSubject"]["encodedList"]
    assert encoded[0] == "u"
    raw = gzip.decompress(base64.urlsafe_b64decode(encoded[1:] + "=" * (-len(encoded[1:]) % 4)))
    assert len(raw) >= 16 * 1024
    return raw


def bit(bits: bytes, place: int) -> bool:
    return bool(bits[place // 8] & 0x80 >> place % 8)
