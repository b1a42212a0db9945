"""A palmarès that became public: each dossier that was decided is said to be published, and its team is told.

Pages turned by themselves at the second of the embargo. Each dossier is a transaction that queues its mails, so that a
run may stop and start again, and no mail leaves twice.
"""

from collections.abc import Iterator

from django.db import transaction

from labels.enums import Actor, DossierState
from labels.models import Campaign, Dossier
from labels.transitions import locked, perform
from labels.workflow import PUBLISH
from portal.batches import do_each, read_keys

BATCH = 200


def publish_due() -> tuple[int, int]:
    """How many dossiers were published now, and how many failed. One that fails stops no other."""
    return do_each(keys_to_publish(), publish, "Publishing of the dossier")


def keys_to_publish() -> Iterator[int]:
    rows = Dossier.objects.filter(campaign__in=Campaign.objects.published(), state__in=DossierState.decided())
    return read_keys(rows, BATCH)


def publish(key: int) -> bool:
    """Whether it was done now: another run may have been first."""
    with transaction.atomic():
        dossier = locked(key)
        if dossier.state not in DossierState.decided():
            return False
        perform(PUBLISH, dossier, frozenset({Actor.PORTAL}), None)
    return True
