"""The page of a whole dossier: its state, its sections, its path, the self-assessment, what changed since last year."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from collectivities.models import Membership
from labels.campaigns.errata import errata_of
from labels.depositing.history import Step, history
from labels.depositing.offer import offer_of
from labels.enums import DossierState
from labels.models import Dossier
from labels.outcome.access import is_told
from labels.outcome.addresses import outcome_address
from labels.timing import may_write
from labels.writing.addresses import question_address, section_address
from labels.writing.carrying import carriable
from labels.writing.comparing import Change
from labels.writing.earlier import Earlier, earlier
from labels.writing.forms import MentionsForm
from labels.writing.progress import progress, said_in
from labels.writing.reading import Asked, Written, read
from labels.writing.showing import assessment_context, differences, dossier_context, last_writer, until
from labels.writing.starting import offered

SENT_BACK = frozenset({DossierState.TO_COMPLETE, DossierState.INADMISSIBLE})
"""The states of which the association said why."""


def overview_page(request: HttpRequest, membership: Membership, dossier: Dossier, *, status: int = 200) -> HttpResponse:
    written, before = read(dossier), earlier(dossier)
    reason, mentions = may_write(dossier, timezone.now()), _mentions(dossier)
    offer = offer_of(dossier, membership, said=said_in(written))
    steps = history(dossier, offer.deposits) if offer.deposits or dossier.state in SENT_BACK else []
    context = {
        **dossier_context(written),
        **assessment_context(written),
        **_changes(written, before),
        "state": dossier.state_for_all,
        "said": _said(dossier, steps),
        "errata": errata_of(dossier.campaign),
        **_next(written),
        "reason": reason,
        "until": until(dossier),
        "last_writer": last_writer(written.dossier),
        "offers": offered(written.of_path),
        "mentions": mentions,
        "has_requested": any(is_requested for _mention, is_requested in mentions),
        "offer": offer,
        # Nothing is told of one that was never deposited.
        "history": steps if offer.deposits else [],
        "outcome_url": outcome_address(dossier) if is_told(dossier) else "",
        "carriable": 0 if reason else len(carriable(written, before)),
        "carried": 0 if reason else len(progress(written.asked).carried),
    }
    return render(request, "labels/dossier/overview.html", context, status=status)


def requested(request: HttpRequest, dossier: Dossier) -> bool:
    """Request these mentions and no other; False when one cannot be."""
    form = MentionsForm(request.POST, instance=dossier, campaign=dossier.campaign)
    if form.is_valid():
        form.save()
        messages.success(request, _("Les mentions demandées sont enregistrées."))
    return bool(form.is_valid())


def _said(dossier: Dossier, steps: Iterable[Step]) -> str:
    """Why the association sent it back, or refused it."""
    if dossier.state not in SENT_BACK:
        return ""
    return next((step.reason for step in steps if step.target == dossier.state), "")


def _next(written: Written) -> dict[str, Any]:
    """The first section that owes something."""
    part = next((part for part in written.parts if progress(part.asked).missing), None)
    return {"next_part": part, "next_url": section_address(written.dossier, part.section) if part else ""}


def _mentions(dossier: Dossier) -> list[tuple[Any, bool]]:
    """Those that may be requested, and whether each is."""
    own = Exists(Dossier.mentions.through.objects.filter(dossier=dossier, mention=OuterRef("pk")))
    offered = dossier.campaign.mentions.filter(on_request=True).annotate(is_requested=own)
    return [(mention, mention.is_requested) for mention in offered]


def _changes(written: Written, before: Earlier | None) -> dict[str, Any]:
    """What is not as it was, in the order of the questions, and how much of each."""
    found = differences(written, before)
    rows = [
        (asked, difference, _address(written, asked))
        for asked in written.asked
        if (difference := found.get((asked.section.code, asked.question.code)))
    ]
    answered = [row for row in rows if row[0].is_answered]
    counts = Counter(difference.change for _asked, difference, _url in answered)
    return {
        "earlier_year": before.year if before else "",
        "changes": [row for row in answered if row[1].change != Change.SAME],
        "change_counts": [(change, counts[change]) for change in Change if counts[change]],
        "without_answer": len(rows) - len(answered),
    }


def _address(written: Written, asked: Asked) -> str:
    return question_address(written.dossier, asked.section, asked.question)
