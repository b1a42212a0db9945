"""What questions and inspirations bring to the space of a collectivité."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.tabs import Tab
from collectivities.space.todo import Action, Todo
from initiatives.enums import Side
from initiatives.models import Inspiration, Question
from initiatives.questions.addresses import inspiration_address, question_address, questions_address
from portal.once import once_in_request

MOST = 3
"""Of one kind of thing to do: the tab has the others."""


def question_todos(request: HttpRequest, membership: Membership) -> Iterator[Todo]:
    """Who waits for an answer, and whom to thank."""
    of = membership.collectivity
    for question in waiting(request, membership)[:MOST]:
        side = question.side_of(of)
        name = {"name": question.collectivity_of(side.other).full_name}
        about = _("Sur « %(title)s ».") % {"title": question.sheet.title}
        address = question_address(question, of)
        if side == Side.ASKING:
            yield Todo(25, "message", _("Lire la réponse : %(name)s") % name, about, 1, Action(_("Lire"), address))
        else:
            yield Todo(15, "message", _("Répondre à %(name)s") % name, about, 5, Action(_("Répondre"), address))
    for one in Inspiration.objects.received(of).unanswered().with_names()[:MOST]:
        names = {"name": one.sheet.collectivity.full_name, "title": one.origin.title}
        title = _("%(name)s s’est inspirée de « %(title)s »") % names
        action = Action(_("Remercier"), inspiration_address(one, of))
        yield Todo(70, "branch", title, _("Un mot, et l’échange commence."), 1, action)


def questions_tab(request: HttpRequest, membership: Membership) -> Tab:
    address = questions_address(membership.collectivity)
    return Tab("questions", _("Messages"), address, len(waiting(request, membership)))


@once_in_request
def waiting(request: HttpRequest, membership: Membership) -> list[Question]:
    """Those the tab counts, and the list of what is to do shows."""
    return list(Question.objects.waiting_for(membership.collectivity).with_names())
