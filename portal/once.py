"""What several parts of a page need is read once."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

KEPT = "kept_for_request"
Rest = ParamSpec("Rest")
Found = TypeVar("Found")


def once_in_request(
    read: Callable[Concatenate[HttpRequest, Rest], Found],
) -> Callable[Concatenate[HttpRequest, Rest], Found]:
    """Keep what a function gives in the request, for each of its other arguments, which must be hashable."""

    @wraps(read)
    def kept(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> Found:
        found = request.__dict__.setdefault(KEPT, {})
        key = (read, args, *kwargs.items())
        if key not in found:
            found[key] = read(request, *args, **kwargs)
        answer: Found = found[key]
        return answer

    return kept
