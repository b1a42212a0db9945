"""Opening hours, with now passed in: hours, time zones, public holidays, the week in words."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from initiatives.opening import DAYS_AHEAD, OpeningHours, Period, in_words, overlapping, week_in_words

PARIS = ZoneInfo("Europe/Paris")


def at(text: str, zone: ZoneInfo = PARIS) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


def span(weekday: int, opens: str, closes: str) -> Period:
    return Period(weekday, datetime.time.fromisoformat(opens), datetime.time.fromisoformat(closes))


TUESDAY_AND_THURSDAY = (span(2, "14:00", "18:00"), span(4, "09:30", "12:00"), span(4, "14:00", "18:00"))
EVERY_DAY = tuple(span(day, "09:00", "17:00") for day in range(1, 8))


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2027-03-02T13:59:59", False),
        ("2027-03-02T14:00:00", True),
        ("2027-03-02T17:59:59", True),
        ("2027-03-02T18:00:00", False),
        ("2027-03-04T12:30:00", False),
        ("2027-03-04T14:30:00", True),
        ("2027-03-03T15:00:00", False),
    ],
)
def test_a_place_is_open_from_its_opening_until_just_before_its_closing(now, is_open):
    assert OpeningHours(TUESDAY_AND_THURSDAY).state(at(now)).is_open is is_open


def test_an_open_place_says_until_when():
    state = OpeningHours(TUESDAY_AND_THURSDAY).state(at("2027-03-04T10:00"))

    assert state.until == datetime.time(12)
    assert state.next_opening is None


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2027-03-02T08:00", "2027-03-02T14:00"),
        ("2027-03-02T18:00", "2027-03-04T09:30"),
        ("2027-03-04T12:00", "2027-03-04T14:00"),
        ("2027-03-04T20:00", "2027-03-09T14:00"),
    ],
)
def test_a_closed_place_says_when_it_opens_next(now, opens):
    assert OpeningHours(TUESDAY_AND_THURSDAY).state(at(now)).next_opening == at(opens)


def test_a_place_without_hours_never_opens():
    assert OpeningHours(()).state(at("2027-03-02T10:00")).next_opening is None


def test_now_may_be_of_any_zone():
    utc = datetime.datetime(2027, 3, 2, 13, 30, tzinfo=datetime.UTC)

    assert OpeningHours(TUESDAY_AND_THURSDAY).state(utc).is_open


def test_summer_time_is_followed():
    sunday = (span(7, "09:00", "17:00"),)
    the_night_clocks_change = datetime.datetime(2027, 3, 28, 7, 30, tzinfo=datetime.UTC)

    assert OpeningHours(sunday, closed_on_holidays=False).state(the_night_clocks_change).is_open


@pytest.mark.parametrize(
    ("departement", "zone"),
    [
        ("22", "Europe/Paris"),
        ("2A", "Europe/Paris"),
        ("", "Europe/Paris"),
        ("971", "America/Guadeloupe"),
        ("974", "Indian/Reunion"),
        ("975", "America/Miquelon"),
        ("988", "Pacific/Noumea"),
    ],
)
def test_clocks_are_those_of_the_departement(departement, zone):
    hours = OpeningHours(EVERY_DAY, departement, closed_on_holidays=False)

    assert hours.time_zone == ZoneInfo(zone)
    assert hours.state(at("2027-03-02T09:00", ZoneInfo(zone))).is_open
    assert not hours.state(at("2027-03-02T08:59", ZoneInfo(zone))).is_open


@pytest.mark.parametrize(
    ("departement", "day", "closed"),
    [
        ("22", "2027-05-17", True),
        ("22", "2027-03-26", False),
        ("67", "2027-03-26", True),
        ("68", "2027-12-26", True),
        ("57", "2027-12-26", True),
        ("57", "2027-03-26", True),
        ("974", "2027-12-20", True),
        ("976", "2027-04-27", True),
        ("75", "2027-04-27", False),
    ],
)
def test_holidays_are_those_of_the_departement(departement, day, closed):
    noon = at(f"{day}T12:00", OpeningHours((), departement).time_zone)

    assert OpeningHours(EVERY_DAY, departement).state(noon).is_open is not closed
    assert OpeningHours(EVERY_DAY, departement, closed_on_holidays=False).state(noon).is_open


def test_a_holiday_is_named_in_the_language_of_the_reader():
    hours = OpeningHours(EVERY_DAY)
    day = datetime.date(2027, 11, 11)

    names = {}
    for language in ("fr", "en", "br"):
        with override(language):
            names[language] = hours.holiday(day)
    assert names == {"fr": "Armistice", "en": "Armistice Day", "br": "Armistice"}


def test_the_next_opening_skips_holidays():
    monday = (span(1, "10:00", "12:00"),)

    assert OpeningHours(monday, "22").state(at("2027-05-16T10:00")).next_opening == at("2027-05-24T10:00")


def test_the_next_opening_of_the_year_after_is_found():
    friday = (span(5, "10:00", "12:00"),)

    # 25 December 2026 and 1 January 2027 are Fridays: the place opens on the 8th.
    assert OpeningHours(friday).state(at("2026-12-24T10:00")).next_opening == at("2027-01-08T10:00")


def test_spans_that_touch_do_not_overlap():
    assert overlapping([span(2, "14:00", "18:00"), span(2, "09:00", "14:00")]) is None


def test_spans_of_different_days_do_not_overlap():
    assert overlapping([span(2, "09:00", "18:00"), span(3, "09:00", "18:00")]) is None


def test_the_later_of_two_overlapping_spans_is_named():
    later = span(2, "13:30", "18:00")

    assert overlapping([later, span(2, "09:00", "14:00")]) == later


def test_the_same_span_twice_overlaps():
    assert overlapping([span(2, "09:00", "12:00")] * 2)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["14\u00a0h", "9\u00a0h\u00a030", "0\u00a0h", "20\u00a0h\u00a010"]),
        ("en", ["14:00", "09:30", "00:00", "20:10"]),
        ("br", ["14e", "9e 30", "0e", "20e 10"]),
    ],
)
def test_times_are_written_as_the_language_does(language, expected):
    times = [datetime.time(14), datetime.time(9, 30), datetime.time(0), datetime.time(20, 10)]
    with override(language):
        assert [in_words(time) for time in times] == expected


def test_days_with_the_same_hours_are_grouped():
    periods = [span(4, "14:00", "18:00"), span(2, "14:00", "18:00"), span(6, "09:30", "12:00")]

    assert week_in_words(periods) == [
        ("mardi et jeudi", "14\u00a0h – 18\u00a0h"),
        ("samedi", "9\u00a0h\u00a030 – 12\u00a0h"),
    ]


def test_a_day_with_a_break_has_two_spans():
    assert week_in_words(TUESDAY_AND_THURSDAY)[1] == ("jeudi", "9\u00a0h\u00a030 – 12\u00a0h, 14\u00a0h – 18\u00a0h")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 2, 3, 4, 5), "du lundi au vendredi"),
        ((2, 3, 4), "du mardi au jeudi"),
        ((1, 2), "lundi et mardi"),
        ((1, 3, 5), "lundi, mercredi et vendredi"),
        ((7,), "dimanche"),
    ],
)
def test_days_in_a_row_become_a_range(days, words):
    assert week_in_words([span(day, "09:00", "12:00") for day in days])[0][0] == words


times = st.times().map(lambda time: time.replace(microsecond=0, tzinfo=None))
periods = st.builds(
    lambda day, one, other: Period(day, min(one, other), max(one, other)), st.integers(1, 7), times, times
).filter(lambda period: period.opens < period.closes)


hours_of_thirty_years = st.integers(0, 30 * 365 * 24).map(lambda count: datetime.timedelta(hours=count, minutes=7))


@given(st.lists(periods, max_size=8), hours_of_thirty_years)
def test_the_next_opening_is_ahead_and_really_opens(week, elapsed):
    hours = OpeningHours(tuple(week), "22")
    now = datetime.datetime(2007, 1, 1, tzinfo=datetime.UTC) + elapsed
    state = hours.state(now)

    if state.next_opening:
        assert state.next_opening > now
        assert state.next_opening - now <= datetime.timedelta(days=DAYS_AHEAD + 1)
        assert hours.state(state.next_opening).is_open
