"""Initiatives that prove an answer stay for the jury as they were at the deposit, whatever becomes of the sheets."""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from initiatives.models import InitiativePage
from labels.models import Dossier, Evidence

WITHHELD = ("owner", "locked_by", "wagtail_admin_comments")
"""Of a revision: who wrote it, and what colleagues remarked to each other."""


def freeze(dossier: Dossier, moment: datetime.datetime) -> None:
    """Copy the latest revision of each sheet. One that was deleted since an earlier deposit stays as it was then."""
    proofs = list(_living(dossier).select_related("initiative__content_type", "initiative__latest_revision"))
    contents = _contents(proof.initiative for proof in proofs)
    for proof in proofs:
        sheet, content = proof.initiative, contents[proof.initiative_id]
        proof.content = {name: value for name, value in content.items() if name not in WITHHELD}
        proof.title = content.get("title") or sheet.title
        proof.type_name = sheet.cached_content_type.model_class()._meta.label
        proof.written_at, proof.frozen_at = sheet.latest_revision_created_at, moment
    # They exist: written over, which costs the database and Django less than as many conditions.
    Evidence.objects.bulk_create(
        proofs,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=["content", "title", "type_name", "written_at", "frozen_at"],
    )


def thaw(dossier: Dossier) -> None:
    """They follow their sheets again, but for those that were deleted: what they said is kept."""
    _living(dossier).update(content=None, type_name="", written_at=None, frozen_at=None)


def _living(dossier: Dossier) -> Any:
    return Evidence.objects.filter(dossier=dossier, initiative__isnull=False)


def _contents(sheets: Iterable[InitiativePage]) -> dict[int, dict[str, Any]]:
    """By key of the sheet. One that was imported has no revision: its own fields are read."""
    found, bare = {}, []
    for sheet in sheets:
        if sheet.latest_revision:
            found[sheet.pk] = sheet.latest_revision.content
        else:
            bare.append(sheet.pk)
    found |= {sheet.pk: _serialized(sheet) for sheet in _whole(bare)}
    return found


def _whole(keys: list[int]) -> list[InitiativePage]:
    """With all that a revision would hold of them, in as many queries for many as for one of each type."""
    sheets: list[InitiativePage] = list(InitiativePage.objects.filter(pk__in=keys).specific())
    by_type = defaultdict(list)
    for sheet in sheets:
        by_type[type(sheet)].append(sheet)
    for model, of_type in by_type.items():
        children = [relation.get_accessor_name() for relation in get_all_child_relations(model)]
        prefetch_related_objects(of_type, *children, *(field.name for field in get_all_child_m2m_relations(model)))
    return sheets


def _serialized(sheet: InitiativePage) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(json.dumps(sheet.serializable_data(), cls=DjangoJSONEncoder))
    return content
