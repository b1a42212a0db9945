"""Processes that add to the same rows at the same moment."""

from portal.page_views.tally import Tally
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import ArticlePageFactory
from tests.portal.page_views.conftest import counted

pytestmark = ON_POSTGRESQL


def test_nothing_is_lost() -> None:
    pages = [ArticlePageFactory() for _number in range(5)]

    def process() -> None:
        mine = Tally()
        for _round in range(10):
            for page in pages:
                mine.add(page.pk)
            mine.flush()

    at_once(*[process] * 4)
    assert counted() == {page.pk: 40 for page in pages}
