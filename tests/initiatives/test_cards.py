"""Cards: what listings show, without the pages."""

import pytest
from wagtail.models import Locale

from initiatives.enums import Stage
from initiatives.models import InitiativePage
from tests.factories import CollectivityPageFactory, CustomImageFactory, InitiativePageFactory, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return InitiativePageFactory(
        parent=CollectivityPageFactory(collectivity__name="Le Mené"),
        title="Le bus | des écrans",
        stage=Stage.STOPPED,
        image=CustomImageFactory(),
        themes=[theme("education-et-formation"), theme("acces-public")],
    )


def test_a_card_says_what_the_page_says(page):
    [card] = InitiativePage.objects.cards()
    assert (card.pk, card.title, card.summary, card.stage) == (page.pk, page.title, page.summary, Stage.STOPPED)
    assert card.url == page.url
    assert card.place == page.collectivity.full_name == "Le Mené (Côtes-d'Armor)"
    assert card.image.original_url == page.image.file.url
    assert card.language == "fr"


def test_the_theme_of_a_card_is_the_first_of_the_taxonomy(page):
    [card] = InitiativePage.objects.cards()
    first = theme("acces-public")
    assert (card.theme.name, card.theme.color, card.theme.icon) == (first.name, first.color, first.icon)
    assert card.theme.get_absolute_url() == first.get_absolute_url() == "/themes/acces-public/"


def test_a_name_may_hold_any_character(page):
    first = theme("acces-public")
    first.name = "Accès | public"
    first.save()
    [card] = InitiativePage.objects.cards()
    assert card.theme.name == "Accès | public"


def test_a_sheet_with_neither_theme_nor_image_has_a_card():
    InitiativePageFactory()
    [card] = InitiativePage.objects.cards()
    assert card.theme is None
    assert card.image is None


def test_the_card_of_a_translation_leads_to_it(page):
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    [card] = InitiativePage.objects.live_public("en").cards()
    assert card.url == english.url
    assert card.url.startswith("/en/")


def test_cards_take_one_query_however_many(django_assert_num_queries):
    parent = CollectivityPageFactory()
    InitiativePageFactory.create_batch(5, parent=parent, themes=[theme()])
    with django_assert_num_queries(1):
        assert len(InitiativePage.objects.live_public("fr").order_by("-pk").cards()[:3]) == 3


def test_cards_keep_filters_order_and_count(page):
    other = InitiativePageFactory(title="Autre")
    cards = InitiativePage.objects.order_by("title").cards()
    assert [card.title for card in cards] == ["Autre", "Le bus | des écrans"]
    assert cards.count() == 2
    assert [card.pk for card in cards.filter(pk=other.pk)] == [other.pk]
