"""Opening hours: open now, next opening, and the week in words. Pure functions on data; now is always passed in."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

PARIS = ZoneInfo("Europe/Paris")
TIME_ZONES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "984": "Indian/Kerguelen",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}
"""Départements and overseas collectivities whose clocks are not those of Paris."""
HOLIDAY_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "975": "PM",
    "976": "976",
    "977": "BL",
    "978": "MF",
    "984": "TF",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}
"""Those with public holidays of their own, as the ``holidays`` library names them."""
HOLIDAY_LANGUAGES = {"en": "en_US"}
"""What the ``holidays`` library calls our languages; those it does not know read French."""
DAYS_AHEAD = 21
DAYS_OF_A_WEEK = 7
SHORTEST_RUN = 3
"""From this many days in a row on, « du lundi au mercredi » instead of a list."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One span of a weekday, as ``date.isoweekday()`` counts them."""

    weekday: int
    opens: datetime.time
    closes: datetime.time


@dataclass(frozen=True, slots=True)
class OpeningState:
    """``until`` is the closing time of an open place; ``next_opening`` when a closed one opens, None if not within
    two weeks.
    """

    is_open: bool
    until: datetime.time | None = None
    next_opening: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """The week of a place in a département; ``closed_on_holidays`` closes it on the public holidays of that
    département.
    """

    periods: tuple[Period, ...]
    departement: str = ""
    closed_on_holidays: bool = True

    @property
    def time_zone(self) -> ZoneInfo:
        return ZoneInfo(TIME_ZONES[self.departement]) if self.departement in TIME_ZONES else PARIS

    def state(self, now: datetime.datetime) -> OpeningState:
        """Whether the place is open at this moment, an aware date and time of any zone."""
        local = now.astimezone(self.time_zone)
        for period in self.on(local.date()):
            if period.opens <= local.time() < period.closes:
                return OpeningState(is_open=True, until=period.closes)
        return OpeningState(is_open=False, next_opening=self._next_opening(local))

    def true_until(self, now: datetime.datetime) -> datetime.datetime:
        """When what ``state`` says of this moment stops being true: at the next opening or closing, or at midnight.

        At midnight « aujourd’hui » becomes « hier », and a public holiday begins or ends.
        """
        local = now.astimezone(self.time_zone)
        tomorrow = datetime.datetime.combine(local.date() + datetime.timedelta(days=1), datetime.time(), self.time_zone)
        edges = [edge for period in self.on(local.date()) for edge in (period.opens, period.closes)]
        moments = [datetime.datetime.combine(local.date(), edge, self.time_zone) for edge in edges]
        return min([moment for moment in moments if moment > local] + [tomorrow])

    def on(self, day: datetime.date) -> list[Period]:
        """The spans of a day, in order; none on a holiday."""
        if self.closed_on_holidays and self.holiday(day):
            return []
        return sorted(period for period in self.periods if period.weekday == day.isoweekday())

    def holiday(self, day: datetime.date) -> str | None:
        """The name of the public holiday that day is in this département, if it is one, in the reader's language."""
        language = HOLIDAY_LANGUAGES.get(get_language() or "", "fr")
        return _holidays(HOLIDAY_SUBDIVISIONS.get(self.departement), day.year, language).get(day)

    def _next_opening(self, local: datetime.datetime) -> datetime.datetime | None:
        for days in range(DAYS_AHEAD + 1):
            day = local.date() + datetime.timedelta(days=days)
            for period in self.on(day):
                opening = datetime.datetime.combine(day, period.opens, self.time_zone)
                if opening > local:
                    return opening
        return None


@lru_cache(maxsize=256)
def _holidays(subdivision: str | None, year: int, language: str) -> dict[datetime.date, str]:
    """The public holidays of a year: computing them costs more than all else on the page of a place."""
    return dict(holidays.country_holidays("FR", subdiv=subdivision, years=year, language=language))


def state_in_words(state: OpeningState, today: datetime.date) -> str:
    """« Ouvert maintenant, ferme à 18 h », « Fermé, ouvre demain à 9 h »; ``today`` is the date in that place."""
    if state.is_open and state.until:
        return _("Ouvert maintenant, ferme à %(time)s") % {"time": in_words(state.until)}
    if not state.next_opening:
        return _("Fermé en ce moment")
    opening = state.next_opening
    words = {"time": in_words(opening.time()), "day": WEEKDAYS[opening.weekday()], "date": date_format(opening, "j F")}
    match (opening.date() - today).days:
        case 0:
            return _("Fermé, ouvre à %(time)s") % words
        case 1:
            return _("Fermé, ouvre demain à %(time)s") % words
        case days if days < DAYS_OF_A_WEEK:
            return _("Fermé, ouvre %(day)s à %(time)s") % words
    return _("Fermé, ouvre %(day)s %(date)s à %(time)s") % words


def overlapping(periods: Iterable[Period]) -> Period | None:
    """The first span that begins before the one before it on the same day has ended."""
    ordered = sorted(periods)
    for before, after in pairwise(ordered):
        if before.weekday == after.weekday and after.opens < before.closes:
            return after
    return None


def week_in_words(periods: Iterable[Period]) -> list[tuple[str, str]]:
    """Days with the same hours, grouped: [(« mardi et jeudi », « 14 h – 18 h »)]."""
    hours: dict[int, list[str]] = {}
    for period in sorted(periods):
        hours.setdefault(period.weekday, []).append(f"{in_words(period.opens)} – {in_words(period.closes)}")
    groups: dict[str, list[int]] = {}
    for weekday, spans in hours.items():
        groups.setdefault(", ".join(spans), []).append(weekday)
    return [(_days(weekdays), spans) for spans, weekdays in groups.items()]


def in_words(time: datetime.time) -> str:
    """A time of day as the language writes it; the minutes of a whole hour are not written after « h »: « 14 h »."""
    text = str(time_format(time, "TIME_FORMAT"))
    return text if text.endswith(":00") else text.removesuffix("00").rstrip()


def _days(weekdays: list[int]) -> str:
    names = [str(WEEKDAYS[weekday - 1]) for weekday in weekdays]
    if len(names) == 1:
        return names[0]
    if len(names) >= SHORTEST_RUN and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        return _("du %(first)s au %(last)s") % {"first": names[0], "last": names[-1]}
    return _("%(days)s et %(last)s") % {"days": ", ".join(names[:-1]), "last": names[-1]}
