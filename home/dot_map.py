"""The home page's map: France in dots; an arobase is a link to a commune."""

from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Count
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from collectivities.dots import VIEW_BOX, dots
from collectivities.map import place_of
from collectivities.models import Collectivity

LINKED = 14
SECONDS = 24 * 3600
KEY = "dot-map"


def dot_map() -> SafeString:
    """The whole SVG; computed once a day, since communes hardly move."""
    svg = cache.get(KEY)
    if svg is None:
        svg = str(_draw())
        cache.set(KEY, svg, SECONDS)
    return mark_safe(svg)  # Made by ``_draw`` from numbers alone


def _draw() -> SafeString:
    linked = format_html_join(
        "",
        '<circle cx="{0}" cy="{1}" r="{2}" fill="var(--hero)" stroke="none"/>'
        '<svg class="at" x="{3}" y="{4}" width="{5}" height="{5}" overflow="visible"><use href="{6}#at"/></svg>',
        _linked(),
    )
    return format_html('<svg class="dots" viewBox="{}" aria-hidden="true">{}{}</svg>', VIEW_BOX, dots(), linked)


def _linked() -> Iterable[tuple[object, ...]]:
    """The registered communes that present the most initiatives, far enough from one another."""
    taken: list[tuple[float, float]] = []
    registered = Collectivity.objects.communes().filter(initiatives__live=True).exclude(latitude=None)
    registered = registered.select_related("departement")
    for commune in registered.annotate(initiative_count=Count("initiatives")).order_by("-initiative_count", "code")[
        :120
    ]:
        place = place_of(commune)
        if not place or len(taken) >= LINKED or any(abs(place[0] - x) + abs(place[1] - y) < 110 for x, y in taken):
            continue
        taken.append(place)
        side = 34 + 8 * min(commune.initiative_count, 4)
        left, top = round(place[0] - side / 2, 1), round(place[1] - side / 2, 1)
        yield (
            str(place[0]),
            str(place[1]),
            str(round(side * 0.62, 1)),
            str(left),
            str(top),
            side,
            static("portal/icons.svg"),
        )
