"""The calendar file of an hour, for one of its parties."""

from django.utils.translation import gettext as _

from collectivities.models import Collectivity
from initiatives.hours.addresses import hour_address
from initiatives.hours.wording import with_whom
from initiatives.models import Hour
from initiatives.models.hour import LENGTH
from portal.addresses import whole_address
from portal.calendars import Appointment


def appointment(hour: Hour, reader: Collectivity, is_cancelled: bool = False) -> Appointment:
    """Written in the language that is active. ``is_cancelled`` for who comes no more."""
    other = with_whom(hour, reader)
    names = {"name": other, "subject": hour.subject}
    title = _("Une heure avec %(name)s : %(subject)s") % names if other else hour.subject
    is_off = is_cancelled or hour.is_cancelled
    return Appointment(
        uid=hour.uid,
        sequence=hour.sequence,
        starts_at=hour.starts_at,
        length=LENGTH,
        title=title,
        description=hour.text,
        location=hour.access,
        organizer=hour.collectivity.full_name,
        url="" if is_off else whole_address(hour_address(hour, reader)),
        is_cancelled=is_off,
    )
