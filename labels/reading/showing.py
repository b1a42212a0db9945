"""What the pages of a reading show, and what their script is told."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from labels.jury.enums import AssignmentState
from labels.models import Award, Criterion, Score
from labels.reading.access import why_closed
from labels.reading.addresses import file_address, opinion_address, proof_address, section_address
from labels.reading.answers import Addresses, answers_of, changes_of, own_share
from labels.reading.depositing import why_not_depositing, why_not_taking_back
from labels.reading.desk import Desk
from labels.reading.forms import NOTES, OPINION, GradeForm, OpinionForm, confidence_name, note_name
from labels.reading.marking import by_criterion, mark
from labels.reading.own import own_measure, own_notes
from labels.reading.pile import progress
from labels.writing.reading import Part
from labels.writing.wording import saved_at
from portal.merged_forms import Merge, MergedForm

NOTHING = Merge({}, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str | Promise
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion as the grid shows it. ``usual`` is how often the reader gave each note elsewhere."""

    criterion: Criterion
    note: BoundField
    confidence: BoundField
    notes: tuple[Option, ...]
    note_initial: SafeString
    confidence_initial: SafeString
    note_conflict: str
    confidence_conflict: str
    usual: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader gave a criterion, section after section, and the mean of it."""

    criterion: Criterion
    notes: str
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the dossier, with how many of its notes are left."""

    title: str
    url: str
    left: int
    counts: bool
    is_current: bool


def section_page(
    request: HttpRequest, desk: Desk, part: Part, form: GradeForm, merge: Merge = NOTHING, *, status: int = 200
) -> HttpResponse:
    """A section beside its grid; without a form where its reader no longer writes."""
    before, after = desk.written.around(part)
    context = {
        **common(desk, part),
        "part": part,
        "said": answers_of(part, desk.differences, _addresses(desk)),
        "changes": changes_of(part, desk.differences),
        "own_share": own_share(desk.written, part),
        "before_year": desk.before.year if desk.before else "",
        "form": form,
        "rows": rows(form, merge) if desk.counts(part) else [],
        "opinion": form[OPINION],
        "opinion_initial": form[OPINION].as_hidden(only_initial=True),
        "opinion_conflict": conflict(form, OPINION) if OPINION in merge.conflicts else "",
        "taken": _taken(form, merge),
        "before_url": section_address(desk.assignment, before.section) if before else "",
        "after_url": section_address(desk.assignment, after.section) if after else opinion_address(desk.assignment),
        "after_title": after.section.title if after else _("Avis d’ensemble"),
        "address": section_address(desk.assignment, part.section),
    }
    return render(request, "labels/reading/section.html", context, status=status)


def opinion_page(
    request: HttpRequest, desk: Desk, form: OpinionForm, merge: Merge = NOTHING, *, status: int = 200
) -> HttpResponse:
    last = desk.written.parts[-1] if desk.written.parts else None
    context = {
        **common(desk, None),
        "form": form,
        "initials": {name: field.as_hidden(only_initial=True) for name, field in ((n, form[n]) for n in form.fields)},
        "levels": _options(form, "niveau", [(str(one.pk), one.name) for one in form.levels]),
        "taken": _taken(form, merge),
        "conflicts": {name: conflict(form, name) if name in merge.conflicts else "" for name in form.fields},
        "opinions": [
            (part, desk.opinions[part.section.pk]) for part in desk.written.parts if desk.opinions.get(part.section.pk)
        ],
        "given": given(desk),
        "mark": mark(desk.grid, desk.scores),
        "measure": own_measure(desk.assignment),
        "before_url": section_address(desk.assignment, last.section) if last else "",
        "address": opinion_address(desk.assignment),
    }
    return render(request, "labels/reading/opinion.html", context, status=status)


def given(desk: Desk) -> list[Given]:
    """By criterion; nothing before a first note."""
    if not any(score.is_given for score in desk.scores.values()):
        return []
    means = by_criterion(desk.grid, desk.scores.values())
    sections = desk.grid.sections
    return [
        Given(one, " ".join(_noted(desk.scores.get((section.pk, one.pk))) for section in sections), means.get(one.pk))
        for one in desk.grid.criteria
    ]


def _noted(score: Score | None) -> str:
    if score is None or not score.is_given:
        return "?"
    return "–" if score.abstains else str(score.note)


