"""Finding a label by its code, and answering those that have none."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from labels.models import Award
from labels.proof import codes
from labels.proof.forms import CodeForm
from portal.public_forms import is_too_much

GUESSES = "30/m"
"""How many codes that name no label one place may try."""

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Award, Rest], HttpResponseBase]


def public_award(code: str) -> Award | None:
    """One that is under embargo does not exist: it is left out by the same query that finds no other."""
    found: Award | None = Award.objects.public().with_proof().filter(code=code).first() if code else None
    return found


def of_public_award(view: View[Rest]) -> Callable[..., HttpResponseBase]:
    """Gives the view the label of the address; the same 404 for whatever is none."""

    @require_safe
    @wraps(view)
    def opened(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        award = public_award(codes.read(code))
        return view(request, award, *args, **kwargs) if award else unknown(request, code)

    return opened


def unknown(request: HttpRequest, typed: str) -> HttpResponse:
    """No label has this code; who tries too many is asked to wait."""
    return refused(request, typed, is_guessing=is_too_much(request, "label-code", GUESSES))


def refused(request: HttpRequest, typed: str, *, is_guessing: bool) -> HttpResponse:
    """The form again, with what was typed."""
    context = {"form": CodeForm(initial={"code": typed[: codes.LENGTH * 2]}), "is_guessing": is_guessing}
    response = render(request, "labels/proof/unknown.html", context, status=429 if is_guessing else 404)
    add_never_cache_headers(response)
    return response
