"""``/recherche/alerte/``: ask to be told, confirm, change, stop. Nothing changes but by a button or a mail program."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from portal.searchable import Kind
from portal.tokens import opened_by_token
from search.addresses import address_of
from search.alerts.enums import Frequency
from search.alerts.forms import AlertForm, ChangeForm
from search.alerts.models import SearchAlert
from search.alerts.requesting import normalised, request_alert
from search.request import SearchRequest
from search.wording import in_words

CONSENT = gettext_noop(
    "Je demande à recevoir un courriel quand une fiche qui répond à cette recherche est publiée, ou confirmée par sa "
    "commune. Mon adresse ne sert qu’à cela ; elle est effacée dès que j’arrête l’alerte, et au bout de %(days)s jours "
    "si je ne la confirme pas."
)
"""What the reader accepts, as it is shown and kept."""


@dataclass(frozen=True, slots=True)
class Followed:
    """An alert as its reader sees it, with the page of its search."""

    alert: SearchAlert
    words: str
    url: str


@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, for the search in the address. The answer is the same whether the address is known or not."""
    asked = normalised(SearchRequest.of_kind(Kind.INITIATIVE, request.GET, get_language() or settings.LANGUAGE_CODE))
    posted = request.POST if request.method == "POST" else None
    form = AlertForm(posted, request=request, query=asked.parameters().urlencode())
    consent = gettext(CONSENT) % {"days": settings.PORTAL_ALERT_DAYS}
    if form.is_valid():
        if not form.is_spam:
            wanted = form.cleaned_data
            request_alert(wanted["email"], asked, wanted["frequency"], consent, request.path)
        return redirect("search_alert_asked")
    context = {"form": form, "words": in_words(asked), "search": address_of("search", asked), "consent": consent}
    return render(request, "search/alerts/ask.html", context, status=422 if form.is_bound else 200)


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "search/alerts/asked.html", {"days": settings.PORTAL_ALERT_DAYS})


@opened_by_token
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button: programs that open the links of mails confirm nothing."""
    alert = SearchAlert.objects.filter(token=token).first()
    if not alert or alert.is_expired:
        return _gone(request, alert)
    if alert.is_active:
        return redirect("search_alert_manage", token)
    if request.method == "POST":
        alert.confirm()
        return redirect(f"{reverse('search_alert_manage', args=[token])}?confirmee=1")
    return render(request, "search/alerts/confirm.html", {"alert": alert, "words": in_words(alert.asked)})


@opened_by_token
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Every alert of the address: how often, stop one, or erase all that is kept."""
    alert = SearchAlert.objects.active().filter(token=token).first()
    if not alert:
        return _gone(request)
    if request.method != "POST":
        return _listed(request, alert)
    if request.POST.get("geste") == "tout":
        SearchAlert.objects.filter(email=alert.email).delete()
        return redirect("search_alert_stopped")
    form = ChangeForm(request.POST, email=alert.email)
    if not form.is_valid():
        return _listed(request, alert, status=422)
    return _changed(alert, form.cleaned_data["alert"], form.cleaned_data["frequency"], request.POST.get("geste", ""))


@opened_by_token
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """One button for a person, one request for a mail program (RFC 8058). Twice is as once."""
    alert = SearchAlert.objects.filter(token=token)
    if request.method == "POST":
        alert.delete()
        return stopped(request)
    found = alert.first()
    if not found:
        return stopped(request)
    return render(request, "search/alerts/stop.html", {"alert": found, "words": in_words(found.asked)})


def stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "search/alerts/stopped.html")


def _gone(request: HttpRequest, alert: SearchAlert | None = None) -> HttpResponse:
    """A link that is false, too old, or of an alert that was stopped."""
    again = address_of("search_alert", alert.asked) if alert else ""
    return render(request, "search/alerts/gone.html", {"again": again}, status=404)


def _listed(request: HttpRequest, alert: SearchAlert, status: int = 200) -> HttpResponse:
    alerts = SearchAlert.objects.active().filter(email=alert.email)
    context: dict[str, Any] = {
        "email": alert.email,
        "alerts": [Followed(found, in_words(found.asked), address_of("search", found.asked)) for found in alerts],
        "frequencies": Frequency.choices,
        "failed": status != 200,
        "saved": "fait" in request.GET,
        "confirmed": "confirmee" in request.GET,
    }
    return render(request, "search/alerts/manage.html", context, status=status)


def _changed(alert: SearchAlert, chosen: SearchAlert, frequency: str, gesture: str) -> HttpResponse:
    """Back to the list: through another alert where this one was stopped."""
    if gesture == "arreter":
        SearchAlert.objects.filter(pk=chosen.pk).delete()
    else:
        chosen.frequency = frequency
        chosen.save(update_fields=["frequency"])
    others = SearchAlert.objects.active().filter(email=alert.email)
    left = alert if chosen != alert or gesture != "arreter" else others.first()
    if not left:
        return redirect("search_alert_stopped")
    return redirect(f"{reverse('search_alert_manage', args=[left.token])}?fait=1")
