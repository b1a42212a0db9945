"""Promotions: found whatever the spelling, only where the reader may read, and looking them up writes nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, PageViewRestriction

from search.promotions import promotions
from search.request import SearchRequest
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def promote(query: str, **values: Any) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(query), sort_order=1, **values)


def shown(query: str, **values: Any) -> list[str]:
    return [promotion.title for promotion in promotions(SearchRequest(query=query, **values))]


@pytest.mark.parametrize(
    "typed", ["règlement du label", "REGLEMENT LABEL", "label, règlements", "les règlements du label"]
)
def test_accents_case_plurals_and_order_make_no_difference(typed: str) -> None:
    promote("Règlement du label", page=ArticlePageFactory(title="Le règlement 2008"))
    assert shown(typed) == ["Le règlement 2008"]
    assert shown("règlement") == []


def test_an_outside_address_can_be_promoted(client: Client) -> None:
    promote("fibre", external_link_url="https://www.example.org/fibre", external_link_text="Le plan fibre")

    content = client.get("/recherche/", {"q": "fibres"}).content.decode()

    assert 'href="https://www.example.org/fibre">Le plan fibre' in content


def test_a_draft_a_private_page_and_another_language_are_not_shown() -> None:
    draft, private, french = (ArticlePageFactory(title=f"Article {number}") for number in range(3))
    for page in (draft, private, french):
        promote("label", page=page)
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert shown("label") == ["Article 2"]
    assert shown("label", language="en") == []


def test_the_translation_is_shown_to_who_reads_its_language() -> None:
    page = ArticlePageFactory(title="Le label")
    promote("label", page=page)
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translated.title = "The label"
    translated.save_revision().publish()

    assert shown("label", language="en") == ["The label"]


def test_looking_them_up_writes_nothing(client: Client) -> None:
    promote("label", page=ArticlePageFactory())
    before = Query.objects.count()
    for query in ("label", "jamais vu"):
        client.get("/recherche/", {"q": query})
    assert Query.objects.count() == before


def test_a_new_promotion_is_shown_at_once(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    client.get("/recherche/", {"q": "label"})
    with django_capture_on_commit_callbacks(execute=True):
        promote("label", page=ArticlePageFactory(title="Le règlement"))
    assert "Le règlement" in client.get("/recherche/", {"q": "label"}).content.decode()


def test_the_association_edits_them(association_client: Client) -> None:
    page = ArticlePageFactory(title="Le règlement")
    listing = reverse("wagtailsearchpromotions:index")

    assert association_client.get(listing).status_code == 200
    response = association_client.post(
        reverse("wagtailsearchpromotions:add"),
        {
            "query_string": "Règlement",
            "editors_picks-TOTAL_FORMS": "1",
            "editors_picks-INITIAL_FORMS": "0",
            "editors_picks-MIN_NUM_FORMS": "0",
            "editors_picks-MAX_NUM_FORMS": "1000",
            "editors_picks-0-DELETE": "",
            "editors_picks-0-ORDER": "1",
            "editors_picks-0-page": page.pk,
            "editors_picks-0-external_link_url": "",
            "editors_picks-0-external_link_text": "",
            "editors_picks-0-description": "À lire d’abord",
        },
    )

    assert response.status_code == 302
    assert shown("reglements") == ["Le règlement"]
    assert "règlement" in association_client.get(listing).content.decode()


def test_nobody_else_edits_them(member_client: Client) -> None:
    assert member_client.get(reverse("wagtailsearchpromotions:add")).status_code in {302, 403, 404}
    assert not SearchPromotion.objects.exists()
