"""The list of the labels that were withdrawn, as W3C's Bitstring Status List: one bit for each label, a 1 for those.

Every programme that verifies a label asks for the whole list, so that nobody learns which one it is about.
"""

import base64
import datetime
import gzip
from typing import Any

from labels.models import Award, Withdrawal
from labels.proof.addresses import status_list_address
from labels.proof.issuer import profile
from labels.proof.signing import in_utc, signed
from portal.addresses import whole_address

CONTEXT = ["https://www.w3.org/ns/credentials/v2"]
SMALLEST_BITS = 131_072
"""What the standard asks for, so that a label is lost among many."""

FIRST_DAY = datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)
"""Before every label."""


def status_list() -> dict[str, Any]:
    """Signed; it dates from the last withdrawal, or from the first day of the key."""
    rows = Withdrawal.objects.filter(award__in=Award.objects.public()).order_by("withdrawn_at")
    withdrawn = list(rows.values_list("award_id", "withdrawn_at"))
    since = withdrawn[-1][1] if withdrawn else FIRST_DAY
    address = whole_address(status_list_address())
    document = {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": profile()["id"],
        "validFrom": in_utc(since),
        "credentialSubject": {
            "id": f"{address}#liste",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _encoded([key for key, _at in withdrawn]),
        },
    }
    return signed(document, since)


def _encoded(places: list[int]) -> str:
    """Multibase (base64url without padding) of the compressed bits, the first bit on the left."""
    bits = bytearray(max(SMALLEST_BITS // 8, max(places, default=0) // 8 + 1))
    for place in places:
        bits[place // 8] |= 0x80 >> place % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()
