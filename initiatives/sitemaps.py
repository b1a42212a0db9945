"""The addresses of themes, which the index of themes answers for."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from initiatives.models import Theme, ThemeIndexPage
from portal.addresses import page_address
from portal.sitemaps import Entry


class ThemeSection:
    """Every theme in force, in every language."""

    def count(self) -> int:
        return int(self.themes().count())

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        rows = list(self.themes().order_by("pk").values_list("translation_key", "locale__language_code", "slug"))
        addresses: dict[Any, dict[str, str]] = defaultdict(dict)
        indexes = self._indexes()
        for key, language, slug in rows:
            addresses[key][language] = f"{indexes[language]}{slug}/"
        for key, language, _slug in rows[start:stop]:
            yield Entry(addresses[key][language], translations=addresses[key])

    def themes(self) -> Any:
        return Theme.objects.current().filter(locale__language_code__in=self._indexes()).order_by()

    @staticmethod
    def _indexes() -> dict[str, str]:
        """The address of the index of themes, by language."""
        public = ThemeIndexPage.objects.live().public().filter(alias_of=None)
        rows = public.values_list("locale__language_code", "url_path")
        return {language: page_address(url_path, language) for language, url_path in rows}
