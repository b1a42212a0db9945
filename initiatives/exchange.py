"""What asking, declaring and correcting start from: the sheet that somebody reads, and for whom he speaks."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from collectivities.models import Collectivity
from collectivities.space.access import own_memberships
from initiatives.models import Hour, InitiativePage


def public_sheet_or_404(pk: int) -> InitiativePage:
    """A sheet that anybody reads, with its commune."""
    public = InitiativePage.objects.live().public().select_related("collectivity__departement")
    return get_object_or_404(public, pk=pk)


def own_others(request: HttpRequest, about: InitiativePage | Hour) -> list[Collectivity]:
    """The collectivités that who asks may speak for to that of the sheet, or of the hour."""
    own = (membership.collectivity for membership in own_memberships(request))
    return [one for one in own if one.pk != about.collectivity_id]
