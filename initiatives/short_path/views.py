"""``/espace/…/initiatives/``: the page of the five questions."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from collectivities.models import CollectivityPage, Membership
from collectivities.space.access import for_members
from collectivities.space.addresses import page_of, space_address
from initiatives.asking import is_asked
from initiatives.models import InitiativePage
from initiatives.short_path import discarding, drafts, photos, showing, submitting
from initiatives.short_path.forms import ShortForm
from initiatives.short_path.kinds import kind_named
from portal.models import User
from portal.typed import is_asked_by_script, keep_typed, keeps_what_was_typed, typed_before

CONFLICT, INVALID = 409, 422
METHODS = ["GET", "HEAD", "POST"]


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def begin(request: HttpRequest, membership: Membership) -> HttpResponse:
    """A sheet that does not exist yet: it does from the first save that names it."""
    parent = _parent(request, membership)
    typed = typed_before(request)
    data = request.POST if request.method == "POST" else typed
    asked = request.GET if data is None else data
    kind = kind_named(asked.get("genre", ""))
    draft = drafts.new_draft(parent, kind.model, _key(data), _origin(asked.get("inspiree_de", ""), membership))
    form = ShortForm(data, draft=draft)
    if request.method != "POST":
        return showing.new_page(request, membership, form, kind, is_typed=typed is not None)
    # Whatever else is wrong is said once the sheet exists, and keeps nothing from being saved.
    if not form.is_valid() and "title" in form.errors:
        if is_asked_by_script(request):
            return JsonResponse(showing.told(form, drafts.Saved(draft)), status=INVALID)
        return showing.new_page(request, membership, form, kind, status=INVALID)
    try:
        saved = drafts.begin(parent, form, cast(User, request.user))
    except drafts.ClosedError as error:
        begun = InitiativePage.objects.child_of(parent).get(translation_key=draft.translation_key)
        return _closed(request, membership, begun, str(error))
    return _saved(request, membership, form, saved)


@keeps_what_was_typed
@for_members
@require_http_methods(METHODS)
def sheet(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    page, user = _sheet(request, membership, pk), cast(User, request.user)
    if request.method != "POST":
        if reason := drafts.why_closed(page, user):
            return showing.closed_page(request, membership, page, reason)
        typed = typed_before(request)
        form = ShortForm(typed, draft=drafts.draft_of(page), is_asked=is_asked(page.current_workflow_state))
        return showing.page(request, membership, form, is_typed=typed is not None)
    try:
        with transaction.atomic():
            draft = drafts.to_write(page, user)
            form = ShortForm(request.POST, draft=draft, is_asked=is_asked(page.current_workflow_state))
            form = form.settled(theirs=request.POST.get("prendre", ""), mine=request.POST.get("garder", ""))
            form.is_valid()
            saved = drafts.save(form, user)
    except drafts.ClosedError as error:
        return _closed(request, membership, page, str(error))
    return _saved(request, membership, form, saved)


@for_members
@require_POST
def photo(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """A photo alone, sent by the script as soon as it is chosen; without a file, the photo is taken away."""
    page = _sheet(request, membership, pk)
    try:
        draft = _put_photo(request, membership, page)
    except drafts.ClosedError as error:
        return JsonResponse({"closed": str(error)}, status=CONFLICT)
    except ValidationError as error:
        return JsonResponse({"errors": error.messages}, status=INVALID)
    return JsonResponse(showing.photo_told(draft))


@for_members
@require_POST
def withdraw(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Take the sheet back from who reads it."""
    page = _sheet(request, membership, pk)
    if submitting.withdraw(page, cast(User, request.user)):
        messages.success(request, _("La fiche n’est plus en relecture : vous pouvez la reprendre."))
    else:
        messages.error(request, _("Elle ne peut pas être retirée : rien n’attend, ou un·e collègue l’a soumise."))
    return redirect(page.writing_address)


