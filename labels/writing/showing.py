"""What the pages of a dossier show, and what the script of a section is told."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from collectivities.space.addresses import space_address
from initiatives.short_path.addresses import new_sheet_address
from labels.models import Answer, Campaign, Dossier, Level
from labels.timing import may_write, spoken
from labels.writing import questions
from labels.writing.addresses import dossier_address, dossiers_address, question_address, section_address
from labels.writing.assessing import Assessment, assess
from labels.writing.carrying import carriable
from labels.writing.comparing import Difference, compare, of_earlier, of_written
from labels.writing.earlier import Earlier, Key, earlier
from labels.writing.forms import SectionForm
from labels.writing.progress import progress
from labels.writing.reading import Part, Written
from labels.writing.wording import path_in_words, points, rounded, saved_at
from portal.merged_forms import Merge
from portal.models import User
from portal.page_cache import remember

NOTHING = Merge({}, frozenset(), frozenset())


def section_page(
    request: HttpRequest,
    written: Written,
    form: SectionForm,
    merge: Merge = NOTHING,
    *,
    is_typed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of a section that may be written."""
    dossier, part = written.dossier, form.part
    by = author_of(form, merge, request.user)
    conflicts = {name: questions.conflict(form, name, by) for name in merge.conflicts}
    before = earlier(dossier)
    context = {
        **section_context(request, written, part, before),
        "form": form,
        "rows": questions.rows(form, dossier, differences(written, before), conflicts),
        "earlier_year": before.year if before else "",
        "carriable": len([one for one in carriable(written, before) if one.section.pk == part.section.pk]),
        "carried": len(progress(part.asked).carried),
        "is_typed": is_typed,
        "taken": _taken(form, merge, by),
        "has_conflicts": bool(conflicts),
        "by": by,
        "add_url": new_sheet_address(dossier.collectivity),
    }
    return render(request, "labels/dossier/section.html", context, status=status)


def closed_section_page(
    request: HttpRequest, written: Written, part: Part, reason: str, *, is_kept: bool = False
) -> HttpResponse:
    """The same, read: nobody writes now. ``is_kept`` says that something was written meanwhile, and waits."""
    context = {
        **section_context(request, written, part, None),
        "reason": reason,
        "is_kept": is_kept,
        "answers": questions.in_words(part),
    }
    status = HTTPStatus.CONFLICT if is_kept else HTTPStatus.OK
    return render(request, "labels/dossier/section_closed.html", context, status=status)


def section_context(request: HttpRequest, written: Written, part: Part, before: Earlier | None) -> dict[str, Any]:
    dossier = written.dossier
    previous, following = written.around(part)
    return {
        **dossier_context(written, part),
        **assessment_context(written, part),
        "part": part,
        "address": section_address(dossier, part.section),
        "before": previous,
        "before_url": section_address(dossier, previous.section) if previous else "",
        "after": following,
        "after_url": section_address(dossier, following.section) if following else "",
    }


def dossier_context(written: Written, part: Part | None = None) -> dict[str, Any]:
    """What every page of a dossier shows."""
    dossier = written.dossier
    return {
        "dossier": dossier,
        "year": str(dossier.campaign.year),
        "collectivity": dossier.collectivity,
        "space_url": space_address(dossier.collectivity),
        "dossier_url": dossier_address(dossier),
        "dossiers_url": dossiers_address(dossier.collectivity),
        "path": path_in_words(dossier, written),
        "saved_at": saved_at(dossier.changed_at),
        **steps_context(written, part),
    }


def steps_context(written: Written, part: Part | None) -> dict[str, Any]:
    dossier = written.dossier
    steps = [(one, progress(one.asked), section_address(dossier, one.section)) for one in written.parts]
    return {
        "steps": steps,
        "current": part.section.pk if part else None,
        "missing": sum(len(how_far.missing) for _part, how_far, _url in steps),
    }


