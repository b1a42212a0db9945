"""The questionnaire as it is read: by everybody once the call is made, by the association while it is prepared."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from labels.campaigns.content import Whole, read
from labels.campaigns.errata import errata_of
from labels.enums import DossierPath, Phase
from labels.models import Campaign
from labels.models.campaign import CALENDAR
from labels.models.grid import HIGHEST_NOTE
from portal.page_cache import keep_until


@require_safe
def questionnaire(request: HttpRequest, year: int) -> HttpResponse:
    """The method of a year: what is asked and what it weighs, how it is marked, when. It says nothing of a result."""
    campaign = get_object_or_404(Campaign.objects.called(), year=year)
    if campaign.closes_at and campaign.closes_at > timezone.now():
        # It says until when one may apply.
        keep_until(request, campaign.closes_at)
    context = {
        **_shown(request, campaign),
        "is_open": campaign.phase() == Phase.OPEN,
        "calendar": [(Campaign._meta.get_field(name).verbose_name, getattr(campaign, name)) for name in CALENDAR],
        "levels": campaign.levels.all(),
        "mentions": campaign.mentions.all(),
        "rules": campaign.rules.all(),
        "criteria": campaign.criteria.all(),
        "highest_note": HIGHEST_NOTE,
        "others": Campaign.objects.called()
        .exclude(pk=campaign.pk)
        .exclude(questionnaires=None)
        .values_list("year", flat=True),
    }
    return render(request, "labels/campaigns/questionnaire.html", context)


def preview(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """The same questions in preparation, for the association."""
    return render(request, "labels/campaigns/preview.html", _shown(request, campaign))


def _shown(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """The class and the path that the address asks for, the first class and the full path otherwise."""
    content = read(campaign)
    whole = _asked(request, content)
    path = DossierPath.SHORT if request.GET.get("parcours") == DossierPath.SHORT else DossierPath.FULL
    return {
        "campaign": campaign,
        "content": content,
        "whole": whole,
        "path": path,
        "paths": DossierPath,
        "parts": whole.parts(path) if whole else [],
        "size": whole.size(path) if whole else None,
        "errata": errata_of(campaign),
    }


def _asked(request: HttpRequest, content: list[Whole]) -> Whole | None:
    key = request.GET.get("classe")
    if key is None:
        return content[0] if content else None
    for whole in content:
        if str(whole.questionnaire.pk) == key:
            return whole
    raise Http404
