"""How long dossiers that were never deposited are kept, the files of those that were, and appeals."""

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from labels.models import Appeal, Dossier, DossierFile
from portal.retention import months_before


def drafts_described() -> str:
    return (
        f"dossiers never deposited, with their files, {settings.PORTAL_DRAFT_DOSSIER_MONTHS} months after the closing"
    )


def drafts() -> "QuerySet[Dossier]":
    """What was deposited once and taken back has a receipt, and stays."""
    limit = months_before(timezone.now(), settings.PORTAL_DRAFT_DOSSIER_MONTHS)
    found: QuerySet[Dossier] = Dossier.objects.drafts().filter(campaign__closes_at__lt=limit)
    return found.filter(deposits=None, journal=None)


def files_described() -> str:
    return f"files of dossiers, {settings.PORTAL_DOSSIER_FILE_MONTHS} months after the end of appeals"


def files() -> "QuerySet[DossierFile]":
    """Their names and fingerprints stay in what was deposited."""
    limit = months_before(timezone.now(), settings.PORTAL_DOSSIER_FILE_MONTHS)
    found: QuerySet[DossierFile] = DossierFile.objects.filter(dossier__campaign__appeals_until__lt=limit)
    return found


def appeals_described() -> str:
    return f"appeals, {settings.PORTAL_APPEAL_MONTHS} months after the last day of appeals"


def appeals() -> "QuerySet[Appeal]":
    """That a label was put right is public, and stays."""
    limit = months_before(timezone.now(), settings.PORTAL_APPEAL_MONTHS)
    found: QuerySet[Appeal] = Appeal.objects.filter(dossier__campaign__appeals_until__lt=limit)
    return found
