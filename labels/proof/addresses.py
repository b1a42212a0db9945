"""Addresses of what proves a label."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from labels.models import Award
from labels.proof import codes
from portal.addresses import whole_address


def proof_address(award: Award) -> str:
    """Where it is verified, in the reader's language."""
    return reverse("label_proof", args=[codes.in_address(award.code)])


def printed_address(award: Award) -> str:
    """The same for what is printed and embedded: whole, in French."""
    with override("fr"):
        return whole_address(proof_address(award))


def credential_address(award: Award) -> str:
    return reverse("label_credential", args=[codes.in_address(award.code)])


def badge_address(award: Award, extension: str = "svg", width: int = 0) -> str:
    address = reverse("label_badge", args=[codes.in_address(award.code), extension])
    return f"{address}?{urlencode({'largeur': width})}" if width else address


def status_list_address() -> str:
    return reverse("label_withdrawn")
