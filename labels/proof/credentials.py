"""A label as an Open Badge 3.0 (1EdTech), which is a Verifiable Credential 2.0 of W3C. Contexts go by their public
names: nothing here reads them.
"""

import uuid
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from labels.models import Award
from labels.proof.addresses import badge_address, credential_address, proof_address, status_list_address
from labels.proof.issuer import profile
from labels.proof.signing import in_utc, signed
from labels.proof.validity import Validity
from labels.proof.words import award_in_words, label_in_words
from portal.addresses import whole_address

CONTEXTS = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]


def credential_of(award: Award, validity: Validity) -> dict[str, Any]:
    """The signed badge of a public award. French in every language: what is signed does not change with its reader."""
    with override("fr"):
        return signed(_unsigned(award, validity), validity.since)


def _unsigned(award: Award, validity: Validity) -> dict[str, Any]:
    return {
        "@context": CONTEXTS,
        "id": whole_address(credential_address(award)),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": award_in_words(award),
        "issuer": profile(),
        "validFrom": in_utc(validity.since),
        "validUntil": in_utc(validity.until),
        "credentialSubject": {
            "id": award.collectivity.public_address,
            "type": ["AchievementSubject"],
            "identifier": [_official_code(award)],
            "achievement": _achievement(award),
        },
        "evidence": [
            {
                "id": whole_address(proof_address(award)),
                "type": ["Evidence"],
                "name": _("Vérifier ce label"),
            }
        ],
        "credentialStatus": {
            "id": f"{whole_address(status_list_address())}#{award.pk}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(award.pk),
            "statusListCredential": whole_address(status_list_address()),
        },
    }


def _official_code(award: Award) -> dict[str, Any]:
    """That of the entity of the year, which the label belongs to."""
    return {
        "type": "IdentityObject",
        "identityType": "identifier",
        "hashed": False,
        "identityHash": award.entity_code,
    }


def _achievement(award: Award) -> dict[str, Any]:
    """The same for all those of one level and year."""
    name = label_in_words(award)
    key = f"{settings.PUBLIC_URL}/{award.campaign.year}/{award.level.symbols}"
    return {
        "id": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, key)}",
        "type": ["Achievement"],
        "achievementType": "Award",
        "name": f"{name[:1].upper()}{name[1:]}",
        "description": _("Attribué à une collectivité pour sa politique numérique, par un jury, sur dossier."),
        "criteria": {"narrative": _("Le jury lit le dossier et ses preuves, et décide du niveau à huis clos.")},
        "creator": profile(),
        "image": {"id": whole_address(badge_address(award)), "type": "Image"},
    }
