"""The figures of a collectivité over a period, in a number of queries that does not change with them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from collectivities.models import Collectivity
from initiatives.models import Inspiration, Question
from initiatives.statistics.chart import Bar, bars
from initiatives.statistics.pages import Row, rows_of
from initiatives.statistics.periods import Window
from portal.models import DailyViews

NAMED = 10
"""Of those who took up an idea: « Messages » has more."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The questions received. ``days`` is what half of the first answers took at most, if there is one."""

    received: int
    answered: int
    days: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    rows: list[Row]
    bars: list[Bar]
    answers: Answers
    inspirations: list[Inspiration]
    is_empty: bool
    """Whether nothing was ever counted."""

    @property
    def views(self) -> int:
        return sum(row.views for row in self.rows)

    @property
    def before(self) -> int:
        return sum(row.before for row in self.rows)

    @property
    def inspired(self) -> int:
        return sum(row.inspirations for row in self.rows)

    @property
    def change(self) -> int:
        return self.views - self.before

    @property
    def fewer(self) -> int:
        return -self.change

    @property
    def highest(self) -> Bar | None:
        return max(self.bars, key=lambda bar: bar.views) if self.views else None


def figures_of(collectivity: Collectivity, window: Window) -> Figures:
    rows = rows_of(collectivity)
    by_key = {key: row for row in rows for key in row.keys}
    _count_views(by_key, window)
    _count_inspirations(by_key, collectivity)
    answers = _answers(by_key, collectivity)
    rows.sort(key=lambda row: (-row.views, row.title))
    received = Inspiration.objects.received(collectivity).standing().with_names()
    named = list(received[:NAMED])
    is_empty = not (named or answers.received or DailyViews.objects.of(by_key).exists())
    return Figures(rows, bars(window, _by_step(by_key, window)), answers, named, is_empty)


def _count_views(by_key: dict[int, Row], window: Window) -> None:
    views = DailyViews.objects.of(by_key).between(window.before.first, window.now.last)
    counted = views.values("page").annotate(
        now=Sum("views", filter=Q(day__gte=window.now.first), default=0),
        then=Sum("views", filter=Q(day__lte=window.before.last), default=0),
    )
    for one in counted.order_by():
        by_key[one["page"]].views += one["now"]
        by_key[one["page"]].before += one["then"]


def _by_step(by_key: Iterable[int], window: Window) -> dict[datetime.date, int]:
    views = DailyViews.objects.of(by_key).between(window.now.first, window.now.last)
    step: Any = TruncMonth("day") if window.by_month else F("day")
    return dict(views.values(step=step).annotate(total=Sum("views")).values_list("step", "total").order_by())


def _count_inspirations(by_key: dict[int, Row], collectivity: Collectivity) -> None:
    standing = Inspiration.objects.received(collectivity).standing().order_by()
    for origin, count in standing.values("origin").annotate(count=Count("pk")).values_list("origin", "count"):
        if row := by_key.get(origin):
            row.inspirations += count


def _answers(by_key: dict[int, Row], collectivity: Collectivity) -> Answers:
    received: Any = Question.objects.received(collectivity).with_first_answer()
    asked = list(received.order_by().values_list("sheet", "created_at", "answered_at"))
    for sheet, _created_at, _answered_at in asked:
        if row := by_key.get(sheet):
            row.questions += 1
    days = [_days(created_at, answered_at) for _sheet, created_at, answered_at in asked if answered_at]
    return Answers(len(asked), len(days), round(median(days)) if days else None)


def _days(start: datetime.datetime, end: datetime.datetime) -> int:
    """From the day of the one to the day of the other, as a calendar counts."""
    return (timezone.localdate(end) - timezone.localdate(start)).days
