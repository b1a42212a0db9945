"""Every screen of a campaign of the label at its full size: ``python benchmarks/label.py [--runs N]``.

360 dossiers of 80 questions, 55 initiatives each, 25 members of the jury, 3 readings of each dossier, on SQLite in a
world of its own, made by the first run. Prints Markdown: the queries of a screen, and the median of the time that the
processor takes for it, all middlewares included.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.run import table
from benchmarks.worlds import MADE, World, fingerprint, lay_ground

WORLD = World("label")
WARM = 2
MOST_QUERIES, MOST_MILLISECONDS = 20, 200
Screens = Iterator[tuple[str, str]]


def set_up() -> None:
    is_made = WORLD.is_current
    if not is_made:
        shutil.rmtree(WORLD.folder, ignore_errors=True)
    WORLD.folder.mkdir(parents=True, exist_ok=True)
    os.environ.update(WORLD.environment)
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.PORTAL_PAGE_CACHE_SECONDS = 0
    if is_made:
        return
    from benchmarks import label_world

    lay_ground()
    label_world.populate()
    (WORLD.folder / MADE).write_text(json.dumps({"made_of": fingerprint()}))


def candidate() -> Screens:
    """While dossiers are written, for a contributor."""
    from benchmarks.label_world import YEARS
    from collectivities.models import Membership
    from collectivities.space.addresses import address_in_space, space_address
    from labels.models import Dossier
    from labels.writing.addresses import dossier_address, dossiers_address, section_address

    of = Membership.objects.get(user__email="mairie@bench.example").collectivity
    dossier: Any = Dossier.objects.get(campaign__year=YEARS[1], collectivity=of)
    section = dossier.questionnaire.sections.first()
    yield "the space of a collectivité", space_address(dossier.collectivity)
    yield "its dossiers", dossiers_address(dossier.collectivity)
    yield "a dossier", dossier_address(dossier)
    yield "a section", section_address(dossier, section)
    yield "before depositing", address_in_space("space_dossier_deposit", dossier.collectivity, YEARS[1])


def association() -> Screens:
    """Once the call is closed."""
    from django.urls import reverse

    from benchmarks.label_world import YEARS
    from labels.models import Campaign, Dossier

    dossier: Any = Dossier.objects.filter(campaign__year=YEARS[1], deposits__isnull=False).first()
    campaign = Campaign.objects.get(year=YEARS[1])
    named = {
        "list of dossiers": ("dossiers:index",),
        "a dossier that was deposited": ("dossiers:edit", dossier.pk),
        "its conditions": ("dossiers:conditions", dossier.pk),
        "asking to complete it": ("dossiers:decide", dossier.pk, "ask_to_complete"),
        "admitting many": ("dossiers:admit_many",),
        "the list of what is checked": ("dossiers:checklist",),
        "« Campagne en cours »": ("campaign_report:index",),
        "« L’année du label »: candidacies": ("label_comparison:index",),
        "« L’année du label »: notes": ("label_comparison:notes",),
        "« L’année du label »: questions": ("label_comparison:questions",),
        "a campaign": ("wagtailsnippets_labels_campaign:overview", campaign.pk),
    }
    for name, (view, *arguments) in named.items():
        yield name, reverse(view, args=arguments)


def jury() -> Screens:
    """What the association sees of the jury while it reads."""
    from django.urls import reverse

    from benchmarks.label_world import YEARS
    from labels.models import Dossier

    dossier: Any = Dossier.objects.filter(campaign__year=YEARS[1], deposits__isnull=False).first()
    yield "the jury", reverse("jury_admin:index")
    yield "attribution", reverse("jury_admin:assignment")
    yield "readers of a dossier", reverse("jury_admin:readers", args=[dossier.pk])
    yield "déports", reverse("jury_admin:recusals")


def juror() -> Screens:
    """While dossiers are read; one of the readings of this juror is deposited."""
    from django.urls import reverse

    from benchmarks.label_world import YEARS
    from labels.models import Assignment

    pile: Any = Assignment.objects.filter(juror__campaign__year=YEARS[1], juror__user__email="jury-0@bench.example")
    done, left = pile.get(state="done"), pile.filter(state="assigned").first()
    section = left.dossier.questionnaire.sections.first()
    yield "« Mes lectures »", reverse("jury")
    yield "the grid", reverse("jury_grid")
    yield "links of interest", reverse("jury_links")
    yield "a section that is read", reverse("jury_reading_section", args=[left.pk, section.code])
    yield "« Avis d’ensemble »", reverse("jury_reading_opinion", args=[left.pk])
    yield "a reading that is deposited", reverse("jury_reading_opinion", args=[done.pk])


def measure(email: str, screens: Callable[[], Screens], runs: int) -> Iterator[tuple[str, int, float]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from portal.models import User

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=email))
    for name, address in screens():
        with CaptureQueriesContext(connection):
            answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{name}: {address} answers {answer.status_code}")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
            count = len(queries)
        times = [_milliseconds(client, address) for _ in range(WARM + runs)][WARM:]
        yield name, count, statistics.median(times)


def _milliseconds(client: Any, address: str) -> float:
    """Of the processor, so that it says as much on a machine that does other things at once."""
    began = time.process_time()
    client.get(address)
    return (time.process_time() - began) * 1_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="how often each screen is asked for (default: 11)")
    runs = parser.parse_args().runs
    set_up()
    from benchmarks.label_world import EXAMINED, OPEN, READ, YEARS, move
    from labels.enums import DossierState
    from labels.models import Dossier

    written = Dossier.objects.filter(campaign__year=YEARS[1]).exclude(state=DossierState.DRAFT)
    parts = (
        ("candidate", OPEN, DossierState.DEPOSITED, "mairie@bench.example", candidate),
        ("association", EXAMINED, DossierState.DEPOSITED, "association@bench.example", association),
        ("association, of the jury", READ, DossierState.READING, "association@bench.example", jury),
        ("member of the jury", READ, DossierState.READING, "jury-0@bench.example", juror),
    )
    for who, days, state, email, screens in parts:
        move(YEARS[1], days)
        written.update(state=state)
        rows = (
            (name, f"**{queries}**" if queries >= MOST_QUERIES else queries,
             f"**{spent:.0f}**" if spent > MOST_MILLISECONDS else f"{spent:.0f}")
            for name, queries, spent in measure(email, screens, runs)
        )  # fmt: skip
        print(table((who, "queries", "ms"), rows), flush=True)


if __name__ == "__main__":
    main()
