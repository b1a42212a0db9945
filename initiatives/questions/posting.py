"""Asking, answering, and making public."""

from django.db import transaction
from django.utils import timezone

from collectivities.models import Collectivity
from initiatives.enums import Side
from initiatives.models import InitiativePage, Message, Question
from initiatives.questions.mails import carry, tell_agreed
from portal.models import User
from portal.page_cache import forget_all


@transaction.atomic
def ask(sheet: InitiativePage, asking: Collectivity, author: User, text: str) -> Question:
    """A first message. Pressed twice, the same words are the same question."""
    # Two presses at once wait for each other here.
    Collectivity.objects.select_for_update(of=("self",)).get(pk=asking.pk)
    asked = Question.objects.filter(sheet=sheet, asking=asking, messages__text=text).first()
    if asked:
        found: Question = asked
        return found
    question = Question.objects.create(sheet=sheet, asking=asking, asked=sheet.collectivity)
    _post(question, Side.ASKING, author, text)
    return question


@transaction.atomic
def answer(question: Question, side: Side, author: User | None, text: str) -> bool:
    """One more message of a side. False when it is the last one again: pressed twice, or a mail that came twice."""
    locked = Question.objects.select_for_update(of=("self",)).with_names().get(pk=question.pk)
    last = locked.messages.last()
    if last and (last.side, last.text) == (side, text):
        return False
    _post(locked, side, author, text)
    return True


@transaction.atomic
def agree(question: Question, side: Side, agrees: bool) -> None:
    """Whether a side wants everybody to read the thread; each may change its mind, and then it is public no more. The
    other side is told that this one agrees.
    """
    name = f"{side.value}_agrees"
    changed = Question.objects.filter(pk=question.pk).exclude(**{name: agrees}).update(**{name: agrees})
    if changed and agrees:
        tell_agreed(question, side)
    forget_all()


def settle(question: Question, side: Side) -> None:
    """This side has nothing to answer."""
    Question.objects.filter(pk=question.pk, turn=side).update(turn="")


def _post(question: Question, side: Side, author: User | None, text: str) -> None:
    message = Message.objects.create(question=question, side=side, author=author, text=text)
    question.turn, question.updated_at = side.other, timezone.now()
    question.save(update_fields=["turn", "updated_at"])
    carry(message)
    if question.is_public:
        forget_all()
