"""The addresses of collectivités that have no page: each is answered all the same, and invites to register."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from collectivities.models import Collectivity, CollectivityIndexPage, CollectivityPage
from portal.addresses import page_address
from portal.sitemaps import Entry


class UnregisteredSection:
    """Listed in French, with the other languages that answer; a registered one is listed as the page it has."""

    def count(self) -> int:
        return int(self.unregistered().count())

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        indexes = self._indexes()
        rows = self.unregistered().order_by("pk").only("kind", "code", "slug")
        for collectivity in rows[start:stop]:
            addresses = {
                language: f"{index}{collectivity.page_slug}/" for language, index in indexes[collectivity.kind].items()
            }
            yield Entry(addresses[settings.LANGUAGE_CODE], translations=addresses)

    @staticmethod
    def unregistered() -> Any:
        kinds = CollectivityIndexPage.objects.live_public(settings.LANGUAGE_CODE).values("kind")
        # One that is private answers at the address too, to some.
        answered = CollectivityPage.objects.live().order_by().values("collectivity")
        return Collectivity.objects.filter(kind__in=kinds).exclude(pk__in=answered).order_by()

    @staticmethod
    def _indexes() -> dict[str, dict[str, str]]:
        """The address of each list, by kind and language."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        public = CollectivityIndexPage.objects.live().public().filter(alias_of=None)
        for kind, language, url_path in public.values_list("kind", "locale__language_code", "url_path"):
            found[kind][language] = page_address(url_path, language)
        return found
