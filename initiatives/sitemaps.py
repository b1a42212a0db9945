"""The addresses of themes, which the index of themes answers for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from initiatives.enums import ThemePart
from initiatives.models import Theme, ThemeIndexPage
from portal.addresses import page_address
from portal.sitemaps import Entry

LISTED = (ThemePart.SHEETS, ThemePart.PROJECT)


class ThemeSection:
    """Every theme in force, in every language: its page, and « Monter un projet »."""

    def count(self) -> int:
        return int(self.themes().count()) * len(LISTED)

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        rows = list(self.themes().order_by("pk").values_list("translation_key", "locale__language_code", "slug"))
        addresses: dict[Any, dict[str, str]] = defaultdict(dict)
        indexes = self._indexes()
        for key, language, slug in rows:
            for part in LISTED:
                addresses[key, part][language] = f"{indexes[language]}{slug}{part.ending}"
        every = [(addresses[key, part], language) for key, language, _slug in rows for part in LISTED]
        for found, language in every[start:stop]:
            yield Entry(found[language], translations=found)

    def themes(self) -> Any:
        return Theme.objects.current().filter(locale__language_code__in=self._indexes()).order_by()

    @staticmethod
    def _indexes() -> dict[str, str]:
        """The address of the index of themes, by language."""
        public = ThemeIndexPage.objects.live().public().filter(alias_of=None)
        rows = public.values_list("locale__language_code", "url_path")
        return {language: page_address(url_path, language) for language, url_path in rows}
