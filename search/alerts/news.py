"""Which sheets of a search an alert has not told yet."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile

from django.utils import timezone

from initiatives.models import InitiativePage
from search.alerts.models import SearchAlert
from search.explaining import matches
from search.facade import SearchPage, search
from search.request import MAX_PAGE, MOST

SHOWN = 20
LOOK_BACK = datetime.timedelta(days=2)
"""A sheet may be found some time after it was published: each mail looks back a little further than the last one."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sheet to tell of: a new one, or one that its commune confirmed."""

    page: InitiativePage
    is_new: bool


@dataclass(slots=True)
class News:
    """``items`` are the first of ``total``; ``told`` what the alert keeps in mind once they are sent. ``is_cut`` where
    there is more than was looked at.
    """

    items: list[Item] = field(default_factory=list)
    total: int = 0
    told: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False

    @property
    def others(self) -> int:
        return self.total - len(self.items)


def news_of(alert: SearchAlert) -> News:
    """The sheets published or confirmed since the alert was confirmed, or since its last mail, the latest first."""
    news, since = News(), looked_at_since(alert)
    for number, page in enumerate(_latest(alert, since), 1):
        _add(news, page, since, alert.told)
        news.is_cut = number == MOST
    return news


def _add(news: News, page: InitiativePage, since: datetime.datetime, told: Mapping[str, str]) -> None:
    is_new = was_published(page, since)
    if not is_new and not was_confirmed(page, since):
        return
    key, day = str(page.pk), str(page.news_on)
    news.told[key] = day
    if told.get(key) == day:
        return
    news.total += 1
    if news.total <= SHOWN:
        news.items.append(Item(page, is_new))


def looked_at_since(alert: SearchAlert) -> datetime.datetime:
    start = alert.consented_at or alert.requested_at
    return max(start, alert.last_sent_at - LOOK_BACK) if alert.last_sent_at else start


def was_published(page: InitiativePage, since: datetime.datetime) -> bool:
    return bool(page.first_published_at and page.first_published_at > since)


def was_confirmed(page: InitiativePage, since: datetime.datetime) -> bool:
    """On a later day than that of its publication: a sheet is approved and confirmed at once."""
    if not page.confirmed_on or page.confirmed_on < timezone.localdate(since):
        return False
    return not page.first_published_at or timezone.localdate(page.first_published_at) < page.confirmed_on


def _latest(alert: SearchAlert, since: datetime.datetime) -> Iterator[InitiativePage]:
    """The sheets of the search in the order of the news, as far as they may be new, a part at a time."""
    first_day = timezone.localdate(since)
    asked = replace(alert.asked, sort="nouveautes")
    for number in range(1, MAX_PAGE + 1):
        found = search(replace(asked, page=number))
        if found.ignored:
            # A filter that exists no more: without it, this would be another search than the one that was asked for.
            return
        pages = [hit.page for hit in found.hits]
        recent = list(takewhile(lambda page: page.news_on and page.news_on >= first_day, pages))
        yield from _whole(found, recent)
        if len(recent) < len(pages) or number >= found.pages:
            return


def _whole(found: SearchPage, pages: list[InitiativePage]) -> list[InitiativePage]:
    """Of these hits, those with every word. Where none has, the page of the search shows the nearest; a mail about them
    would be noise.
    """
    if found.tier == "all":
        return pages
    wanted = {group.word for group in found.query.groups}
    held = {
        key: {match.word for match in words} for key, words in matches([page.pk for page in pages], found.query).items()
    }
    return [page for page in pages if held.get(page.pk) == wanted]
