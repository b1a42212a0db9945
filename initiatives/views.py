"""What the pages of initiatives and themes show."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, prefetch_related_objects
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collectivities.map import close_up
from collectivities.models import Collectivity
from collectivities.views import map_label
from initiatives.cards import Card
from initiatives.enums import EducationLevel
from initiatives.exchanged import has_hours, has_threads
from initiatives.freshness import freshness
from initiatives.hours.reading import hours_about
from initiatives.lineage import family
from initiatives.models import (
    EAdministrationPage,
    EducationPage,
    Hour,
    InitiativeDocument,
    InitiativePage,
    PublicAccessPage,
    Theme,
)
from initiatives.opening import OpeningHours, Period, state_in_words, week_in_words
from initiatives.questions.reading import public_threads
from initiatives.theme_sheets import inspiring, sheets_of_theme
from portal import page_cache
from portal.feeds import page_feed
from portal.models import BasePage
from portal.page_cache import remember
from portal.pagination import paginate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from initiatives.models import ThemeIndexPage

PER_PAGE = 12
SIMILAR = 3
LATEST_FIRST = ("-first_published_at", "-pk")
COMMUNES = 12
LATEST = "recentes"
SORTS = {
    LATEST: (_("Les plus récentes"), LATEST_FIRST),
    "reprises": (_("Les plus reprises"), ("-reuse_count", "-first_published_at", "-pk")),
    "nom": (_("Par titre"), ("title", "pk")),
}


def initiative_context(page: InitiativePage, request: "HttpRequest") -> dict[str, Any]:
    """What the page of a sheet shows, beside the sheet itself."""
    return {
        "collectivity": page.collectivity,
        "freshness": freshness(page.confirmed_on),
        "family": family(page),
        "similar": similar(page),
        "audiences": list(page.audiences.all()),
        "keywords": list(page.keywords.all()),
        "documents": documents(page, getattr(request, "is_preview", False)),
        "threads": remember(f"threads:{page.pk}", lambda: public_threads(page)) if has_threads(page) else [],
        "hours": _hours(page, request),
        **_type_context(page, request),
    }


def _hours(page: InitiativePage, request: "HttpRequest") -> list[Hour]:
    """Those that other communes may come to, until the first begins."""
    hours = hours_about(page) if has_hours(page) else []
    if hours:
        page_cache.keep_until(request, hours[0].starts_at)
    return hours


def documents(page: InitiativePage, is_draft: bool) -> list[InitiativeDocument]:
    """The files of the sheet, as many queries whether it has one or ten; of a draft, those not saved yet too."""
    if not is_draft:
        return list(page.documents.get_live_queryset().select_related("document"))
    rows = list(page.documents.all())
    prefetch_related_objects(rows, "document")
    return rows


def similar(page: InitiativePage) -> list[Card]:
    """What other communes did alike, as far as it was looked for: a sheet of today is compared tonight."""
    return list(InitiativePage.objects.similar_to(page).cards()[:SIMILAR])


def _type_context(page: InitiativePage, request: "HttpRequest") -> dict[str, Any]:
    match page:
        case PublicAccessPage():
            return _place_context(page, request)
        case EAdministrationPage():
            return {"procedures": page.procedure_list}
        case EducationPage():
            rows = sorted(page.establishment_list, key=lambda row: EducationLevel.values.index(row.level))
            return {"establishments": rows}
    return {}


def _place_context(page: PublicAccessPage, request: "HttpRequest") -> dict[str, Any]:
    hours = opening_hours(page)
    now = timezone.now()
    today = now.astimezone(hours.time_zone).date()
    state = hours.state(now) if hours.periods else None
    page_cache.keep_until(request, hours.true_until(now))
    # Without a position of its own, the place is where its commune is: on a map of the département, the same point.
    at = page if page.latitude is not None else page.collectivity
    return {
        "week": week_in_words(hours.periods),
        "opening": state,
        "opening_in_words": state_in_words(state, today) if state else "",
        "holiday": hours.holiday(today) if page.closed_on_holidays else None,
        "equipment": page.equipment_list,
        "map": close_up(page.collectivity, map_label(page.collectivity), at.latitude, at.longitude),
    }


def opening_hours(page: PublicAccessPage) -> OpeningHours:
    """The hours of a place, in the time and with the holidays of its département."""
    periods = tuple(Period(row.weekday, row.opens, row.closes) for row in page.opening_list)
    departement = page.collectivity.departement
    return OpeningHours(periods, departement.code if departement else "", page.closed_on_holidays)


def theme_index_context() -> dict[str, Any]:
    """The themes in force, in the reader's language, with their number of sheets."""
    return {"themes": Theme.objects.current().in_language().with_initiative_count()}


def theme_detail(request: "HttpRequest", page: "ThemeIndexPage", theme: Theme) -> "HttpResponse":
    """The page of a theme: its sheets, sorted as the address asks, and the communes that present the most."""
    sort = request.GET.get("tri", "")
    sort = sort if sort in SORTS else LATEST
    initiatives = sheets_of_theme(theme)
    figures = remember(f"theme:{theme.pk}", lambda: theme_figures(initiatives))
    ordered = initiatives.with_reuse() if sort == "reprises" else initiatives
    listed = paginate(request, ordered.order_by(*SORTS[sort][1]).cards(), PER_PAGE, figures.sheets)
    context = {
        # Not the page's own, which counts the sheets of every theme.
        **BasePage.get_context(page, request),
        "theme": theme,
        "social_source": theme,
        "breadcrumbs": [*page.breadcrumbs, page],
        "page_obj": listed,
        "inspiring": inspiring(theme) if sort == LATEST and listed.number == 1 else [],
        "in_french": any(card.language != theme.locale.language_code for card in listed),
        "commune_count": figures.communes,
        "communes": figures.most_active,
        "sort": sort,
        "sort_label": SORTS[sort][0],
        "sorts": [(value, label) for value, (label, _order) in SORTS.items()],
    }
    return render(request, "initiatives/theme_detail.html", context)


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """How many sheets a theme has, from how many communes, and the communes that present the most of them."""

    sheets: int
    communes: int
    most_active: list[Collectivity]


def theme_figures(initiatives: Any) -> ThemeFigures:
    totals = initiatives.order_by().aggregate(sheets=Count("pk"), communes=Count("collectivity_id", distinct=True))
    communes = Collectivity.objects.filter(initiatives__in=initiatives.order_by().values("pk")).with_link()
    most_active = communes.annotate(total=Count("pk")).order_by("-total", "pk")[:COMMUNES]
    return ThemeFigures(**totals, most_active=list(most_active))


def theme_feed(request: "HttpRequest", theme: Theme) -> "HttpResponse":
    """The latest sheets of a theme."""
    sheets = sheets_of_theme(theme).select_related("collectivity__departement", "locale")
    link = request.build_absolute_uri(theme.get_absolute_url())
    return page_feed(request, theme.name, theme.description, link, sheets.order_by("-first_published_at", "-pk")[:30])
