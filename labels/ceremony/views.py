"""« Cérémonie » in the admin: the stage, its running order on paper, and the file for the hall."""

from collections.abc import Callable
from typing import Any

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from collectivities.dots import VIEW_BOX, dots
from labels.ceremony import alone
from labels.ceremony.forms import asked
from labels.ceremony.guard import for_the_association
from labels.ceremony.stage import Stage, rehearsal, stage_of
from labels.palmares.settled import settled_palmares
from portal.languages import in_french

POLICY = (
    "default-src 'none'; base-uri 'none'; font-src 'self'; form-action 'none'; frame-ancestors 'none'; "
    "img-src 'self'; script-src 'self'; style-src 'self'"
)
"""Stricter than that of public pages; the admin, where these addresses are, has none."""


@for_the_association
def stage(request: HttpRequest, year: int) -> HttpResponse:
    return _shown(_stage_or_404(request, year, default_storage.url))


@for_the_association
def stage_file(request: HttpRequest, year: int) -> HttpResponse:
    return _file(_stage_or_404(request, year, alone.photo))


@for_the_association
def running_order(request: HttpRequest, year: int) -> HttpResponse:
    """On paper: a line for each, and where to tick who came."""
    return _page("labels/ceremony/order_page.html", stage=_stage_or_404(request, year, default_storage.url))


@for_the_association
def rehearsal_stage(request: HttpRequest) -> HttpResponse:
    return _shown(rehearsal(*asked(request.GET)))


@for_the_association
def rehearsal_file(request: HttpRequest) -> HttpResponse:
    return _file(rehearsal(*asked(request.GET)))


def _stage_or_404(request: HttpRequest, year: int, address: Callable[[str], str]) -> Stage:
    # A ceremony is in French, whatever the language of who opens it.
    with in_french():
        settled = settled_palmares(year)
        if not settled:
            raise Http404
        return stage_of(settled, *asked(request.GET), address)


def _shown(shown: Stage) -> HttpResponse:
    return _page("labels/ceremony/stage.html", stage=shown, parts=None, dots=dots(), view_box=VIEW_BOX)


def _file(shown: Stage) -> HttpResponse:
    response = _page("labels/ceremony/stage.html", stage=shown, parts=alone.parts(), dots=dots(), view_box=VIEW_BOX)
    response.headers["Content-Disposition"] = f'attachment; filename="{shown.file_name}"'
    return response


def _page(template: str, **context: Any) -> HttpResponse:
    """A page without the shell of the admin."""
    with in_french():
        response = HttpResponse(render_to_string(template, context))
    response.headers["Content-Security-Policy"] = POLICY
    return response
