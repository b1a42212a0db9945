"""All the dossiers of a collectivité, and beginning the one of this year."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collectivities.models import Membership
from collectivities.space.views import common
from labels.models import Campaign, Dossier
from labels.timing import spoken
from labels.writing.addresses import dossier_address, start_address
from labels.writing.starting import offers, questionnaire_for, why_not_start
from labels.writing.wording import class_in_words


def page(request: HttpRequest, membership: Membership, *, error: str = "", status: int = 200) -> HttpResponse:
    rows = list(Dossier.objects.of(membership.collectivity).select_related("campaign"))
    for row in rows:
        row.collectivity = membership.collectivity
    campaign: Campaign | None = Campaign.objects.current()
    has_current = any(row.campaign_id == campaign.pk for row in rows) if campaign else False
    context = {
        **common(request, membership, "dossier"),
        "rows": [(row, row.state_for_all, dossier_address(row)) for row in rows],
        "campaign": campaign,
        "error": error,
        **({} if has_current or campaign is None else _offer(campaign, membership)),
    }
    return render(request, "labels/dossier/years.html", context, status=status)


def _offer(campaign: Campaign, membership: Membership) -> dict[str, Any]:
    """The dossier that may be begun, or why none can be."""
    questionnaire = questionnaire_for(campaign, membership.collectivity)
    reason = why_not_start(campaign, questionnaire)
    return {
        "is_offered": True,
        "reason": reason,
        "closes": spoken(campaign.closes_at) if campaign.closes_at else "",
        "offers": [] if reason or questionnaire is None else offers(questionnaire),
        "why_class": class_in_words(questionnaire, membership.collectivity) if questionnaire else "",
        "start_url": start_address(membership.collectivity),
    }


def carried_in_words(count: int) -> str:
    if not count:
        return _("Rien à reprendre : tout a sa réponse de cette année, ou n’est plus demandé.")
    return ngettext(
        "%(count)s réponse est reprise. Relisez-la.", "%(count)s réponses sont reprises. Relisez-les.", count
    ) % {"count": count}
