"""Until when: the last second counts, whole."""

import datetime


def is_past(until: datetime.datetime, moment: datetime.datetime) -> bool:
    return moment.replace(microsecond=0) > until
