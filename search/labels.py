"""The label of the collectivité of each document, which the search counts and filters by.

It changes without the thing being saved: when a palmarès becomes public, when an award is corrected. A document says
the year with the level, so that one of the palmarès before is counted nowhere, rather than as the one of now.
"""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from labels.current import FORMER, NEVER, standing_of_label, standings
from labels.published import last_year
from labels.wording import AROBASES
from portal.batches import batched
from portal.page_cache import forget_all
from search import outbox
from search.models import Document

BATCH = 500
LEVELS = {5: "cinq", 4: "quatre", 3: "trois", 2: "deux", 1: "une"}
"""How a number of arobases stands in the address."""


def labels_of(collectivities: Collection[int]) -> dict[int, str]:
    """What the documents of these collectivités hold; one that was never labelled says so."""
    return dict.fromkeys(collectivities, NEVER) | standings(collectivities)


def choices() -> list[tuple[str, str, str]]:
    """What may be chosen, the highest first: its address, its name, what documents hold. Nothing before a palmarès."""
    year = last_year()
    if not year:
        return []
    named = {"year": year}
    levels = [(address, _("%(level)s en %(year)s") % {"level": AROBASES[symbols], **named}, symbols)
              for symbols, address in LEVELS.items()]  # fmt: skip
    levels.append(("mention", _("Mention en %(year)s") % named, 0))
    return [
        *((address, label, standing_of_label(year, symbols)) for address, label, symbols in levels),
        ("deja", _("Déjà labellisée"), FORMER),
        ("jamais", _("Jamais labellisée"), NEVER),
    ]


def follow() -> int:
    """Give the documents the labels of today; returns how many changed. What is right is left alone: it may be stopped
    at any moment, and run again.
    """
    right = standings()
    changed = 0
    for value in sorted(set(right.values())):
        keys = [key for key, standing in right.items() if standing == value]
        for batch in batched(keys, BATCH):
            changed += _write(Document.objects.filter(collectivity_id__in=batch).exclude(label=value), value)
    wrong = Document.objects.filter(collectivity_id__isnull=False).exclude(label=NEVER)
    for batch in batched(_not_in(right, wrong), BATCH):
        changed += _write(wrong.filter(collectivity_id__in=batch), NEVER)
    if changed:
        # Pages that were kept meanwhile counted what there was before.
        forget_all()
    return changed


def _not_in(right: Collection[int], documents: Any) -> list[int]:
    """The collectivités of these documents that have no label of any year."""
    keys: Iterable[int] = documents.order_by().values_list("collectivity_id", flat=True).distinct()
    return [key for key in keys if key not in right]


def _write(documents: Any, value: str) -> int:
    """The words of a document are as they were: only this fact is written, and Elasticsearch told."""
    keys = list(documents.order_by().values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        with transaction.atomic():
            Document.objects.filter(pk__in=batch).update(label=value, version=outbox.version())
            outbox.add(batch)
    return len(keys)
