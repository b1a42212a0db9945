"""Makes a large portal: communes of France, and sheets written with real French words, as frequent as words are.

Words come from the texts of the demonstration, most frequent first, then from the names of communes; a sheet draws from
them by Zipf's law. Everything comes from a seed: two runs make the same portal.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any

from django.db import connection
from wagtail.models import Page
from wagtail.search.backends import get_search_backends

from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
from home.demo import content
from initiatives.enums import Stage
from initiatives.models import Audience, InitiativePage, Theme
from portal.batches import batched
from portal.bulk import add_children, refresh_statistics

SEED = 1998
PER_COMMUNE = 9
BETWEEN_LOOKS = 500
"""Communes after which PostgreSQL looks again at what it holds."""
WORDS_PER_SHEET = 180
STAGES = [Stage.RUNNING] * 6 + [Stage.TRIAL, Stage.GENERAL, Stage.PROJECT, Stage.STOPPED]


def vocabulary() -> list[str]:
    """Real words, the most frequent first; some 12,000."""
    written = Counter(
        word
        for text in _texts(content.initiatives())
        for word in re.findall(r"[a-zà-ÿœ]{2,}", re.sub(r"<[^>]+>", " ", text).lower())
    )
    names = Counter(
        word
        for name in Collectivity.objects.communes().order_by("code").values_list("name", flat=True)[::3]
        for word in re.findall(r"[A-ZÀ-Ÿa-zà-ÿœ]{3,}", name)
    )
    words = [word for word, _count in written.most_common()]
    return (words + [word for word, _count in names.most_common()])[:12_000]


def _texts(value: Any) -> Iterator[str]:
    """The sentences of the demonstration, without its keys and codes."""
    if isinstance(value, str) and " " in value:
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


class Writer:
    """Draws words by Zipf's law."""

    def __init__(self, words: Sequence[str], seed: int = SEED) -> None:
        self.words = words
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
        self.random = random.Random(seed)

    def text(self, count: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.weights, k=count))


def build(count: int, tell: Callable[[str], None] = print, backend: Any = None) -> None:
    """Add ``count`` sheets to a portal whose communes are loaded, and index them, for one backend or for all."""
    writer = Writer(vocabulary())
    index = CollectivityIndexPage.objects.get(locale__language_code="fr", kind="commune")
    communes = list(Collectivity.objects.communes().order_by("code")[:: max(1, 34_000 // (count // PER_COMMUNE + 1))])
    communes = communes[: count // PER_COMMUNE + 1]
    add_children(index, [_commune_page(commune) for commune in communes])
    tell(f"{len(communes)} communes")
    parents = CollectivityPage.objects.child_of(index).select_related("collectivity").order_by("pk")
    made = 0
    for number, parent in enumerate(parents, 1):
        pages = list(_sheets(parent, min(PER_COMMUNE, count - made), writer))
        add_children(parent, pages)
        made += len(pages)
        if not number % BETWEEN_LOOKS:
            refresh_statistics(Page, InitiativePage)
    _relate(writer.random)
    tell(f"{made} sheets")
    reindex(backend=backend)


def reindex(chunk: int = 1_000, backend: Any = None) -> None:
    """Rebuild the index of the sheets, of every type, as ``update_index`` does; of every backend by default."""
    for one in [backend] if backend else get_search_backends(with_auto_update=True):
        rebuilder = one.rebuilder_class(one.get_index_for_model(InitiativePage))
        search_index = rebuilder.start()
        for model in InitiativePage.types():
            keys = list(model.get_indexed_objects().order_by("pk").values_list("pk", flat=True))
            for batch in batched(keys, chunk):
                pages = model.get_indexed_objects().filter(pk__in=batch)
                search_index.add_items(model, list(pages))
        rebuilder.finish()


def _commune_page(commune: Collectivity) -> CollectivityPage:
    return CollectivityPage(
        title=commune.name, slug=commune.page_slug, collectivity=commune, joined_on="2005-01-01", summary=""
    )


def _sheets(parent: CollectivityPage, count: int, writer: Writer) -> Iterator[InitiativePage]:
    for number in range(count):
        page = InitiativePage(
            title=writer.text(6).capitalize(),
            slug=f"fiche-{number}",
            summary=writer.text(20),
            stage=writer.random.choice(STAGES),
            body=[("paragraph", f"<p>{writer.text(WORDS_PER_SHEET)}</p>")],
        )
        page.copy_territory(parent.collectivity)
        yield page


def _relate(chance: random.Random) -> None:
    """One or two themes, and one to three publics, for each sheet."""
    themes = list(Theme.objects.in_language("fr").values_list("pk", flat=True))
    audiences = list(Audience.objects.values_list("pk", flat=True))
    keys = list(InitiativePage.objects.order_by("pk").values_list("pk", flat=True))
    themed = ((key, pk) for key in keys for pk in chance.sample(themes, chance.randint(1, 2)))
    publics = ((key, pk) for key in keys for pk in chance.sample(audiences, chance.randint(1, 3)))
    add_rows("themes", "theme_id", themed)
    add_rows("audiences", "audience_id", publics)


def add_rows(relation: str, column: str, pairs: Iterable[tuple[int, int]]) -> None:
    """Relate sheets to others, by key, then let the database look at what it holds."""
    through: Any = getattr(InitiativePage, relation).through
    rows = [through(initiativepage_id=page, **{column: other}) for page, other in pairs]
    through.objects.bulk_create(rows, batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
