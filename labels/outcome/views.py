"""``/espace/…/dossier/…/avis-du-jury/``: what the jury decided and why, and what the candidate thinks of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from collectivities.models import Membership
from collectivities.space.access import for_members
from collectivities.space.views import common
from labels.appeals.addresses import appeal_address
from labels.appeals.filing import why_not_appeal
from labels.documents.answering import pdf_response, says_when_not_made
from labels.models import ProcessFeedback
from labels.outcome.access import published_dossier, tab_of, told_dossier
from labels.outcome.addresses import feedback_address, opinion_address, outcome_address
from labels.outcome.forms import FeedbackForm
from labels.outcome.printing import print_opinion
from labels.outcome.reading import Outcome, outcome_of
from labels.outcome.saying import say, why_not_say
from labels.outcome.wording import decided_in_words, level_in_words_of
from labels.timing import spoken
from labels.writing.addresses import dossier_address
from portal.typed import data_of, keeps_what_was_typed

METHODS = ["GET", "HEAD", "POST"]
CONFLICT, INVALID = 409, 422


@for_members
@require_safe
def outcome(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    told = _told(membership, year)
    dossier = told.dossier
    appeal = getattr(dossier, "appeal", None)
    rectification = told.rectification
    context = {
        **common(request, membership, tab_of(request, membership, dossier)),
        "dossier": dossier,
        "outcome": told,
        "said": decided_in_words(told),
        "rectification": rectification,
        "before": level_in_words_of(rectification.before) if rectification else "",
        "appeal": appeal,
        "appeal_url": appeal_address(dossier),
        "appeal_refused": why_not_appeal(dossier),
        "appeals_until": spoken(dossier.campaign.appeals_until) if dossier.campaign.appeals_until else "",
        "feedback": getattr(dossier, "feedback", None),
        "feedback_url": feedback_address(dossier),
        "feedback_refused": why_not_say(dossier),
        "pdf_url": opinion_address(dossier),
        "dossier_url": dossier_address(dossier),
    }
    return render(request, "labels/outcome/outcome.html", context)


@for_members
@require_safe
@says_when_not_made
def opinion(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    """To print, and to join to what the council reads."""
    return pdf_response(print_opinion(_told(membership, year)), f"avis-motive-{year}.pdf")


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def feedback(request: HttpRequest, membership: Membership, year: int) -> HttpResponse:
    dossier = told_dossier(membership, year)
    refused, status = why_not_say(dossier), 200
    if request.method == "POST" and not refused:
        form = say(dossier, request.POST)
        if form.is_valid():
            messages.success(request, _("Merci : votre avis est enregistré."))
            return redirect(outcome_address(dossier))
        status = INVALID
    else:
        status = CONFLICT if request.method == "POST" else status
        form = FeedbackForm(data_of(request), instance=getattr(dossier, "feedback", None) or ProcessFeedback())
    context = {
        **common(request, membership, tab_of(request, membership, dossier)),
        "dossier": dossier,
        "form": form,
        "refused": refused,
        "until": spoken(dossier.campaign.appeals_until) if dossier.campaign.appeals_until else "",
        "outcome_url": outcome_address(dossier),
    }
    return render(request, "labels/outcome/feedback.html", context, status=status)


def _told(membership: Membership, year: int) -> Outcome:
    told = outcome_of(published_dossier(membership, year))
    if told is None:
        raise Http404
    return told
