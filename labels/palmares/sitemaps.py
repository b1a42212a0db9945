"""The addresses of palmarès that are public."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from labels.palmares.years import published
from portal.sitemaps import Entry

OF_YEAR = ("palmares_year", "palmares_press")


class PalmaresSection:
    """That of all years, and that of each with what the press takes, in every language."""

    def count(self) -> int:
        return (len(published()) * len(OF_YEAR) + 1) * len(settings.LANGUAGES)

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        every = [_translations("palmares")]
        every += [_translations(page, year.year) for year in published() for page in OF_YEAR]
        for number in range(start, min(stop, len(every) * len(settings.LANGUAGES))):
            addresses = every[number // len(settings.LANGUAGES)]
            code, _name = settings.LANGUAGES[number % len(settings.LANGUAGES)]
            yield Entry(addresses[code], translations=addresses)


def _translations(name: str, *arguments: int) -> dict[str, str]:
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = reverse(name, args=arguments)
    return found
