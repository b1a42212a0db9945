"""What proves an answer, as a reader of the dossier reads it: sheets as they were deposited, and private files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from collectivities.review.changes import whole_text
from labels.files.views import file_response
from labels.frozen import frozen_sheet
from labels.models import Assignment, Dossier, Evidence
from labels.reading.access import for_readers
from labels.reading.addresses import section_address


@for_readers
@require_safe
def proof(request: HttpRequest, assignment: Assignment, proof: int) -> HttpResponse:
    """An initiative as it was at the deposit, never the page of today."""
    shown = shown_proof(request, assignment.dossier, proof)
    context = {
        "juror": assignment.juror,
        "campaign": assignment.dossier.campaign,
        "tab": "readings",
        **shown,
        "back_url": section_address(assignment, shown["proof"].question.section),
    }
    return render(request, "labels/reading/proof.html", context)


def shown_proof(request: HttpRequest, dossier: Dossier, key: int) -> dict[str, Any]:
    """What the page of a proof says. Raises 404 for one that is not of this dossier, or was not frozen."""
    rows = Evidence.objects.filter(dossier=dossier, frozen_at__isnull=False)
    found = get_object_or_404(rows.select_related("question__section"), pk=key)
    try:
        sheet = frozen_sheet(found.type_name, found.content or {})
    except KeyError as error:
        raise Http404 from error
    return {"of": dossier.collectivity, "proof": found, "fields": whole_text(request, sheet)}


@for_readers
@require_safe
def file(request: HttpRequest, assignment: Assignment, file: int) -> Any:
    """A private file of the dossier, to be kept on the reader's own machine."""
    found = get_object_or_404(assignment.dossier.files, pk=file)
    return file_response(found)
