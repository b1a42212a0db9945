"""Puts the sheets of the judged set in a portal of their own, and asks that portal."""

import json
import sys
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from django.core.management import call_command

from benchmarks import corpus
from benchmarks.judged import fingerprints
from benchmarks.judged.measure import DEPTH
from benchmarks.judged.texts import Sheet, sheets
from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, PublicAccessPage, Theme
from portal.bulk import add_children
from portal.searchable import Kind
from search import engines
from search.facade import search
from search.request import SearchRequest

TYPES = {
    "initiative": InitiativePage,
    "procedure": EAdministrationPage,
    "education": EducationPage,
    "place": PublicAccessPage,
}


class OtherPortalError(Exception):
    """The database holds another portal, or other sheets; nothing in it was touched."""


def ask(text: str) -> list[str]:
    """Keys of the sheets the portal finds, as its own pages do."""
    return [hit.page.slug for hit in search(SearchRequest(query=text, per_page=DEPTH)).hits]


def complete(text: str) -> list[str]:
    """Keys of the sheets the portal proposes of a text being typed."""
    keys = engines.database().titles(text, Kind.INITIATIVE, "fr", DEPTH)
    slugs = dict(InitiativePage.objects.filter(pk__in=keys).values_list("pk", "slug"))
    return [slugs[key] for key in keys]


def prepare(marker: Path, tell: Callable[[str], None]) -> None:
    """Make the portal where there is none, index it again where the search has changed.

    ``marker`` is the file that remembers what the portal of this database was made of. Raises ``OtherPortalError``.
    """
    known = json.loads(marker.read_text()) if marker.exists() else {}
    call_command("migrate", verbosity=0)
    made_of = {"portal": fingerprints.of_portal(), "index": fingerprints.of_index()}
    if not InitiativePage.objects.exists():
        tell("making the portal of the judged sheets")
        build()
        known = {}
    elif known.get("portal") != made_of["portal"]:
        raise OtherPortalError("This database holds other pages than the judged sheets: give an empty one.")
    if known != made_of:
        tell("indexing them")
        corpus.reindex()
        marker.write_text(json.dumps(made_of))


def build() -> None:
    """Communes, sheets and their themes, in an empty database."""
    call_command("load_collectivities", verbosity=0, stdout=sys.stderr)
    call_command("setup_portal", verbosity=0, stdout=sys.stderr)
    index = CollectivityIndexPage.objects.get(locale__language_code="fr", kind="commune")
    communes = Collectivity.objects.communes().filter(code__in={sheet.commune for sheet in sheets()}).order_by("code")
    add_children(
        index,
        [CollectivityPage(title=commune.name, slug=commune.page_slug, collectivity=commune) for commune in communes],
    )
    themes = dict(Theme.objects.in_language("fr").values_list("slug", "pk"))
    related: list[tuple[int, int]] = []
    parents = {page.collectivity.code: page for page in CollectivityPage.objects.child_of(index).select_related()}
    for (commune, kind), group in groupby(sorted(sheets(), key=_place), key=_place):
        written = list(group)
        pages = [_page(sheet, TYPES[kind], parents[commune]) for sheet in written]
        add_children(parents[commune], pages)
        related += [(page.pk, themes[sheet.theme]) for page, sheet in zip(pages, written, strict=True)]
    corpus.add_rows("themes", "theme_id", related)


def _place(sheet: Sheet) -> tuple[str, str]:
    return sheet.commune, sheet.kind


def _page(sheet: Sheet, model: type[InitiativePage], parent: CollectivityPage) -> InitiativePage:
    body = [("paragraph", f"<p>{paragraph}</p>") for paragraph in sheet.paragraphs]
    page = model(title=sheet.title, slug=sheet.key, summary=sheet.summary, body=body)
    page.copy_territory(parent.collectivity)
    return page
