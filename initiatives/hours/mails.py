"""Mails about hours. None waits for the mail of the day: an agenda is right now, or wrong."""

from collectivities.models import Collectivity
from collectivities.team.mails import mail_team
from initiatives.enums import Medium
from initiatives.hours.addresses import hour_address, hours_address
from initiatives.hours.agenda import appointment
from initiatives.models import Hour, Seat
from portal.addresses import whole_address
from portal.calendars import appointment_file


def tell_taken(seat: Seat) -> None:
    """Both parties are told, and have it in their agendas."""
    hour = _whole(seat.hour)
    words: dict[str, object] = {"who": seat.asking.full_name, "text": seat.text}
    _tell(hour, hour.collectivity, "mail/hour_taken", words)
    _tell(hour, seat.asking, "mail/hour_place", words)


def tell_given_back(hour: Hour, asking: Collectivity) -> None:
    """It leaves the agenda of who comes no more, and that of who offers once nobody comes."""
    hour = _whole(hour)
    is_empty = not hour.seats.all()
    words: dict[str, object] = {"who": asking.full_name, "is_empty": is_empty}
    _tell(hour, hour.collectivity, "mail/hour_given_back", words, is_cancelled=is_empty)
    # The hour is not theirs to read any more.
    words["link"] = whole_address(hours_address(asking))
    _tell(hour, asking, "mail/hour_left", words, is_cancelled=True)


def tell_changed(hour: Hour) -> None:
    _tell_all(hour, "mail/hour_changed")


def tell_cancelled(hour: Hour) -> None:
    _tell_all(hour, "mail/hour_cancelled")


def tell_removed(hour: Hour) -> None:
    """By the association: who offers it is told, whether somebody comes or not."""
    _tell_all(hour, "mail/hour_removed", even_if_alone=True)


def _tell_all(hour: Hour, template: str, *, even_if_alone: bool = False) -> None:
    """Those who come and, where somebody does, those who offer: their agendas have it."""
    hour = _whole(hour)
    coming = [seat.asking for seat in hour.seats.all()]
    for to in [hour.collectivity, *coming] if coming or even_if_alone else ():
        _tell(hour, to, template, {"reason": hour.reason})


def _whole(hour: Hour) -> Hour:
    found: Hour = Hour.objects.with_parties().get(pk=hour.pk)
    return found


def _tell(hour: Hour, to: Collectivity, template: str, words: dict[str, object], *, is_cancelled: bool = False) -> None:
    context: dict[str, object] = {
        "of": hour.collectivity.full_name,
        "subject": hour.subject,
        "starts_at": hour.starts_at,
        "medium": Medium(hour.medium).label,
        "access": hour.access,
        "link": whole_address(hour_address(hour, to)),
        **words,
    }
    mail_team(to, template, context, lambda: [appointment_file(appointment(hour, to, is_cancelled))])
