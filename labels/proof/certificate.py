"""The certificate that a mayor frames, and the file that proves it."""

import hashlib
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from labels.documents.pdf import compile_pdf
from labels.models import Award
from labels.proof import codes
from labels.proof.addresses import credential_address, printed_address
from labels.proof.badge import badge
from labels.proof.credentials import credential_of
from labels.proof.issuer import issuer_id
from labels.proof.qr import qr_code
from labels.proof.signing import signed
from labels.proof.validity import Standing, Validity
from labels.proof.words import award_in_words, label_in_words, mentions_in_words
from portal.addresses import whole_address
from portal.typography import french

IN_WORDS = "j F Y"
GROUP = 10
"""Signs of the signature printed together, so that it can be compared by eye."""


def certificate_pdf(award: Award, validity: Validity) -> bytes:
    """The same bytes for the same label: the detached signature is of them."""
    with override("fr"):
        return compile_pdf("certificate.typ", _data(award, validity))


def detached_signature(award: Award, validity: Validity, content: bytes) -> dict[str, Any]:
    """Says what file it is of, and is signed as badges are (``eddsa-jcs-2022``)."""
    statement = {
        "type": "LabelCertificate",
        "issuer": issuer_id(),
        "file": file_name(award, "pdf"),
        "sha256": hashlib.sha256(content).hexdigest(),
        "label": award_name(award),
        "code": codes.shown(award.code),
        "verification": printed_address(award),
        "credential": whole_address(credential_address(award)),
    }
    return signed(statement, validity.since)


def award_name(award: Award) -> str:
    with override("fr"):
        return award_in_words(award)


def file_name(award: Award, extension: str, kind: str = "attestation") -> str:
    return f"{kind}-ville-internet-{award.campaign.year}-{award.entity_code.lower()}.{extension}"


def _data(award: Award, validity: Validity) -> dict[str, Any]:
    proof = credential_of(award, validity)["proof"]
    said = award_in_words(award)
    return {
        "title": _("Attestation : %(award)s") % {"award": said},
        "issuer": settings.WAGTAIL_SITE_NAME,
        "heading": _("Attestation de labellisation"),
        # The certificate says what was given; the page of verification says whether it is still worn.
        "badge": badge(award, Standing.CURRENT),
        "badge_said": said,
        "paragraphs": [french(text) for text in _paragraphs(award, validity)],
        "qr": qr_code(printed_address(award)).svg(),
        "qr_said": _("QR code qui mène à la page de vérification"),
        "verify_heading": _("Vérifier ce label"),
        "verify": french(_("Cette page dit si l’attestation est authentique, et si le label est toujours valable.")),
        "code": codes.shown(award.code),
        "address": printed_address(award),
        "signature": [
            {"name": french(_("Signature Ed25519 :")), "value": _grouped(proof["proofValue"])},
            {"name": french(_("Clé :")), "value": proof["verificationMethod"]},
            {"name": french(_("Signé le :")), "value": proof["created"]},
        ],
    }


def _paragraphs(award: Award, validity: Validity) -> list[str]:
    given = _("%(who)s l’atteste : %(name)s (%(code)s) a reçu le %(label)s.") % {
        "who": settings.WAGTAIL_SITE_NAME,
        "name": award.entity_name,
        "code": award.entity_code,
        "label": label_in_words(award),
    }
    found = [given]
    if mentions := mentions_in_words(award):
        found.append(mentions)
    if award.is_honorary:
        found.append(_("Ce label est attribué hors concours."))
    since, until = (date_format(timezone.localtime(moment), IN_WORDS) for moment in (validity.since, validity.until))
    dates = {"since": since, "until": until}
    if validity.is_last:
        found.append(_("Remis le %(since)s, il vaut jusqu’à la remise suivante, au plus tard le %(until)s.") % dates)
    else:
        found.append(_("Remis le %(since)s, il vaut jusqu’au %(until)s.") % dates)
    return found


def _grouped(text: str) -> str:
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
