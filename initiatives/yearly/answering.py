"""What a commune answers about its sheets, from the page of a mail or from its space."""

from collections.abc import Callable

from django.http import QueryDict
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from collectivities.models import Collectivity
from initiatives.confirming import ACTION
from initiatives.enums import Stage
from initiatives.models import InitiativePage
from initiatives.yearly.log_actions import RESTART, STOP
from initiatives.yearly.sheets import sheets_asked_about, sheets_in_service, stopped_lately
from portal.models import User

Answer = Callable[[InitiativePage, User | None], None]


def answer(data: QueryDict, collectivity: Collectivity, user: User | None = None) -> None:
    """A sheet of another collectivité, or one that is asked about no more, is left as it is: twice is as once. Nobody
    is named where the link of a mail is enough; a member answers for every sheet in service.
    """
    sheets = sheets_in_service(collectivity) if user else sheets_asked_about(collectivity)
    asked = {str(sheet.pk): sheet for sheet in sheets}
    stopped = {str(sheet.pk): sheet for sheet in stopped_lately(collectivity)} if "reprise" in data else {}
    answers: tuple[tuple[str, dict[str, InitiativePage], Answer], ...] = (
        ("oui", asked, _confirm),
        ("arretee", asked, _stop),
        ("reprise", stopped, _restart),
    )
    for name, of_name, do in answers:
        if sheet := of_name.get(data.get(name, "")):
            do(sheet, user)
    if "toutes" in data:
        for sheet in sheets_asked_about(collectivity):
            _confirm(sheet, user)


def _confirm(sheet: InitiativePage, user: User | None) -> None:
    sheet.confirm()
    log(sheet, ACTION, user=user)


def _stop(sheet: InitiativePage, user: User | None) -> None:
    before = sheet.stage
    sheet.stop()
    log(sheet, STOP, user=user, data={"stage": before})


def _restart(sheet: InitiativePage, user: User | None) -> None:
    """At the stage it was at before; entries that tell none are of sheets that were in service."""
    said = PageLogEntry.objects.filter(page=sheet.pk, action=STOP).latest("timestamp")
    sheet.restart(said.data.get("stage", Stage.RUNNING))
    log(sheet, RESTART, user=user)
