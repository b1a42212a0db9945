"""Writing answers: under a lock, what changed and nothing else."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from initiatives.models import InitiativePage
from labels.enums import QuestionKind
from labels.models import Answer, Dossier, Evidence
from labels.timing import may_write
from labels.transitions import locked
from labels.writing.forms import SectionForm
from labels.writing.kinds import columns
from labels.writing.reading import Asked
from portal.merged_forms import Merge
from portal.models import User


class ClosedError(Exception):
    """Nobody writes in the dossier now; its text says why."""


def to_write(dossier: Dossier) -> Dossier:
    """The dossier as it is now, within a transaction: who saves at the same moment waits until its end. Raises
    ClosedError, with the reason.
    """
    found = locked(dossier.pk)
    if reason := may_write(found, timezone.now()):
        raise ClosedError(reason)
    return found


def save(form: SectionForm, dossier: Dossier, user: User) -> Merge:
    """Write what this person changed, in a dossier that ``to_write`` gave; the form was validated."""
    merge = form.merge()
    if not merge.changes:
        return merge
    moment = timezone.now()
    changed = [form.asked[name] for name in merge.changes]
    store(_answers(dossier, changed, form, merge.changes, user, moment))
    for asked in changed:
        if asked.question.kind == QuestionKind.EVIDENCE:
            _prove(dossier, asked, merge.changes[form.name_of(asked)])
    Dossier.objects.filter(pk=dossier.pk).update(changed_at=moment)
    dossier.changed_at = moment
    return merge


def store(answers: Iterable[Answer]) -> None:
    """In one query, over those that were there."""
    Answer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["dossier", "question"],
        update_fields=["number", "choice", "text", "carried", "author", "changed_at"],
    )


def _answers(
    dossier: Dossier,
    changed: list[Asked],
    form: SectionForm,
    values: dict[str, Any],
    user: User,
    moment: datetime.datetime,
) -> list[Answer]:
    return [
        Answer(
            dossier=dossier,
            question=asked.question,
            author=user,
            changed_at=moment,
            **columns(asked, values[form.name_of(asked)]),
        )
        for asked in changed
        if asked.question.kind != QuestionKind.EVIDENCE
    ]


def _prove(dossier: Dossier, asked: Asked, keys: list[int]) -> None:
    """These sheets and no other; those that stay keep their place, and what was frozen of them. So does what was
    deposited of a sheet that no longer exists.
    """
    there = {proof.initiative_id for proof in asked.proofs}
    gone = [proof.pk for proof in asked.proofs if proof.initiative_id and proof.initiative_id not in keys]
    Evidence.objects.filter(pk__in=gone).delete()
    titles = dict(InitiativePage.objects.filter(pk__in=set(keys) - there).values_list("pk", "title"))
    last = max((proof.sort_order for proof in asked.proofs), default=-1)
    Evidence.objects.bulk_create(
        Evidence(dossier=dossier, question=asked.question, initiative_id=key, title=titles[key], sort_order=place)
        for place, key in enumerate((key for key in keys if key in titles), last + 1)
    )
