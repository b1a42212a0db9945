"""The page of the mail: one button for each sheet. Who has the link need not sign in to say yes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.log_actions import log

from initiatives.confirming import ACTION
from initiatives.models import FreshnessRequest, InitiativePage
from initiatives.yearly.log_actions import STOP
from initiatives.yearly.sheets import sheets_asked_about
from portal.tokens import opened_by_token

CONFIRM_ALL, CONFIRM_ONE, STOP_ONE = "toutes", "oui", "arretee"


@opened_by_token
def still_running(request: HttpRequest, token: str) -> HttpResponse:
    """Programs that open the links of mails confirm nothing."""
    asked = FreshnessRequest.objects.open().select_related("collectivity__departement").filter(token=token).first()
    if asked is None:
        return render(request, "initiatives/yearly/gone.html", status=404)
    if request.method == "POST":
        _answer(request, asked)
        return redirect("still_running", token)
    context = {"asked": asked, "collectivity": asked.collectivity, "sheets": sheets_asked_about(asked.collectivity)}
    return render(request, "initiatives/yearly/still_running.html", context)


def _answer(request: HttpRequest, asked: FreshnessRequest) -> None:
    """A sheet of another collectivité, or one that is asked about no more, is left as it is: twice is as once."""
    sheets = {str(sheet.pk): sheet for sheet in sheets_asked_about(asked.collectivity)}
    for name in (CONFIRM_ONE, STOP_ONE):
        sheet = sheets.get(request.POST.get(name, ""))
        if sheet:
            _confirm(sheet) if name == CONFIRM_ONE else _stop(sheet)
    if CONFIRM_ALL in request.POST:
        for sheet in sheets.values():
            _confirm(sheet)


def _confirm(sheet: InitiativePage) -> None:
    sheet.confirm()
    log(sheet, ACTION)


def _stop(sheet: InitiativePage) -> None:
    sheet.stop()
    log(sheet, STOP)
