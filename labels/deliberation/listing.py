"""``/jury/deliberation/dossiers/``: what is before her."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import floatformat
from django.views.decorators.http import require_safe

from labels.deliberation.addresses import dossier_address
from labels.deliberation.letters import Naming, naming_of_campaign
from labels.deliberation.pages import common
from labels.deliberation.queue import ORDERS, Queue, Row, queue_of
from labels.deliberation.room import Seat, for_the_room
from labels.models import Award, Campaign, Decision, Level
from labels.palmares.filters import chips
from portal.pagination import paginate

PER_PAGE = 60
"""Beyond it, drawing the list takes longer than reading it; on paper it is whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as the list shows it: numbers in words already."""

    row: Row
    url: str
    marks: tuple[tuple[str, str], ...]
    raw: str
    score: str
    spread: str
    last: Level | None
    decision: Decision | None


@for_the_room
@require_safe
def queue(request: HttpRequest, seat: Seat) -> HttpResponse:
    found, last_year = queue_of(seat, request.GET), _last_year(seat.campaign)
    is_whole = "tout" in request.GET
    page = paginate(request, found.shown, max(1, len(found.shown)) if is_whole else PER_PAGE)
    context = common(
        seat,
        "queue",
        queue=found,
        lines=_lines(seat, found, page.object_list, last_year),
        page_obj=page,
        is_whole=is_whole,
        orders=[(name, one.label, name == found.order) for name, one in ORDERS.items()],
        chips=chips(found.fields),
        last_year=str(last_year or ""),
    )
    return render(request, "labels/deliberation/queue.html", context)


def _lines(seat: Seat, queue: Queue, rows: Iterable[Row], last_year: int | None) -> list[Line]:
    naming, decisions = naming_of_campaign(seat), _decisions(seat)
    last = _levels_in(last_year) if last_year else {}
    return [_line(row, queue, naming, last, decisions) for row in rows]


def _line(row: Row, queue: Queue, naming: Naming, last: dict[int, Level], decisions: dict[int, Decision]) -> Line:
    dossier, standing = row.dossier, row.standing
    return Line(
        row,
        dossier_address(dossier, queue.address),
        tuple((naming.short(dossier.pk, one.juror_id), shown(one.mark)) for one in standing.marks),
        shown(standing.raw),
        shown(standing.score),
        shown(standing.spread) if len(standing.marks) > 1 else "",
        last.get(dossier.collectivity_id),
        decisions.get(dossier.pk),
    )


def shown(number: Decimal | None) -> str:
    """Rounded to the tenth, in the manner of the language; empty when there is none."""
    return str(floatformat(number, 1))


def _decisions(seat: Seat) -> dict[int, Decision]:
    rows: Iterable[Decision] = Decision.objects.standing().filter(dossier__in=list(seat.dossiers))
    return {one.dossier_id: one for one in rows.select_related("level")}  # type: ignore[attr-defined]


def _last_year(campaign: Campaign) -> int | None:
    """The last edition before this one that everybody knows."""
    earlier = Campaign.objects.published().filter(year__lt=campaign.year)
    year: int | None = earlier.aggregate(last=Max("year"))["last"]
    return year


def _levels_in(year: int) -> dict[int, Level]:
    """By collectivité, what everybody knows that it had that year."""
    rows = Award.objects.public().own().filter(campaign__year=year).select_related("level")
    return {one.collectivity_id: one.level for one in rows}
