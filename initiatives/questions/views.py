"""``/demander-conseil/`` and ``/espace/…/messages/``."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members, own_memberships
from collectivities.space.views import common
from initiatives.enums import InspirationState
from initiatives.exchange import own_others, public_sheet_or_404
from initiatives.models import Inspiration, Question
from initiatives.questions import posting
from initiatives.questions.addresses import inspiration_address, question_address, questions_address
from initiatives.questions.forms import MessageForm, QuestionForm
from portal.models import User
from portal.pagination import paginate
from portal.typed import data_of, keeps_what_was_typed, status_of

PER_PAGE = 20
METHODS = ["GET", "HEAD", "POST"]


@keeps_what_was_typed
@never_cache
@login_required
@require_http_methods(METHODS)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """A member of a commune asks the commune of a sheet."""
    sheet = public_sheet_or_404(pk)
    own = own_others(request, sheet)
    context = {"sheet": sheet, "collectivity": sheet.collectivity, "is_member": bool(own_memberships(request))}
    if not own:
        return render(request, "initiatives/questions/ask.html", context)
    form = QuestionForm(data_of(request), request=request, own=own)
    if request.method == "POST" and form.is_valid():
        asking = form.cleaned_data["collectivity"]
        question = posting.ask(sheet, asking, cast(User, request.user), form.cleaned_data["text"])
        messages.success(request, _("Votre question est partie à %(name)s.") % {"name": sheet.collectivity.full_name})
        return redirect(question_address(question, asking))
    context["form"] = form
    return render(request, "initiatives/questions/ask.html", context, status=status_of(request))


@for_members
@require_safe
def threads(request: HttpRequest, membership: Membership) -> HttpResponse:
    """All those of a collectivité, the last one written in first."""
    of = membership.collectivity
    page = paginate(request, Question.objects.of(of).with_names(), PER_PAGE)
    rows = [(question, question_address(question, of), question.side_of(of)) for question in page]
    received = Inspiration.objects.received(of).with_names()[:PER_PAGE]
    context = {
        **common(request, membership, "questions"),
        "rows": rows,
        "page_obj": page,
        "inspirations": [(one, InspirationState(one.state), inspiration_address(one, of)) for one in received],
    }
    return render(request, "initiatives/questions/threads.html", context)


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def thread(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    question = _question(membership, pk)
    side = question.side_of(membership.collectivity)
    if request.method == "POST" and "rien" in request.POST:
        posting.settle(question, side)
        return redirect(questions_address(membership.collectivity))
    form = MessageForm(data_of(request), request=request)
    if request.method == "POST" and form.is_valid():
        posting.answer(question, side, cast(User, request.user), form.cleaned_data["text"])
        other = question.collectivity_of(side.other)
        messages.success(request, _("Votre message est parti à %(name)s.") % {"name": other.full_name})
        return redirect(question_address(question, membership.collectivity))
    context = {
        **common(request, membership, "questions"),
        "question": question,
        "form": form,
        "other": question.collectivity_of(side.other),
        "mine": question.agrees(side),
        "theirs": question.agrees(side.other),
        "side": side,
    }
    return render(request, "initiatives/questions/thread.html", context, status=status_of(request))


@for_members
@require_POST
def agree(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Say, or say no more, that the thread may be read by everybody."""
    question = _question(membership, pk)
    posting.agree(question, question.side_of(membership.collectivity), request.POST.get("public") == "oui")
    return redirect(question_address(question, membership.collectivity))


def _question(membership: Membership, pk: int) -> Question:
    """One that this collectivité asked, or was asked."""
    question: Question = get_object_or_404(Question.objects.of(membership.collectivity).with_names(), pk=pk)
    return question
