"""Addresses of the room. ``query`` is what the list of dossiers was asked for: it goes from page to page."""

from django.urls import reverse

from labels.models import Dossier, DossierFile, Evidence


def queue_address(query: str = "") -> str:
    return _with(reverse("jury_deliberation"), query)


def dossier_address(dossier: Dossier, query: str = "") -> str:
    return _with(reverse("jury_deliberation_dossier", args=[dossier.pk]), query)


def section_address(dossier: Dossier, code: str, query: str = "") -> str:
    return _with(reverse("jury_deliberation_section", args=[dossier.pk, code]), query)


def proof_address(dossier: Dossier, proof: Evidence) -> str:
    return reverse("jury_deliberation_proof", args=[dossier.pk, proof.pk])


def file_address(dossier: Dossier, file: DossierFile) -> str:
    return reverse("jury_deliberation_file", args=[dossier.pk, file.pk])


def _with(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address
