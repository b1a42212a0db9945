"""Pages of the label for search engines: texts in French, listed in French alone."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from labels.models import Campaign
from portal.sitemaps import Entry


class QuestionnaireSection:
    """The questionnaire of each year whose call was made."""

    def count(self) -> int:
        return len(self._years())

    def entries(self, start: int, stop: int) -> Iterable[Entry]:
        with override(settings.LANGUAGE_CODE):
            addresses = [reverse("label_questionnaire", args=[year]) for year in self._years()[start:stop]]
        return [Entry(address) for address in addresses]

    @staticmethod
    def _years() -> list[int]:
        called = Campaign.objects.called().exclude(questionnaires=None).order_by("year")
        return list(called.values_list("year", flat=True))
