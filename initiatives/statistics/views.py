"""``/espace/…/statistiques/``."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import address_in_space
from collectivities.space.views import common
from initiatives.enums import InspirationState
from initiatives.questions.addresses import inspiration_address, questions_address
from initiatives.short_path.addresses import new_sheet_address
from initiatives.statistics.chart import HEIGHT, STEP
from initiatives.statistics.figures import Figures, figures_of
from initiatives.statistics.periods import Period, window
from initiatives.statistics.space import statistics_address
from portal.addresses import whole_address
from portal.pagination import paginate
from portal.spreadsheets import BYTE_ORDER_MARK, SEPARATOR, harmless_row

PER_PAGE = 25


@for_members
@require_safe
def statistics(request: HttpRequest, membership: Membership) -> HttpResponse:
    of = membership.collectivity
    period, figures = _asked(request, membership)
    address = statistics_address(of)
    page = paginate(request, figures.rows, PER_PAGE)
    context = {
        **common(request, membership, "statistics"),
        "figures": figures,
        "rows": page,
        "page_obj": page,
        "period": period,
        "periods": [(one, f"{address}?periode={one}") for one in Period],
        "width": STEP * len(figures.bars),
        "height": HEIGHT,
        "bar_width": STEP - 2,
        "inspirations": [
            (one, InspirationState(one.state), inspiration_address(one, of)) for one in figures.inspirations
        ],
        "table_url": f"{address_in_space('space_statistics_table', of)}?periode={period}",
        "questions_url": questions_address(of),
        "add_url": new_sheet_address(of),
    }
    return render(request, "initiatives/statistics/statistics.html", context)


@for_members
@require_safe
def table(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The same figures, a page a line. Names of columns are French in every language, as in the table of a search."""
    period, figures = _asked(request, membership)
    of = membership.collectivity
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statistiques-{of.code_path}-{period}.csv"'
    writer = csv.writer(response, delimiter=SEPARATOR)
    with override("fr"):
        label = period.label
        writer.writerow(["page", "adresse", f"vues, {label}", f"vues, {label} avant", "reprises", "questions"])
    for row in figures.rows:
        url = whole_address(row.url) if row.url else ""
        writer.writerow(harmless_row([row.title, url, row.views, row.before, row.inspirations, row.questions]))
    return response


def _asked(request: HttpRequest, membership: Membership) -> tuple[Period, Figures]:
    period = Period.asked(request.GET.get("periode", ""))
    return period, figures_of(membership.collectivity, window(period, timezone.localdate()))
