"""Pages of the label for search engines: texts in French, listed in French alone."""

from collections.abc import Iterable

from django.urls import reverse

from labels.models import Campaign
from portal.languages import in_french
from portal.sitemaps import Entry

PAGES = ("label_questionnaire", "label_method")


class QuestionnaireSection:
    """The questionnaire and the method of each year whose call was made."""

    def count(self) -> int:
        return len(self._years()) * len(PAGES)

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        with in_french():
            addresses = [reverse(page, args=[year]) for year in self._years() for page in PAGES]
        return [Entry(address) for address in addresses[start:stop]]

    @staticmethod
    def _years() -> list[int]:
        called = Campaign.objects.called().exclude(questionnaires=None).order_by("year")
        return list(called.values_list("year", flat=True))
