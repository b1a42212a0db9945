"""The page of a whole dossier: its state, its sections, its path, the self-assessment, what changed since last year."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from labels.models import Dossier
from labels.timing import may_write
from labels.writing.addresses import question_address, section_address
from labels.writing.carrying import carriable
from labels.writing.comparing import Change
from labels.writing.earlier import Earlier, earlier
from labels.writing.forms import MentionsForm
from labels.writing.progress import progress
from labels.writing.reading import Asked, Written, read
from labels.writing.showing import assessment_context, differences, dossier_context, last_writer, until
from labels.writing.starting import offers


def overview_page(request: HttpRequest, dossier: Dossier, *, status: int = 200) -> HttpResponse:
    written, before = read(dossier), earlier(dossier)
    reason = may_write(dossier, timezone.now())
    context = {
        **dossier_context(written),
        **assessment_context(written),
        **_changes(written, before),
        "state": dossier.state_for_all,
        **_next(written),
        "reason": reason,
        "until": until(dossier),
        "last_writer": last_writer(written),
        "offers": offers(dossier.questionnaire),
        "mentions": _mentions(dossier),
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


def _next(written: Written) -> dict[str, Any]:
    """The first section that owes something."""
    part = next((part for part in written.parts if progress(part.asked).missing), None)
    return {"next_part": part, "next_url": section_address(written.dossier, part.section) if part else ""}


def _mentions(dossier: Dossier) -> list[tuple[Any, bool]]:
    """Those that may be requested, and whether each is."""
    own = set(dossier.mentions.values_list("pk", flat=True))
    return [(mention, mention.pk in own) for mention in dossier.campaign.mentions.filter(on_request=True)]


def _changes(written: Written, before: Earlier | None) -> dict[str, Any]:
    """What is not as it was, in the order of the questions, and how much of each."""
    found = differences(written, before)
    rows = [
        (asked, difference, _address(written, asked))
        for asked in written.asked
        if (difference := found.get((asked.section.code, asked.question.code)))
    ]
    counts = Counter(difference.change for difference in found.values())
    return {
        "earlier_year": before.year if before else "",
        "changes": [row for row in rows if row[1].change != Change.SAME],
        "change_counts": [(change, counts[change]) for change in Change if counts[change]],
    }


def _address(written: Written, asked: Asked) -> str:
    return question_address(written.dossier, asked.section, asked.question)