def assessment_context(written: Written, part: Part | None = None) -> dict[str, Any]:
    """Figures as they are said. ``part`` is the section that is being written, if one is."""
    dossier = written.dossier
    found = assess(written, _levels(dossier.campaign))
    return {
        "assessment": found,
        "score": rounded(found.score),
        "lacks": points(found.lacks) if found.lacks is not None else "",
        "shares": [
            (one, rounded(one.share), points(one.brings), points(one.weight), points(one.earned))
            for one in found.sections
        ],
        "next_steps": _next_steps(dossier, found),
        "own": _own(found, part) if part else None,
        "assessment_url": f"{dossier_address(dossier)}#auto-evaluation",
    }


def _levels(campaign: Campaign) -> list[Level]:
    """The scale of a year, which changes no more once dossiers are written."""
    return remember(f"label-levels-{campaign.pk}", lambda: list(campaign.levels.all()))


def told(request: HttpRequest, written: Written, form: SectionForm, merge: Merge) -> dict[str, Any]:
    """What the script needs after a save: what is stored now, and what the person has to know. ``form`` was sent."""
    part = written.part(form.part.section.code) or form.part
    now = SectionForm(part=part, sheets=form.sheets)
    by = author_of(now, merge, request.user)
    steps = {**dossier_context(written, part), "part": part}
    return {
        "saved": _all_but(form, merge, saved_at(written.dossier.changed_at)),
        "values": now.stored,
        "errors": {name: [str(error) for error in errors] for name, errors in form.errors.items()},
        "conflicts": {name: questions.conflict(now, name, by) for name in merge.conflicts},
        "taken": {"names": sorted(merge.taken), "text": _taken(form, merge, by)},
        "fresh": sorted(name for name, asked in now.asked.items() if not asked.is_carried),
        "parts": {
            "steps": render_to_string("labels/dossier/steps.html", steps),
            "assessment": render_to_string("labels/dossier/brief.html", assessment_context(written, part)),
            "left": render_to_string("labels/dossier/left.html", steps),
        },
    }


def author_of(form: SectionForm, merge: Merge, user: Any) -> str:
    """Who wrote what this person did not, in the words of a sentence that she reads."""
    names = merge.taken | merge.conflicts
    keys = {asked.answer.pk for name, asked in form.asked.items() if name in names and asked.answer}
    if not names:
        return ""
    found = Answer.objects.filter(pk__in=keys).select_related("author").order_by("-changed_at").first()
    if found is None or found.author is None:
        return _("un·e collègue")
    return _("vous, sur un autre écran") if found.author == user else str(found.author)


def last_writer(dossier: Dossier) -> User | None:
    last: Answer | None = dossier.answers.select_related("author").order_by("-changed_at").first()
    return last.author if last else None


def until(dossier: Dossier) -> str:
    """Until when it may be written, in words; empty once it may not."""
    if may_write(dossier, timezone.now()):
        return ""
    moment = dossier.complete_until or dossier.campaign.closes_at
    return spoken(moment) if moment else ""


def differences(written: Written, before: Earlier | None) -> dict[Key, Difference]:
    """What changed since then."""
    return compare(of_earlier(before), of_written(written)) if before else {}


def _own(found: Assessment, part: Part) -> tuple[int, str, int] | None:
    own = found.of(part)
    return (rounded(own.share), points(own.earned), own.most) if own else None


def _next_steps(dossier: Dossier, found: Assessment) -> list[tuple[Any, str, str]]:
    return [
        (step.asked, points(step.gain), question_address(dossier, step.asked.section, step.asked.question))
        for step in found.next_steps
    ]


def _all_but(form: SectionForm, merge: Merge, saved: str) -> str:
    """What is said of a save, and of the answers that were refused in it or that wait for a choice."""
    refused = _labels(form, {*form.errors, *merge.conflicts})
    return _("%(saved)s, sauf : %(fields)s") % {"saved": saved, "fields": refused} if refused else saved


def _taken(form: SectionForm, merge: Merge, by: str) -> str:
    if not merge.taken:
        return ""
    return _("Écrit entre-temps par %(who)s : %(fields)s. La page montre cette version.") % {
        "who": by,
        "fields": _labels(form, merge.taken),
    }


def _labels(form: SectionForm, names: Collection[str]) -> str:
    return ", ".join(str(field.label) for name, field in form.fields.items() if name in names)
