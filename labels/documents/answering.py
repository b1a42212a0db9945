"""A document that was made, or could not be, as an answer: for who asked alone, kept by no cache."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from labels.documents.pdf import DocumentError

logger = logging.getLogger(__name__)
RETRY_SECONDS = 60

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def pdf_response(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    _for_who_asked(response)
    return response


def says_when_not_made(view: View[Rest]) -> View[Rest]:
    """A view that makes a document: who asks for one that cannot be made is told to come back, the log says why."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DocumentError:
            logger.exception("The document of %s was not made", request.path)
        response = render(request, "labels/documents/not_made.html", status=503)
        response.headers["Retry-After"] = str(RETRY_SECONDS)
        _for_who_asked(response)
        return response

    return answered


def _for_who_asked(response: HttpResponse) -> None:
    patch_cache_control(response, private=True, no_store=True)
