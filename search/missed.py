"""Searches that found nothing with every word, counted by month: what the editor of synonyms looks at. Nothing says who
searched, and what may name a person is not kept.
"""

import datetime
import re

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from search.facade import SearchPage
from search.french import fold
from search.models import MissedSearch
from search.tasks import count_missed

PERSONAL = re.compile(r"@|\d(?:\W?\d){5}")
"""An address, or as many figures as a telephone number has: a postal code has five."""
YEARS_KEPT = 1
MOST_A_MONTH = 20_000
"""Other words are not counted any more: so many come from robots."""


def note(found: SearchPage) -> None:
    """Have the words of this search counted, once the answer is known, unless they found something or are filtered."""
    asked = found.request
    missed = (asked.query and not found.whole) or found.tier == "corrected"
    if missed and asked.page == 1 and not asked.filters and not PERSONAL.search(asked.query):
        count_missed.enqueue(words=fold(asked.query), language=asked.language, shown=found.total)


def count(words: str, language: str, shown: int) -> None:
    """Once more this month."""
    month = this_month()
    rows = MissedSearch.objects.filter(month=month)
    counted = rows.filter(words=words, language=language).update(times=F("times") + 1, shown=shown)
    if not counted and rows.count() < MOST_A_MONTH:
        with transaction.atomic():
            row = MissedSearch(month=month, words=words, language=language, shown=shown)
            # Counted by another at the same moment: once is near enough.
            MissedSearch.objects.bulk_create([row], ignore_conflicts=True)


def expired() -> "QuerySet[MissedSearch]":
    """What was counted more than a year ago."""
    return MissedSearch.objects.filter(month__lt=this_month().replace(year=this_month().year - YEARS_KEPT))


def described() -> str:
    return f"searches without an answer of more than {YEARS_KEPT} year ago"


def this_month() -> datetime.date:
    return timezone.localdate().replace(day=1)
