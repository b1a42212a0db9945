"""``/inscription/``: choose the collectivité, say who you are, confirm the address; then follow the request."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from collectivities.enums import AccountState, RegistrationState
from collectivities.listing import clean_query
from collectivities.models import Collectivity, Registration
from collectivities.registrations import choosing, requesting
from collectivities.registrations.forms import AnswerForm, RegistrationForm
from collectivities.registrations.mails import send_way_in
from portal.models import User
from portal.public_forms import is_too_much
from portal.tokens import opened_by_token

WAYS_IN = "3/h"
"""How many links to choose a password one request sends."""


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """A name or a code; what carries it is listed, and one alone is chosen."""
    text = clean_query(request.GET.get("q", ""))
    found = list(choosing.found(text)[: choosing.SHOWN + 1])
    if len(found) == 1:
        return redirect(found[0].registration_address)
    context = {"query": text, "found": found[: choosing.SHOWN], "is_cut": len(found) > choosing.SHOWN}
    return render(request, "collectivities/registrations/choose.html", context)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """What begins with what is typed, as options that lead on."""
    found = list(choosing.found(clean_query(request.GET.get("q", "")))[: choosing.PROPOSED])
    return render(request, "collectivities/registrations/suggestions.html", {"found": found})


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Who asks, for this collectivité. The answer is the same whether the address is known or not."""
    collectivity = choosing.of_address(kind, code)
    if collectivity is None:
        raise Http404
    form = RegistrationForm(request.POST if request.method == "POST" else None, request=request)
    if form.is_valid():
        if not form.is_spam and not form.is_flooding:
            language = get_language() or settings.LANGUAGE_CODE
            requesting.request_registration(collectivity, {**form.wanted, "source": request.path, "language": language})
        return redirect("registration_asked")
    context = {
        "collectivity": collectivity,
        "is_registered": Collectivity.objects.registered().filter(pk=collectivity.pk).exists(),
        "form": form,
        "days": settings.PORTAL_REGISTRATION_DAYS,
        "months": settings.PORTAL_REGISTRATION_MONTHS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "collectivities/registrations/register.html", context, status=status)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    days = settings.PORTAL_REGISTRATION_DAYS
    return render(request, "collectivities/registrations/asked.html", {"days": days})


@opened_by_token
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Where a request stands, and what the person may do. Programs that open the links of mails do nothing."""
    rows = Registration.objects.select_related("collectivity__departement")
    registration = rows.filter(token=token).first()
    if registration is None or registration.is_expired:
        again = registration.collectivity.registration_address if registration else reverse("registration")
        return render(request, "collectivities/registrations/gone.html", {"again": again}, status=404)
    if request.method == "POST":
        return _act(request, registration)
    return _shown(request, registration, AnswerForm(registration=registration))


def _act(request: HttpRequest, registration: Registration) -> HttpResponse:
    match request.POST.get("geste"):
        case "confirmer":
            if requesting.is_member(registration) and requesting.give_up(registration):
                return render(request, "collectivities/registrations/member.html", {"registration": registration})
            requesting.confirm(registration)
        case "repondre":
            form = AnswerForm(request.POST, registration=registration)
            if not form.is_valid():
                return _shown(request, registration, form, status=422)
            requesting.answer(registration, form.cleaned_data["answer"])
        case "renoncer" if requesting.give_up(registration):
            return render(request, "collectivities/registrations/given_up.html", {"registration": registration})
        case "lien":
            return _send_way_in(request, registration)
    return redirect("registration_follow", registration.token)


def _send_way_in(request: HttpRequest, registration: Registration) -> HttpResponse:
    """Another link to choose a password, to the address of the request."""
    user = User.objects.with_email(registration.email).filter(is_active=True).first()
    if user and registration.is_approved:
        if is_too_much(request, "registration-way-in", WAYS_IN, registration.email):
            form = AnswerForm(registration=registration)
            return _shown(request, registration, form, status=429, is_too_much=True)
        send_way_in(registration, user)
        return redirect(f"{reverse('registration_follow', args=[registration.token])}?envoye=1")
    return redirect("registration_follow", registration.token)


def _shown(
    request: HttpRequest, registration: Registration, form: AnswerForm, status: int = 200, **more: Any
) -> HttpResponse:
    account = User.objects.with_email(registration.email).first() if registration.is_approved else None
    context = {
        "registration": registration,
        "states": RegistrationState,
        "days": settings.PORTAL_REGISTRATION_DAYS,
        "form": form,
        "may_need_link": account and AccountState.of(account) == AccountState.INVITED,
        "is_sent": "envoye" in request.GET,
        **more,
    }
    return render(request, "collectivities/registrations/follow.html", context, status=status)
