"""What the page of the five questions shows, and what its script is told."""

from collections.abc import Collection, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from collectivities.models import Membership
from collectivities.space.views import common
from initiatives.asking import asked
from initiatives.models import InitiativePage
from initiatives.next_steps import state_of
from initiatives.short_path.addresses import discard_address, new_sheet_address, photo_address, withdraw_address
from initiatives.short_path.discarding import has_something_to_discard
from initiatives.short_path.drafts import Saved
from initiatives.short_path.forms import HOW_TO_WRITE, ShortForm, Step
from initiatives.short_path.kinds import KINDS, Kind
from initiatives.short_path.submitting import missing, why_not


def new_page(
    request: HttpRequest,
    membership: Membership,
    form: ShortForm,
    kind: Kind,
    *,
    is_typed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The page of a sheet that does not exist yet."""
    context = {
        "kind": kind,
        "kinds": KINDS,
        "key": form.draft.translation_key,
        "address": new_sheet_address(membership.collectivity),
    }
    return _shown(request, membership, form, context, is_typed, status)


def page(
    request: HttpRequest,
    membership: Membership,
    form: ShortForm,
    saved: Saved | None = None,
    *,
    is_typed: bool = False,
    refused: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    """The page of a sheet. ``refused`` is why its photo was."""
    draft = form.draft
    state = draft.current_workflow_state
    context = {
        **_addresses(draft),
        "state": state_of(draft, state),
        "asked": asked(state),
        "refused": refused,
        "taken": _taken(form, saved) if saved else "",
        "conflicts": {name: _conflict(form, name, saved.by) for name in saved.conflicts} if saved else {},
        "by": saved.by if saved else "",
    }
    return _shown(request, membership, form, context, is_typed, status)


def closed_page(
    request: HttpRequest, membership: Membership, sheet: InitiativePage, reason: str, *, is_kept: bool = False
) -> HttpResponse:
    """While the association reads a sheet, nobody writes in it. ``is_kept`` says that something was written meanwhile,
    and waits.
    """
    state = sheet.current_workflow_state
    context = {
        **common(request, membership, ""),
        **_addresses(sheet),
        "sheet": sheet,
        "title": sheet.draft_title,
        "reason": reason,
        "is_kept": is_kept,
        "state": state_of(sheet, state),
        "can_withdraw": bool(state and state.user_can_cancel(request.user)),
        "withdraw_url": withdraw_address(sheet),
    }
    status = HTTPStatus.CONFLICT if is_kept else HTTPStatus.OK
    return render(request, "initiatives/short_path/closed.html", context, status=status)


def discard_page(request: HttpRequest, membership: Membership, draft: InitiativePage) -> HttpResponse:
    """Asks before a draft is thrown away."""
    return render(request, "initiatives/short_path/discard.html", {**common(request, membership, ""), "draft": draft})


def told(form: ShortForm, saved: Saved) -> dict[str, Any]:
    """What the script needs after a save: what is stored now, and what the person has to know."""
    draft = saved.draft
    now = ShortForm(draft=draft)
    return {
        **({"written": draft.latest_revision_id, **_addresses(draft)} if draft.pk else {}),
        "saved": _all_but(form, _saved_at(draft)),
        "lacking": list(missing(draft)),
        "values": now.stored,
        "errors": {name: [str(error) for error in errors] for name, errors in form.errors.items()},
        "conflicts": {name: _conflict(now, name, saved.by) for name in saved.conflicts},
        "taken": {"names": sorted(saved.taken), "text": _taken(form, saved)},
        "why_not": _unsettled(form, saved) or why_not(draft),
    }


def photo_told(draft: InitiativePage) -> dict[str, Any]:
    return {
        "photo": draft.image.original_url if draft.image else "",
        "written": draft.latest_revision_id,
        "saved": _saved_at(draft),
    }


def _shown(
    request: HttpRequest,
    membership: Membership,
    form: ShortForm,
    context: dict[str, Any],
    is_typed: bool,
    status: int,
) -> HttpResponse:
    draft = form.draft
    whole = {
        **common(request, membership, ""),
        "form": form,
        "steps": _steps(form, context.get("conflicts", {})),
        "draft": draft,
        "is_typed": is_typed,
        "saved_at": _saved_at(draft),
        "why_not": why_not(draft),
        "how_to_write": HOW_TO_WRITE,
        **context,
    }
    return render(request, "initiatives/short_path/page.html", whole, status=status)


def _steps(form: ShortForm, conflicts: Mapping[str, str]) -> list[tuple[Step, list[tuple[BoundField, str]]]]:
    """The questions with their fields, each with what to choose between, if two people wrote it."""
    return [(one, [(field, conflicts.get(field.name, "")) for field in fields]) for one, fields in form.steps]


def _addresses(draft: InitiativePage) -> dict[str, str]:
    return {
        "address": draft.writing_address,
        "photo_url": photo_address(draft),
        "discard_url": discard_address(draft) if has_something_to_discard(draft) else "",
        "editor_url": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        "preview_url": reverse("wagtailadmin_pages:view_draft", args=[draft.pk]),
    }


def _saved_at(draft: InitiativePage) -> str:
    """Since when the sheet is on the server; nothing of what was never saved."""
    moment = draft.latest_revision_created_at
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return _("Enregistré à %(time)s") % {"time": date_format(local, "TIME_FORMAT")}
    return _("Enregistré le %(day)s") % {"day": date_format(local, "DATE_FORMAT")}


def _all_but(form: ShortForm, saved: str) -> str:
    """What is said of a save, and of the answers that were refused in it."""
    refused = _labels(form, form.errors)
    if not refused or not saved:
        return saved
    return _("%(saved)s, sauf : %(fields)s") % {"saved": saved, "fields": refused}


def _taken(form: ShortForm, saved: Saved) -> str:
    if not saved.taken:
        return ""
    return _("Écrit entre-temps par %(who)s : %(fields)s. La page montre cette version.") % {
        "who": saved.by,
        "fields": _labels(form, saved.taken),
    }


def _unsettled(form: ShortForm, saved: Saved) -> str:
    if not saved.conflicts:
        return ""
    return _("Choisissez d’abord entre deux textes : %(what)s.") % {"what": _labels(form, saved.conflicts)}


def _labels(form: ShortForm, names: Collection[str]) -> str:
    return ", ".join(str(field.label) for name, field in form.fields.items() if name in names)


def _conflict(form: ShortForm, name: str, by: str) -> str:
    context = {"field": form[name], "theirs": form.theirs(name), "by": by}
    return render_to_string("initiatives/short_path/conflict.html", context)
