"""The regional programmes as other pages tell of them, and what their own page shows."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.utils.translation import get_language

from collectivities.enums import CollectivityKind
from collectivities.models import Collectivity, RegionalProgrammePage
from portal.addresses import page_address
from portal.page_cache import remember

LATEST = 12


@dataclass(frozen=True, slots=True)
class Programme:
    """What a link to a programme says. ``region`` is the key of its région, ``language`` that it is written in."""

    region: int
    region_name: str
    title: str
    partner: str
    summary: str
    language: str
    url: str


def programmes() -> list[Programme]:
    """Those that anyone may read, by the name of their région, in the reader's language or else in French."""
    return remember(f"programmes:{get_language()}", _read)


def programme_of(collectivity: Collectivity) -> Programme | None:
    """The programme that accompanies a collectivité: that of its région, or of the région that it is."""
    region = collectivity.pk if collectivity.kind == CollectivityKind.REGION else collectivity.region_id
    return next((programme for programme in programmes() if programme.region == region), None)


def _read() -> list[Programme]:
    language = get_language() or settings.LANGUAGE_CODE
    pages = RegionalProgrammePage.objects.public_in_every_language().select_related("region", "locale")
    readable = pages.filter(locale__language_code__in={language, settings.LANGUAGE_CODE})
    # What is in the reader's language comes last, and takes the place of the French.
    in_order = sorted(readable, key=lambda page: (page.locale.language_code == language, -page.pk))
    of_region = {page.region_id: page for page in in_order}
    return [_programme(page) for page in sorted(of_region.values(), key=lambda page: page.region.sort_name)]


def _programme(page: RegionalProgrammePage) -> Programme:
    language = page.locale.language_code
    return Programme(
        region=page.region_id,
        region_name=page.region.name,
        title=page.title,
        partner=page.partner,
        summary=page.summary,
        language=language,
        url=page_address(page.url_path, language),
    )


def programme_context(page: RegionalProgrammePage) -> dict[str, Any]:
    """The communes of the région that are registered: how many, and the last ones."""
    registered = Collectivity.objects.communes().registered().within(page.region)
    latest = registered.with_link().annotate(joined=Max("pages__joined_on"))
    return {
        "registered": registered.count(),
        "latest": list(latest.order_by(F("joined").desc(nulls_last=True), "-pk")[:LATEST]),
    }
