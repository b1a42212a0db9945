"""``/nous-nous-en-sommes-inspires/`` and ``/espace/…/reprises/``."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collectivities.models import Membership
from collectivities.space.access import for_members, own_memberships
from collectivities.space.addresses import space_address
from collectivities.space.views import common
from initiatives.enums import InspirationState
from initiatives.exchange import own_others, public_sheet_or_404
from initiatives.inspirations import declaring
from initiatives.inspirations.forms import CONTEST, DeclareForm, ReplyForm
from initiatives.models import InitiativePage, Inspiration
from initiatives.questions.addresses import inspiration_address
from initiatives.short_path.addresses import new_sheet_address
from portal.models import User
from portal.typed import status_of

METHODS = ["GET", "HEAD", "POST"]
SHEETS = 100
"""A commune with more finds the sheet in the editor, which has the same choice."""


@never_cache
@login_required
@require_http_methods(METHODS)
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """A member says which of the sheets of his commune comes from this one."""
    origin = public_sheet_or_404(pk)
    own = own_others(request, origin)
    sheets = InitiativePage.objects.filter(collectivity__in=own, alias_of=None)
    latest = sheets.order_by("-latest_revision_created_at", "-pk").values("pk")[:SHEETS]
    form = DeclareForm(
        request.POST if request.method == "POST" else None,
        origin=origin,
        own=InitiativePage.objects.filter(pk__in=list(latest.values_list("pk", flat=True)))
        .select_related("collectivity")
        .order_by("draft_title", "pk"),
    )
    if request.method == "POST" and form.is_valid():
        sheet = form.cleaned_data["sheet"].specific
        declaring.declare(sheet, origin, cast(User, request.user))
        done = _("C’est dit : « %(title)s » s’inspire de « %(origin)s ». %(name)s reçoit un message.")
        if not sheet.live:
            done = _("C’est noté : quand « %(title)s » sera publiée, %(name)s saura que « %(origin)s » l’a inspirée.")
        names = {"title": sheet.draft_title, "origin": origin.title, "name": origin.collectivity.full_name}
        messages.success(request, done % names)
        return redirect(space_address(sheet.collectivity) if sheet.live else sheet.writing_address)
    context = {
        "origin": origin,
        "collectivity": origin.collectivity,
        "form": form,
        "own": own,
        "is_member": bool(own_memberships(request)),
        "new": [(one, f"{new_sheet_address(one)}?inspiree_de={origin.pk}") for one in own],
    }
    return render(request, "initiatives/inspirations/declare.html", context, status=status_of(request))


@for_members
@require_http_methods(METHODS)
def reply(request: HttpRequest, membership: Membership, pk: int) -> HttpResponse:
    """The commune of the origin thanks, or contests."""
    inspiration = get_object_or_404(Inspiration.objects.received(membership.collectivity).with_names(), pk=pk)
    is_open = inspiration.state == InspirationState.DECLARED
    form = ReplyForm(request.POST if request.method == "POST" and is_open else None)
    if request.method == "POST" and is_open and form.is_valid():
        act = declaring.contest if form.cleaned_data["gesture"] == CONTEST else declaring.thank
        act(inspiration, cast(User, request.user), form.cleaned_data["reply"])
        names = {"name": inspiration.sheet.collectivity.full_name}
        messages.success(request, _("Votre réponse est partie à %(name)s.") % names)
        return redirect(inspiration_address(inspiration, membership.collectivity))
    context = {
        **common(request, membership, "questions"),
        "inspiration": inspiration,
        "state": InspirationState(inspiration.state),
        "is_open": is_open,
        "form": form,
    }
    status = 422 if request.method == "POST" and is_open else 200
    return render(request, "initiatives/inspirations/reply.html", context, status=status)
