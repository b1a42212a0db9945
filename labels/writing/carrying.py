"""« Reconduire »: the answers of the last dossier that was deposited, where nothing is answered this year."""

from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from labels.enums import QuestionKind
from labels.models import Answer, Dossier, Evidence
from labels.writing.earlier import Earlier, earlier
from labels.writing.reading import Asked, Written, read
from labels.writing.saving import store, to_write
from portal.models import User


def carriable(written: Written, before: Earlier | None) -> list[Asked]:
    """The questions that could be answered as they were then."""
    if before is None:
        return []
    free = (asked for asked in written.asked if not asked.is_answered)
    return [asked for asked in free if _answer(asked, before) or _proofs(asked, before)]


@transaction.atomic
def carry(dossier: Dossier, user: User, section: str = "") -> int:
    """Answer a section, or everything, as in the earlier dossier; returns how many questions were.

    What was answered this year stays as it is. Raises ClosedError.
    """
    dossier = to_write(dossier)
    before, written = earlier(dossier), read(dossier)
    taken = [asked for asked in carriable(written, before) if section in ("", asked.section.code)]
    if before is None or not taken:
        return 0
    moment = timezone.now()
    answers = [answer for asked in taken if (answer := _answer(asked, before))]
    for answer in answers:
        answer.dossier, answer.author, answer.changed_at = dossier, user, moment
    store(answers)
    proofs = [proof for asked in taken for proof in _proofs(asked, before)]
    for proof in proofs:
        proof.dossier = dossier
    Evidence.objects.bulk_create(proofs, ignore_conflicts=True)
    Dossier.objects.filter(pk=dossier.pk).update(changed_at=moment)
    return len(taken)


@transaction.atomic
def confirm(dossier: Dossier, user: User, section: str = "") -> int:
    """« Rien n’a changé »: what was taken over, in a section or everywhere, is this year's answer too."""
    dossier = to_write(dossier)
    rows = Answer.objects.filter(dossier=dossier, carried=True)
    if section:
        rows = rows.filter(question__section__code=section)
    return int(rows.update(carried=False, author=user, changed_at=timezone.now()))


def _answer(asked: Asked, before: Earlier) -> Answer | None:
    """The answer of then, to the question of now; nothing when it no longer fits."""
    question = asked.question
    then = before.answers.get((asked.section.code, question.code))
    if then is None or then.question.kind != question.kind:
        return None
    answer = Answer(question=question, carried=True)
    match question.kind:
        case QuestionKind.CHOICE | QuestionKind.SCALE:
            code = then.choice.code if then.choice else ""
            answer.choice = next((choice for choice in asked.choices if choice.code == code), None)
        case QuestionKind.TEXT if len(then.text) <= question.longest_text:
            answer.text = then.text
        case QuestionKind.YES_NO:
            answer.number = then.number
        case QuestionKind.NUMBER if question.highest is None or (then.number or 0) <= question.highest:
            answer.number = then.number
    return None if answer.is_empty else answer


def _proofs(asked: Asked, before: Earlier) -> list[Evidence]:
    """The proofs of then whose sheets still exist."""
    return list(_still_there(asked, before))[: asked.question.most_proofs]


def _still_there(asked: Asked, before: Earlier) -> Iterator[Evidence]:
    if asked.question.kind != QuestionKind.EVIDENCE:
        return
    for place, then in enumerate(before.proofs.get((asked.section.code, asked.question.code), ())):
        if then.initiative is not None and then.initiative.collectivity_id == before.dossier.collectivity_id:
            title = then.initiative.title
            yield Evidence(question=asked.question, initiative=then.initiative, title=title, sort_order=place)
