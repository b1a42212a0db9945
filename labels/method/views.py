"""``/label/<year>/methode/``."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from labels.method.figures import figures_of
from labels.models import Campaign, JuryRules
from labels.models.grid import HIGHEST_NOTE
from labels.published import turn


@require_safe
def method(request: HttpRequest, year: int) -> HttpResponse:
    """Of every campaign that is led on the portal; what came of it joins the page with the palmarès."""
    turn(request)
    campaign = get_object_or_404(Campaign.objects.called(), year=year)
    rules = JuryRules.objects.filter(campaign=campaign).first() or JuryRules()
    context: dict[str, Any] = {
        "campaign": campaign,
        "criteria": campaign.criteria.order_by("sort_order", "pk"),
        "levels": campaign.levels.order_by("symbols"),
        "rules": rules,
        "highest_note": HIGHEST_NOTE,
        "figures": figures_of(campaign) if campaign.is_published else None,
    }
    return render(request, "labels/method/method.html", context)
