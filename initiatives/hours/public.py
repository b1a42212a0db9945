"""``/une-heure-avec/``: the hours that come, and taking a place."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collectivities.models import Collectivity
from collectivities.space.access import own_memberships
from initiatives.exchange import own_others
from initiatives.hours import offering, taking
from initiatives.hours.addresses import hour_address
from initiatives.hours.forms import PlaceForm, RemoveForm
from initiatives.models import Hour
from portal.models import User
from portal.page_cache import keep_until
from portal.pagination import paginate
from portal.permissions import user_curates
from portal.typed import data_of, keeps_what_was_typed

PER_PAGE = 12


@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    page = paginate(request, Hour.objects.coming().for_public(), PER_PAGE)
    if page.object_list:
        keep_until(request, page[0].starts_at)
    return render(request, "initiatives/hours/hours.html", {"page_obj": page})


@keeps_what_was_typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Anybody reads what is offered; a member of a commune takes a place in its name."""
    if request.method == "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    hour = get_object_or_404(Hour.objects.for_public(), pk=pk)
    held, free = _sides(request, hour)
    context = {
        "hour": hour,
        "held": [(one, hour_address(hour, one)) for one in held],
        "own_url": _own_address(request, hour),
        "is_member": bool(own_memberships(request)),
        "may_remove": user_curates(request.user) and hour.is_coming,
        "remove_form": RemoveForm(),
        "form": None,
    }
    is_sent = request.method == "POST"
    if free and hour.is_coming and (is_sent or not hour.is_full):
        form = PlaceForm(data_of(request), request=request, own=free)
        if is_sent and form.is_valid() and (seated := _take(request, hour, form)):
            return redirect(hour_address(hour, seated))
        context["form"] = form
    elif is_sent and held:
        return redirect(hour_address(hour, held[0]))
    status = 422 if is_sent and context["form"] else 200 if hour.is_coming else 410
    return render(request, "initiatives/hours/ask.html", context, status=status)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """The association takes an hour away, with a reason that the communes read."""
    if not user_curates(request.user):
        raise PermissionDenied
    hour = get_object_or_404(Hour, pk=pk)
    form = RemoveForm(request.POST)
    if form.is_valid():
        if offering.cancel(hour, cast(User, request.user), form.cleaned_data["reason"], by_association=True):
            messages.success(request, _("L’heure est retirée ; votre motif est parti par courriel."))
    else:
        messages.error(request, str(form.errors["reason"][0]))
    return redirect("hour_ask", hour.pk)


def _sides(request: HttpRequest, hour: Hour) -> tuple[list[Collectivity], list[Collectivity]]:
    """Of those that the person speaks for, who has a place, and who may ask for one."""
    seated = set(hour.seats.values_list("asking_id", flat=True))
    others = own_others(request, hour)
    return [one for one in others if one.pk in seated], [one for one in others if one.pk not in seated]


def _own_address(request: HttpRequest, hour: Hour) -> str:
    """Where the person has the hour in hand, when it is one of his own commune."""
    own = (one.collectivity for one in own_memberships(request) if one.collectivity_id == hour.collectivity_id)
    return next((hour_address(hour, one) for one in own), "")


def _take(request: HttpRequest, hour: Hour, form: PlaceForm) -> Collectivity | None:
    asking: Collectivity = form.cleaned_data["collectivity"]
    try:
        taking.take(hour, asking, cast(User, request.user), form.cleaned_data["text"])
    except taking.NoPlaceError:
        form.add_error(None, _("C’est complet : d’autres communes ont pris les places. Votre texte reste ici."))
        return None
    messages.success(request, _("La place est à vous. Elle est dans vos courriels, avec de quoi la mettre à l’agenda."))
    return asking
