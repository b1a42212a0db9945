"""Listings cut in pages."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

MAX_PAGES = 50


class CappedPaginator(Paginator):
    """Never offers a page that ``paginate`` would not give: beyond the last one, readers narrow the list instead."""

    @cached_property
    def num_pages(self) -> int:
        return min(int(super().num_pages), MAX_PAGES)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than can be turned."""
        return self.count > MAX_PAGES * self.per_page


def paginate(request: HttpRequest, items: Any, per_page: int, count: int | None = None) -> Page:
    """The page asked for by ``?page=``; a number that makes no sense gives the nearest page there is.

    ``count`` is how many items there are, when that is known already.
    """
    paginator = CappedPaginator(items, per_page)
    if count is not None:
        paginator.count = count
    try:
        number = int(request.GET.get("page") or 1)
    except ValueError:
        number = 1
    return paginator.get_page(max(1, min(number, paginator.num_pages)))
