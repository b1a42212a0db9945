"""« Ce qui a changé »: two dossiers of a collectivité, question by question and proof by proof.

``compare`` is a function of what both say, whoever reads it: the collectivité while it writes, the jury later.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.enums import Stage
from labels.enums import QuestionKind
from labels.models import Evidence
from labels.writing.earlier import Earlier, Key, key_of
from labels.writing.reading import Asked, Written
from labels.writing.saying import rank, said


class Change(models.TextChoices):
    """``css`` is how the page shows it."""

    NEW = "new", _("nouveau")
    GROWN = "grown", _("a grandi")
    CHANGED = "changed", _("a changé")
    SAME = "same", _("inchangé")
    GONE = "gone", _("arrêté")

    @property
    def css(self) -> str:
        return str(self.value) if self in {Change.NEW, Change.GROWN, Change.GONE} else ""


@dataclass(frozen=True, slots=True)
class Proof:
    """A sheet that proves something; ``key`` is the same from year to year, and missing once the sheet is deleted.

    ``written_at`` is when what is shown of it was written; missing when it never was since it was imported.
    """

    key: int | None
    title: str
    written_at: datetime.datetime | None = None
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """What a dossier says to a question. ``rank`` is by what answers grow, when they can."""

    kind: str
    text: str = ""
    rank: Decimal | None = None
    proofs: tuple[Proof, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.proofs


@dataclass(frozen=True, slots=True)
class ProofDifference:
    change: Change
    title: str
    is_stopped: bool = False

    @property
    def label(self) -> str:
        """In the words of a sheet: one that is no longer shown may go on running."""
        return str(_("arrêtée") if self.is_stopped else _OF_SHEETS[self.change])


_OF_SHEETS = {
    Change.NEW: _("nouvelle"),
    Change.GROWN: _("a grandi"),
    Change.CHANGED: _("modifiée depuis"),
    Change.SAME: _("inchangée"),
    Change.GONE: _("n’est plus présentée"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """``before`` is in the words of the earlier year."""

    change: Change
    before: str
    proofs: tuple[ProofDifference, ...] = ()


def compare(before: Mapping[Key, Statement], now: Mapping[Key, Statement]) -> dict[Key, Difference]:
    """The differences of the questions that are asked now, where either year says something."""
    found = {}
    for key, statement in now.items():
        earlier = before.get(key, Statement(statement.kind))
        if statement.is_empty and earlier.is_empty:
            continue
        of_proofs = compare_proofs(earlier.proofs, statement.proofs)
        is_proof = statement.kind == QuestionKind.EVIDENCE
        change = _of_proofs(of_proofs) if is_proof else _of_answers(earlier, statement)
        found[key] = Difference(change, earlier.text, of_proofs)
    return found


def compare_proofs(before: tuple[Proof, ...], now: tuple[Proof, ...]) -> tuple[ProofDifference, ...]:
    """Those of now first, then those that are no longer there."""
    earlier = {proof.key: proof for proof in before if proof.key}
    rows = [
        ProofDifference(_of_proof(earlier.get(proof.key or 0), proof), proof.title, proof.is_stopped) for proof in now
    ]
    kept = {proof.key for proof in now if proof.key}
    gone = [ProofDifference(Change.GONE, proof.title, proof.is_stopped) for proof in before if proof.key not in kept]
    return (*rows, *gone)


def of_written(written: Written) -> dict[Key, Statement]:
    """What a dossier says to all that it is asked, answered or not."""
    return {(one.section.code, one.question.code): _of_asked(one) for one in written.asked}


def of_earlier(earlier: Earlier) -> dict[Key, Statement]:
    found = {
        key_of(answer.question): Statement(
            answer.question.kind,
            said(answer.question, answer, answer.choice),
            rank(answer.question, answer, answer.choice),
        )
        for answer in earlier.answers.values()
    }
    shown = {key: tuple(map(proof_of, proofs)) for key, proofs in earlier.proofs.items()}
    return found | {key: Statement(QuestionKind.EVIDENCE, proofs=proofs) for key, proofs in shown.items()}


def proof_of(evidence: Evidence) -> Proof:
    sheet = evidence.initiative
    written_now = sheet.latest_revision_created_at if sheet else None
    return Proof(
        key=evidence.initiative_id,
        title=evidence.title,
        written_at=evidence.written_at if evidence.frozen_at else written_now,
        is_stopped=bool(sheet and sheet.stage == Stage.STOPPED),
    )


def _of_asked(asked: Asked) -> Statement:
    question, answer = asked.question, asked.answer
    return Statement(
        question.kind,
        said(question, answer, asked.choice),
        rank(question, answer, asked.choice),
        tuple(map(proof_of, asked.proofs)),
    )


def _of_answers(before: Statement, now: Statement) -> Change:
    if before.is_empty or now.is_empty:
        return Change.NEW if before.is_empty else Change.GONE
    if before.kind != now.kind:
        return Change.CHANGED
    if before.rank is not None and now.rank is not None and before.rank != now.rank:
        has_more = now.rank > before.rank
        if now.kind == QuestionKind.YES_NO:
            return Change.NEW if has_more else Change.GONE
        return Change.GROWN if has_more else Change.CHANGED
    return Change.SAME if before.text == now.text else Change.CHANGED


def _of_proof(before: Proof | None, now: Proof) -> Change:
    if now.is_stopped:
        return Change.GONE
    if before is None:
        return Change.NEW
    has_changed = now.written_at and (before.written_at is None or now.written_at > before.written_at)
    return Change.CHANGED if has_changed else Change.SAME


def _of_proofs(rows: tuple[ProofDifference, ...]) -> Change:
    changes = {row.change for row in rows}
    if len(changes) == 1:
        return changes.pop()
    if Change.GONE not in changes and Change.NEW in changes:
        return Change.GROWN
    return Change.CHANGED
