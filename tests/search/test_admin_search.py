"""The admin's own searches go through the same engines: French there too, and never an error page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from modelsearch.query import And, Or, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from collectivities.models import CustomImage
from tests.factories import ArticlePageFactory, CustomImageFactory, InitiativePageFactory

pytestmark = pytest.mark.django_db

TYPED = (
    '"', '""', "'", "   ", "\t", "*", "\\", "(", ")", "^", "%", "-", "NOT", "AND OR", "NEAR(", "a:", "live:true",
    "10:30", '"service public"', '"service', "l'éducation", "é" * 300, "🙂", "\x00", "«»",
)  # fmt: skip
PLACES = (
    ("wagtailadmin_pages:search", {}),
    ("wagtailadmin_pages:search_results", {}),
    ("wagtailadmin_choose_page_search", {}),
    ("wagtailadmin_choose_page_search", {"page_type": "initiatives.initiativepage"}),
    ("wagtailimages:index", {}),
    ("wagtailimages_chooser:choose_results", {}),
    ("wagtaildocs:index", {}),
    ("wagtaildocs_chooser:choose_results", {}),
    ("wagtailsnippets_initiatives_theme:list", {}),
    ("wagtailsnippets_search_synonyms:list", {}),
    ("wagtailsearchpromotions:index", {}),
)


@pytest.mark.parametrize(("place", "parameters"), PLACES, ids=[f"{name}{values or ''}" for name, values in PLACES])
def test_nothing_typed_is_an_error(place: str, parameters: dict[str, str], superuser_client: Client) -> None:
    InitiativePageFactory()
    for text in TYPED:
        response = superuser_client.get(reverse(place), {"q": text, **parameters})
        assert response.status_code == 200, text


def test_the_explorer_finds_pages_in_french(
    association_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePageFactory(title="Les travaux régionaux de l’éducation")

    for typed in ("regional", "travail", "l'education", "éduca", '"travaux régionaux"', "TRAVAUX"):
        content = association_client.get(reverse("wagtailadmin_pages:search"), {"q": typed}).content.decode()
        assert "Les travaux régionaux" in content, typed


def test_the_chooser_completes_what_is_being_typed(
    association_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ArticlePageFactory(title="L’intercommunalité de Saint-Brieuc")

    for typed in ("interco", "st br", "saint-bri", "l'inter"):
        response = association_client.get(reverse("wagtailadmin_choose_page_search"), {"q": typed})
        assert "intercommunalité" in response.content.decode(), typed


@pytest.mark.parametrize(
    "query",
    [
        PlainText("travail"),
        Phrase("travaux régionaux"),
        And([PlainText("travaux"), PlainText("regional")]),
        Or([PlainText("xylophone"), PlainText("travail")]),
        PlainText("travaux") & ~PlainText("xylophone"),
        PlainText("xylophone travaux", operator="or"),
    ],
    ids=repr,
)
def test_every_kind_of_query_understands_french(query: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = ArticlePageFactory(title="Les travaux régionaux")
    assert [found.pk for found in get_search_backend().search(query, Page.objects.all())] == [page.pk]


def test_only_signs_find_nothing() -> None:
    ArticlePageFactory(title="Les travaux régionaux")
    assert not get_search_backend().search('" * "', Page.objects.all())
    assert not get_search_backend().autocomplete("«»", Page.objects.all())


def test_images_are_found_in_french(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = CustomImageFactory(title="Les chevaux de la fête")
    assert list(get_search_backend().search("cheval", CustomImage)) == [image]
    assert list(get_search_backend().autocomplete("chev", CustomImage)) == [image]
