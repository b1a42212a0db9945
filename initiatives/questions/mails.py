"""The mails that carry messages: one to each of the team that is written to, which may answer it."""

from email.utils import parseaddr

from django.conf import settings

from collectivities.models import Membership
from collectivities.team.mails import notify_team
from initiatives.enums import Side
from initiatives.models import Message, Question
from initiatives.questions.addresses import question_address
from portal.addresses import whole_address
from portal.enums import Rhythm
from portal.notices import notify


def carry(message: Message) -> None:
    question, side = message.question, Side(message.side).other
    to, writer = question.collectivity_of(side), message.collectivity
    context: dict[str, object] = {
        "title": question.sheet.title,
        "writer": writer.full_name,
        "text": message.text,
        "is_question": question.messages.count() == 1,
        "link": whole_address(question_address(question, to)),
    }
    for member in Membership.objects.active().filter(collectivity=to).select_related("user"):
        # Of several questions in one mail, an answer would be of none.
        answers = answers_to(question, side) if member.user.rhythm == Rhythm.AT_ONCE else ""
        notify(member.user, "mail/question", {**context, "can_answer": bool(answers)}, reply_to=answers)


def tell_agreed(question: Question, by: Side) -> None:
    """The other side learns that this one wants the thread to be public; whether it is then, it reads there."""
    to = question.collectivity_of(by.other)
    context: dict[str, object] = {
        "title": question.sheet.title,
        "writer": question.collectivity_of(by).full_name,
        "is_public": question.agrees(by.other),
        "link": whole_address(question_address(question, to)),
    }
    notify_team(to, "mail/question_agreed", context)


def answers_to(question: Question, side: Side) -> str:
    """The address that an answer of this side goes to; empty where no mail is received."""
    if not settings.PORTAL_ANSWERS_ADDRESS:
        return ""
    name, _at, domain = parseaddr(settings.PORTAL_ANSWERS_ADDRESS)[1].rpartition("@")
    return f"{name}+{question.token_of(side)}@{domain}"
