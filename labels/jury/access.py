"""Who opens ``/jury/``: the members of the jury, and nobody else; the association has its own screens."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from labels.models import Juror
from portal.once import once_in_request
from portal.page_cache import remember
from portal.typed import keeps_what_was_typed

Rest = ParamSpec("Rest")


def juror_accounts() -> frozenset[int]:
    """The keys of the accounts that were ever expected in a jury: most members need no query to know they are not."""
    return remember("jurors", lambda: frozenset(Juror.objects.exclude(user=None).values_list("user_id", flat=True)))


@once_in_request
def juror_of(request: HttpRequest) -> Juror | None:
    return Juror.objects.of(request.user)


def for_jurors(view: Callable[Concatenate[HttpRequest, Juror, Rest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives the view what the person is in the jury; 404 for anybody else, as for what does not exist."""

    @never_cache
    @keeps_what_was_typed
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        juror = juror_of(request)
        if juror is None:
            raise Http404
        return view(request, juror, *args, **kwargs)

    return opened


def for_sitting_jurors(
    view: Callable[Concatenate[HttpRequest, Juror, Rest], HttpResponse],
) -> Callable[..., HttpResponse]:
    """The same for who accepted; who did not answer yet is led to the invitation."""

    @for_jurors
    @wraps(view)
    def opened(request: HttpRequest, juror: Juror, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, juror, *args, **kwargs) if juror.is_sitting else redirect("jury")

    return opened
