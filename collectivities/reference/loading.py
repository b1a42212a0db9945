"""Writes the reference data: what is new is inserted, what changed is updated, what is the same is not touched."""

from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from collectivities.models import Collectivity
from collectivities.reference.building import Reference
from collectivities.reference.merging import absorb
from collectivities.signals import territories_changed
from portal.bulk import refresh_statistics

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
REFERENCE_FIELDS = (
    "name",
    "sort_name",
    "slug",
    "population",
    "postal_codes",
    "former_codes",
    "latitude",
    "longitude",
    "intercommunality_id",
    "departement_id",
    "region_id",
)
BATCH = 2_000


@dataclass(slots=True)
class LoadReport:
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: list[str] = field(default_factory=list)
    """Collectivités of the table that are part of another one now."""
    gone: list[str] = field(default_factory=list)
    """Collectivités of the table that the files no longer describe; they are left as they are."""


def load_reference(folder: Path = DATA_DIR, *, dry_run: bool = False) -> LoadReport:
    """Load the files in one transaction: the four levels, then the mergers when there are any.

    Raises ReferenceDataError, and changes nothing, when a file is missing, truncated or corrupt.
    """
    reference = Reference(folder)
    report = LoadReport()
    with transaction.atomic():
        existing = {(row.kind, row.code): row for row in Collectivity.objects.all()}
        changed: list[int] = []
        for level in reference.levels:
            changed += _load_level(list(level.values()), existing, report)
        changed += _absorb_merged(reference, existing, report)
        described = {(row.kind, row.code) for level in reference.levels for row in level.values()} | set(
            reference.successors
        )
        report.gone = sorted(f"{kind} {code}" for kind, code in existing if (kind, code) not in described)
        if dry_run:
            transaction.set_rollback(True)
        elif changed:
            refresh_statistics(Collectivity)
            transaction.on_commit(lambda: territories_changed.send(sender=Collectivity, keys=changed))
    return report


def _absorb_merged(
    reference: Reference, existing: dict[tuple[str, str], Collectivity], report: LoadReport
) -> list[int]:
    """Give what the merged ones had to those they are part of now; returns the keys of the latter."""
    changed = []
    for key, successor in reference.successors.items():
        if old := existing.get(key):
            absorb(old, successor)
            report.merged.append(f"{old.kind} {old.code} → {successor.code}")
            changed.append(successor.pk)
    return changed


def _load_level(
    rows: list[Collectivity],
    existing: dict[tuple[str, str], Collectivity],
    report: LoadReport,
) -> list[int]:
    new, changed = [], []
    for row in rows:
        row.set_derived_names()
        # The rows a row refers to were saved with the level above: assigning them again copies their keys.
        row.departement, row.region, row.intercommunality = (
            row.departement,
            row.region,
            row.intercommunality,
        )
        known = existing.get((row.kind, row.code))
        if known is None:
            new.append(row)
            continue
        row.pk = known.pk
        row.former_codes = " ".join(sorted({*known.former_codes.split(), *row.former_codes.split()}))
        if any(getattr(row, name) != getattr(known, name) for name in REFERENCE_FIELDS):
            changed.append(row)
    Collectivity.objects.bulk_create(new, batch_size=BATCH)
    _update(changed)
    report.created += len(new)
    report.updated += len(changed)
    report.unchanged += len(rows) - len(new) - len(changed)
    return [row.pk for row in changed]


def _update(rows: list[Collectivity]) -> None:
    """Write changed rows over those of their code: a new year changes nearly all, and ``bulk_update`` takes minutes."""
    keys = {(row.kind, row.code): row.pk for row in rows}
    for row in rows:
        # The code says which row it is; a key beside it would be a second reason to conflict.
        row.pk = None
    Collectivity.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "code"],
        update_fields=[name.removesuffix("_id") for name in REFERENCE_FIELDS],
    )
    for row in rows:
        row.pk = keys[row.kind, row.code]
