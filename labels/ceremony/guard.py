"""Who opens what prepares a ceremony."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from labels.permissions import user_can_prepare_ceremony

View = Callable[..., HttpResponseBase]


def for_the_association(view: View) -> View:
    """Nobody else, and kept by no cache: what is said there may be under embargo."""

    @wraps(view)
    @require_safe
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_can_prepare_ceremony(request.user):
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded
