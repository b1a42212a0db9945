"""The addresses of the data, which no page of the tree answers for."""

from collections.abc import Iterable
from itertools import islice

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from portal.sitemaps import Entry

VIEWS = ("open_data", "api_documentation")


class DataSection:
    """The pages of the datasets and of the API, in every language."""

    def count(self) -> int:
        return len(VIEWS) * len(settings.LANGUAGES)

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        every = (
            Entry(address, translations=found) for found in map(_translations, VIEWS) for address in found.values()
        )
        return islice(every, start, stop)


def _translations(view: str) -> dict[str, str]:
    """The address of a view, by language."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse(view)
    return found
