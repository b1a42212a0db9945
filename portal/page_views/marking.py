"""How an answer says which page it shows: by a header that never leaves the portal."""

from typing import TYPE_CHECKING, TypeVar

from django.http import HttpResponse

if TYPE_CHECKING:
    from wagtail.models import Page

Answer = TypeVar("Answer", bound=HttpResponse)

HEADER = "X-Page-Viewed"


def mark(answer: Answer, page: "Page") -> Answer:
    """Say that this answer shows this page; an alias shows its original. The page cache keeps the header with it."""
    answer.headers[HEADER] = str(page.alias_of_id or page.pk)
    return answer


def take_mark(answer: HttpResponse) -> int | None:
    """The key of the page that an answer shows, which the answer then says no more."""
    key = answer.headers.get(HEADER)
    del answer.headers[HEADER]
    return int(key) if key else None
