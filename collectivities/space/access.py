"""Who opens the space of a collectivité: its members, and nobody learns more of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from collectivities.models import Membership
from collectivities.permissions import MEMBERSHIP_CACHE
from portal.once import once_in_request

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Membership, Rest], HttpResponse]


def for_members(view: View[Rest]) -> Callable[..., HttpResponse]:
    """Gives the view the membership of who asks; 404 for anybody else, as for what does not exist."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, kind: str, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = (kind, code.lower())
        of_address = (
            one for one in own_memberships(request) if asked == (one.collectivity.kind_path, one.collectivity.code_path)
        )
        found = next(of_address, None)
        if found is None:
            raise Http404
        return view(request, found, *args, **kwargs)

    return opened


def for_referents(view: View[Rest]) -> Callable[..., HttpResponse]:
    """The same, and 403 for a member who does not look after the team."""

    @for_members
    @wraps(view)
    def opened(request: HttpRequest, membership: Membership, *args: Any, **kwargs: Any) -> HttpResponse:
        if not membership.is_referent:
            raise PermissionDenied
        return view(request, membership, *args, **kwargs)

    return opened


@once_in_request
def own_memberships(request: HttpRequest) -> list[Membership]:
    """Those of who asks: the switch between collectivités shows them all."""
    rows = Membership.objects.of(request.user).select_related("user", "collectivity__departement")
    own = list(rows.prefetch_related("collectivity__pages"))
    # The rules of rights would read the same again.
    setattr(request.user, MEMBERSHIP_CACHE, frozenset(one.collectivity_id for one in own))
    return own
