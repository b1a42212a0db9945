"""Listings that are empty in a language lead to the French ones, as far as these hold something."""

import pytest

from tests.factories import ArticlePageFactory, EventPageFactory, ResourcePageFactory

pytestmark = pytest.mark.django_db
LISTINGS = [
    ("/actualites/", ArticlePageFactory),
    ("/agenda/", EventPageFactory),
    ("/ressources/", ResourcePageFactory),
]


def link(path):
    return f'<a class="go" href="{path}" hreflang="fr">'


@pytest.mark.parametrize("language", ["en", "br"])
@pytest.mark.parametrize(("path", "factory"), LISTINGS)
def test_an_empty_listing_leads_to_the_french_one(path, factory, language, client):
    page = factory()
    assert link(path) in client.get(f"/{language}{path}").text
    assert link(path) not in client.get(path).text

    page.unpublish()

    assert link(path) not in client.get(f"/{language}{path}").text
    assert link(path) not in client.get(path).text