def common(desk: Desk, part: Part | None) -> dict[str, Any]:
    """What every page of a reading shows."""
    assignment, review = desk.assignment, desk.review
    return {
        "juror": assignment.juror,
        "campaign": assignment.dossier.campaign,
        "tab": "readings",
        "reading": assignment,
        "dossier": assignment.dossier,
        "of": assignment.dossier.collectivity,
        "pile": progress(assignment.juror),
        "last_award": last_award(desk),
        "is_done": assignment.state == AssignmentState.DONE,
        "closed": why_closed(assignment),
        "may_take_back": bool(review and review.deposited_at and not why_not_taking_back(assignment, review)),
        "review": review,
        "saved_at": saved_at(review.changed_at) if review else "",
        **steps(desk, part),
    }


def steps(desk: Desk, part: Part | None) -> dict[str, Any]:
    """What follows a save: the notes that are left, and whether the reading may be deposited."""
    current = part.section.pk if part else None
    tabs = [
        Tab(
            one.section.title,
            section_address(desk.assignment, one.section),
            desk.left_in(one.section),
            desk.counts(one),
            one.section.pk == current,
        )
        for one in desk.written.parts
    ]
    return {
        "reading": desk.assignment,
        "tabs": tabs,
        "opinion_url": opinion_address(desk.assignment),
        "is_opinion": part is None,
        "lacks": why_not_depositing(desk),
    }


def last_award(desk: Desk) -> Award | None:
    """What everybody knows that the collectivité had last."""
    public = Award.objects.public().of(desk.assignment.dossier.collectivity)
    found: Award | None = public.select_related("campaign", "level").first()
    return found


def rows(form: GradeForm, merge: Merge = NOTHING) -> list[Row]:
    usual = own_notes(form.desk.assignment)
    found = []
    for criterion in form.desk.grid.criteria:
        note, confidence = form[note_name(criterion)], form[confidence_name(criterion)]
        found.append(
            Row(
                criterion,
                note,
                confidence,
                _options(form, note.name, NOTES),
                note.as_hidden(only_initial=True),
                confidence.as_hidden(only_initial=True),
                conflict(form, note.name) if note.name in merge.conflicts else "",
                conflict(form, confidence.name) if confidence.name in merge.conflicts else "",
                _usual(usual.get(criterion.pk, [])),
            )
        )
    return found


def _usual(counts: list[int]) -> str:
    """« 3 × 4, 1 × 5 »: how often, and which note."""
    return ", ".join(f"{count} × {note}" for note, count in enumerate(counts) if count)


def told(desk: Desk, part: Part | None, form: MergedForm, now: MergedForm, merge: Merge) -> dict[str, Any]:
    """What the script needs after a save: ``form`` was sent, ``now`` says what is stored."""
    review = desk.review
    errors = {name: [str(error) for error in found] for name, found in form.errors.items()}
    return {
        "saved": saved_at(review.changed_at) if review else "",
        "values": now.stored,
        "errors": errors,
        "conflicts": {name: conflict(now, name) for name in merge.conflicts},
        "taken": {"names": sorted(merge.taken), "text": _taken(form, merge)},
        "fresh": [],
        "parts": {
            "tabs": render_to_string("labels/reading/tabs.html", steps(desk, part)),
            "left": render_to_string("labels/reading/left.html", steps(desk, part)),
        },
    }


def conflict(form: MergedForm, name: str) -> str:
    """Written on two screens of the same person."""
    stored = form.current[name]
    words = dict(getattr(form.fields[name], "choices", []))
    context = {"field": form[name], "theirs": words.get(stored, stored), "by": _("vous, sur un autre écran")}
    return render_to_string("initiatives/short_path/conflict.html", context)


def _options(form: MergedForm, name: str, choices: Any) -> tuple[Option, ...]:
    chosen = str(form[name].value() or "")
    return tuple(Option(str(value), label, str(value) == chosen) for value, label in choices)


def _addresses(desk: Desk) -> Addresses:
    return Addresses(partial(proof_address, desk.assignment), partial(file_address, desk.assignment))


def _taken(form: MergedForm, merge: Merge) -> str:
    if not merge.taken:
        return ""
    names = ", ".join(str(field.label) for name, field in form.fields.items() if name in merge.taken)
    return _("Écrit entre-temps sur un autre écran : %(fields)s. La page montre cette version.") % {"fields": names}
