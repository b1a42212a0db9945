"""Initiatives on the pages of collectivités, whose app knows nothing of initiatives."""

from typing import Any

from django import template
from django.core.paginator import Page

from collectivities.models import Collectivity
from initiatives.models import InitiativePage
from portal.pagination import paginate

register = template.Library()

PER_PAGE = 12
NEARBY = 6


@register.simple_tag(takes_context=True)
def initiatives_of(context: dict[str, Any], collectivity: Collectivity) -> Page:
    """The public sheets of a collectivité and of the communes in it, a page of them; in French for want of other."""
    listed = _public_in(InitiativePage.objects.all().in_territory(collectivity))
    return paginate(context["request"], listed.with_card().order_by("-first_published_at", "-pk"), PER_PAGE)


@register.simple_tag
def initiatives_near(collectivity: Collectivity) -> list[InitiativePage]:
    """The latest sheets of the neighbours of a commune: its intercommunalité first, then its département."""
    found: list[InitiativePage] = []
    for territory in (collectivity.intercommunality, collectivity.departement):
        if territory and len(found) < NEARBY:
            near = _public_in(InitiativePage.objects.all().in_territory(territory)).exclude(collectivity=collectivity)
            near = near.exclude(pk__in=[initiative.pk for initiative in found]).with_card()
            found += near.order_by("-first_published_at", "-pk")[: NEARBY - len(found)]
    return found


def _public_in(queryset: Any) -> Any:
    translated = queryset.live_public()
    return translated if translated.exists() else queryset.live_public("fr")
