"""When a candidate is told what became of its dossier: with the palmarès, and not a second before."""

from typing import Any

from django.http import Http404, HttpRequest

from collectivities.models import Membership
from labels.enums import DossierState
from labels.models import Decision, Dossier
from labels.writing.space import Situation, situation

READ_WITH = (
    "campaign", "questionnaire", "feedback", "appeal", "award__level", "award__rectification__before",
    "award__withdrawal",
)  # fmt: skip


def is_told(dossier: Dossier) -> bool:
    """Whether there is anything to tell: of a dossier that was decided on, or that was not admitted. One query where
    the palmarès is public.
    """
    if not dossier.campaign.is_published:
        return False
    if dossier.state == DossierState.INADMISSIBLE:
        return True
    return bool(Decision.objects.public().filter(dossier=dossier).exists())


def told_dossier(membership: Membership, year: int) -> Dossier:
    """That of a year, with what was said since. 404 until it is told, as for what does not exist."""
    found = published_dossier(membership, year)
    if not is_told(found):
        raise Http404
    return found


def published_dossier(membership: Membership, year: int) -> Dossier:
    """The same of any dossier whose palmarès is public: whether there is something to tell is for who reads it."""
    rows: Any = Dossier.objects.of(membership.collectivity).select_related(*READ_WITH)
    found: Dossier | None = rows.filter(campaign__year=year).first()
    if found is None or not found.campaign.is_published:
        raise Http404
    found.collectivity = membership.collectivity
    return found


def tab_of(request: HttpRequest, membership: Membership, dossier: Dossier) -> str:
    """The tab that its pages are under: those of an earlier edition have none of their own."""
    found = told_now(request, membership)
    is_own = found is not None and found.dossier is not None and found.dossier.pk == dossier.pk
    return "outcome" if is_own else "dossier"


def told_now(request: HttpRequest, membership: Membership) -> Situation | None:
    """That of the edition that is going on, once its outcome is told: for the tabs and for what is to do."""
    found = situation(request, membership)
    if found is None or found.dossier is None or not found.campaign.is_published:
        return None
    return found if found.is_decided or found.dossier.state == DossierState.INADMISSIBLE else None
