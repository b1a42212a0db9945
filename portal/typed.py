"""A form that is sent after the session has ended: what was typed waits for the person to have signed in again."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict

from portal.public_forms import is_too_much

KEPT = "typed"
LONGEST = 200_000
"""Characters of a form, encoded, that a session keeps."""
RATE = "60/h"
View = Callable[..., HttpResponse]


def is_asked_by_script(request: HttpRequest) -> bool:
    """Whether a script of ours reads the answer, and the person goes on typing meanwhile."""
    return request.headers.get("Accept") == "application/json"


def keeps_what_was_typed(view: View) -> View:
    """For a view that sends who is not signed in to sign in. A script is told 401 instead: its page stays open."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not request.user.is_authenticated:
            if is_asked_by_script(request):
                return JsonResponse({}, status=401)
            keep_typed(request)
        elif request.method == "POST":
            _forget(request)
        return view(request, *args, **kwargs)

    return kept


def keep_typed(request: HttpRequest) -> None:
    """Keep what was sent to this address, for who comes back to it."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    encoded = typed.urlencode()
    if len(encoded) <= LONGEST and not is_too_much(request, "typed", RATE):
        request.session[KEPT] = {"path": request.path, "typed": encoded}


def typed_before(request: HttpRequest) -> QueryDict | None:
    """What was sent to this very address and not saved; it is given until the form is sent again."""
    kept = request.session.get(KEPT)
    return QueryDict(kept["typed"]) if kept and kept["path"] == request.path else None


def data_of(request: HttpRequest) -> QueryDict | None:
    """What a form is given: what was sent or, for who comes back after signing in, what was sent before."""
    return request.POST if request.method == "POST" else typed_before(request)


def status_of(request: HttpRequest) -> int:
    """Of a page with a form: one that was sent and is shown again was refused."""
    return 422 if request.method == "POST" else 200


def _forget(request: HttpRequest) -> None:
    if request.session.get(KEPT, {}).get("path") == request.path:
        del request.session[KEPT]
