"""``/espace/…/dossier/…/fichiers/``: adding, removing, and reading what no other address serves."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.views import common
from labels.depositing.addresses import section_address
from labels.depositing.finding import dossier_of_year
from labels.files import keeping
from labels.files.addresses import add_address
from labels.files.forms import FileForm
from labels.files.showing import files_by_question
from labels.models import Dossier, DossierFile, Question
from labels.permissions import user_can_read_dossier
from portal.models import User

METHODS = ["GET", "HEAD", "POST"]


@for_members
@require_http_methods(METHODS)
def add(request: HttpRequest, membership: Membership, year: int, question: int) -> HttpResponse:
    """A page of its own, which needs no script; it also lists what is there."""
    dossier = dossier_of_year(membership.collectivity, year)
    asked = get_object_or_404(dossier.questions(), pk=question)
    if not keeping.takes_files(asked):
        raise Http404
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        try:
            kept = keeping.add(dossier.pk, asked, form.cleaned_data["file"], cast(User, request.user))
        except keeping.ClosedError as error:
            messages.error(request, str(error))
            return redirect(section_address(dossier, asked.section))
        except ValidationError as error:
            form.add_error("file", error)
        else:
            messages.success(request, _("« %(name)s » est joint.") % {"name": kept.name})
            return redirect(add_address(dossier, asked))
    return _page(request, membership, dossier, asked, form)


@for_members
@require_POST
def remove(request: HttpRequest, membership: Membership, year: int, pk: int) -> HttpResponse:
    """Who presses twice is told no error."""
    dossier = dossier_of_year(membership.collectivity, year)
    file = dossier.files.select_related("question__section").filter(pk=pk).first()
    if file is None:
        raise Http404
    try:
        if keeping.remove(dossier.pk, pk):
            messages.success(request, _("« %(name)s » est retiré.") % {"name": file.name})
    except keeping.ClosedError as error:
        messages.error(request, str(error))
    return redirect(add_address(dossier, file.question))


@login_required
@require_safe
def file(request: HttpRequest, kind: str, code: str, year: int, pk: int) -> Any:
    """The content, for who may read the dossier: its team, and the association once it was deposited."""
    rows = DossierFile.objects.select_related("dossier__campaign", "dossier__collectivity")
    found = rows.filter(pk=pk, dossier__campaign__year=year).first()
    if found is None or not _is_at(found, kind, code) or not user_can_read_dossier(request.user, found.dossier):
        raise Http404
    return file_response(found)


def file_response(file: DossierFile) -> FileResponse:
    """Of who was let in: for them alone, and never a page of this site, whatever is in it."""
    try:
        content = file.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    patch_cache_control(response, private=True, no_store=True)
    return response


def _is_at(file: DossierFile, kind: str, code: str) -> bool:
    of = file.dossier.collectivity
    return (kind, code.lower()) == (of.kind_path, of.code_path)


def _page(
    request: HttpRequest, membership: Membership, dossier: Dossier, question: Question, form: FileForm
) -> HttpResponse:
    context = {
        **common(request, membership, "dossier"),
        "dossier": dossier,
        "question": question,
        "form": form,
        "files": files_by_question(dossier).get(question.pk, []),
        "section_url": section_address(dossier, question.section),
    }
    return render(request, "labels/files/add.html", context, status=422 if form.is_bound else 200)
