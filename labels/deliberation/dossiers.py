"""What a dossier says, as the room reads it: a section beside what its readers say of it, proofs, files."""

from functools import partial
from typing import Any

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from labels.deliberation.addresses import file_address, proof_address, section_address
from labels.deliberation.letters import naming_of
from labels.deliberation.pages import common
from labels.deliberation.room import Seat, before, for_the_room
from labels.deliberation.screen import screen_of, top
from labels.files.views import file_response
from labels.models import Dossier, Review, Section, SectionOpinion
from labels.reading.answers import Addresses, answers_of, changes_of, own_share
from labels.reading.proofs import shown_proof
from labels.writing.comparing import compare, of_earlier, of_written
from labels.writing.earlier import earlier
from labels.writing.reading import read


@for_the_room
@require_safe
def section(request: HttpRequest, seat: Seat, pk: int, section: str) -> HttpResponse:
    """What the collectivité says, what changed, what it thinks of itself, and what the readers say."""
    dossier = before(seat, pk)
    written, last = read(dossier), earlier(dossier)
    part = written.part(section)
    if part is None:
        raise Http404
    differences = compare(of_earlier(last), of_written(written)) if last else {}
    addresses = Addresses(partial(proof_address, dossier), partial(file_address, dossier))
    context = {
        **top(screen_of(request, seat, dossier), [one.section for one in written.parts], section),
        "part": part,
        "said": answers_of(part, differences, addresses),
        "changes": changes_of(part, differences),
        "before_year": last.year if last else "",
        "own_share": own_share(written, part),
        "opinions": _opinions(seat, dossier, part.section),
    }
    return render(request, "labels/deliberation/section.html", context)


@for_the_room
@require_safe
def proof(request: HttpRequest, seat: Seat, pk: int, proof: int) -> HttpResponse:
    """An initiative as it was at the deposit."""
    dossier = before(seat, pk)
    shown = shown_proof(request, dossier, proof)
    context = common(seat, "queue", **shown, back_url=section_address(dossier, shown["proof"].question.section.code))
    return render(request, "labels/reading/proof.html", context)


@for_the_room
@require_safe
def file(request: HttpRequest, seat: Seat, pk: int, file: int) -> Any:
    return file_response(get_object_or_404(before(seat, pk).files, pk=file))


def _opinions(seat: Seat, dossier: Dossier, section: Section) -> list[tuple[str, str]]:
    """What each reader says of a section. One query."""
    own = SectionOpinion.objects.filter(review=OuterRef("pk"), section=section).values("text")
    rows = Review.objects.deposited().filter(assignment__dossier=dossier).annotate(said=Subquery(own))
    reviews = list(rows.select_related("assignment__juror__user").order_by("assignment_id"))
    naming = naming_of(seat, reviews)
    return [(naming.long(dossier.pk, one.assignment.juror_id), one.said) for one in reviews if one.said]