@for_members
@require_http_methods(METHODS)
def discard(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """Throw away a draft, or what was changed since, after a question. What may not be thrown away says why."""
    page = _sheet(request, membership, pk)
    if reason := discarding.why_kept(page):
        messages.error(request, reason)
        return redirect(page.writing_address)
    if request.method != "POST":
        return showing.discard_page(request, membership, drafts.draft_of(page))
    if discarding.discard(page, cast(User, request.user)):
        done = _("« %(title)s » est comme en ligne.") if page.live else _("Le brouillon « %(title)s » est supprimé.")
        messages.success(request, done % {"title": page.draft_title})
    return redirect(page.writing_address if page.live else space_address(membership.collectivity))


def _closed(request: HttpRequest, membership: Membership, page: InitiativePage, reason: str) -> HttpResponse:
    """Somebody sent the sheet to be read meanwhile. What was typed waits until it may be written again."""
    if is_asked_by_script(request):
        return JsonResponse({"closed": reason}, status=CONFLICT)
    sheet = page.specific
    form = ShortForm(request.POST, draft=drafts.draft_of(sheet))
    form.is_valid()
    if not form.says_more:
        # The button was pressed twice.
        return showing.closed_page(request, membership, sheet, reason)
    keep_typed(request)
    return showing.closed_page(request, membership, sheet, reason, is_kept=True)


def _saved(request: HttpRequest, membership: Membership, form: ShortForm, saved: drafts.Saved) -> HttpResponse:
    """What follows a save. A script is told what is stored; a person goes on in the page, or has sent the sheet."""
    if is_asked_by_script(request):
        return JsonResponse(showing.told(form, saved))
    refused = _photo_of_form(request, membership, saved.draft)
    draft = drafts.draft_of(saved.draft)
    form = form.rebased(draft, saved.conflicts | frozenset(form.errors))
    if saved.conflicts or form.errors or refused:
        status = CONFLICT if saved.conflicts else INVALID
        return showing.page(request, membership, form, saved, refused=refused, status=status)
    if "soumettre" not in request.POST:
        messages.success(request, _("C’est enregistré."))
        return redirect(draft.writing_address)
    if submitting.why_not(draft):
        return showing.page(request, membership, form, saved, status=INVALID)
    if submitting.submit(draft, cast(User, request.user), form.cleaned_data.get("answer", "")):
        done = _("« %(title)s » est partie à l’association. Sa réponse arrive par courriel.")
        messages.success(request, done % {"title": draft.title})
    return redirect(space_address(membership.collectivity))


def _photo_of_form(request: HttpRequest, membership: Membership, draft: InitiativePage) -> list[str]:
    """Without a script, the photo comes with the rest. Returns why it was refused."""
    if "photo" in request.FILES or "sans_photo" in request.POST:
        try:
            _put_photo(request, membership, draft)
        except ValidationError as error:
            return list(error.messages)
        except drafts.ClosedError as error:
            return [str(error)]
    return []


def _put_photo(request: HttpRequest, membership: Membership, page: InitiativePage) -> InitiativePage:
    written = request.POST.get("written", "")
    return photos.put(
        page,
        request.FILES.get("photo"),
        membership.collectivity,
        cast(User, request.user),
        int(written) if written.isdecimal() else None,
    )


def _parent(request: HttpRequest, membership: Membership) -> CollectivityPage:
    found = page_of(membership.collectivity)
    if found is None or not found.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return found


def _sheet(request: HttpRequest, membership: Membership, pk: int) -> InitiativePage:
    """A sheet of this very collectivité: of another's, nothing is said."""
    rows = InitiativePage.objects.filter(pk=pk, collectivity=membership.collectivity_id, alias_of=None)
    found = rows.select_related("latest_revision", "locale").first()
    if found is None or not found.permissions_for_user(request.user).can_edit():
        raise Http404
    page: InitiativePage = found.specific
    return page


def _origin(key: str, membership: Membership) -> InitiativePage | None:
    """The public sheet of another commune that the new one is inspired by."""
    others = InitiativePage.objects.live().public().exclude(collectivity=membership.collectivity_id)
    found: InitiativePage | None = others.filter(pk=key[:18]).first() if key.isdecimal() else None
    return found


def _key(data: Any) -> UUID | None:
    """What tells a form that is sent twice."""
    try:
        return UUID(data.get("cle", "")) if data else None
    except ValueError:
        return None
