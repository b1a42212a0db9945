"""Initiatives on the pages of collectivités, whose app knows nothing of initiatives."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.db.models import Case, Q, When

from collectivities.models import Collectivity
from initiatives.cards import Card
from initiatives.hours.wording import moment
from initiatives.models import InitiativePage
from portal.pagination import paginate

register = template.Library()
register.filter(moment)

PER_PAGE = 12
NEARBY = 6


@register.simple_tag(takes_context=True)
def initiatives_of(context: dict[str, Any], collectivity: Collectivity) -> Page:
    """The public sheets of a collectivité and of the communes in it, a page of them; in French for want of other."""
    listed = InitiativePage.objects.all().in_territory(collectivity).live_public_or_french()
    return paginate(context["request"], listed.cards().order_by("-first_published_at", "-pk"), PER_PAGE)


@register.simple_tag
def initiatives_near(collectivity: Collectivity) -> list[Card]:
    """The latest sheets of the neighbours of a commune: its intercommunalité first, then its département."""
    around = [key for key in (collectivity.intercommunality_id, collectivity.departement_id) if key]
    within = Q(intercommunality__in=around) | Q(departement__in=around)
    near = InitiativePage.objects.filter(within).exclude(collectivity=collectivity).live_public_or_french()
    closest_first = Case(When(intercommunality=collectivity.intercommunality_id, then=0), default=1)
    return list(near.order_by(closest_first, "-first_published_at", "-pk").cards()[:NEARBY])
