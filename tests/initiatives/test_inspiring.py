"""The most inspiring sheets: whose idea other communes say they took up, and which of them count."""

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale

from initiatives.models import EducationPage, InitiativePage
from tests.factories import CollectivityPageFactory, EducationPageFactory, InitiativePageFactory, theme
from tests.search.hidden import make_private

pytestmark = pytest.mark.django_db
ADDRESS = "/themes/acces-public/"


@pytest.fixture
def origin():
    return InitiativePageFactory(title="Le bus", themes=[theme()])


def reuse(page):
    return InitiativePage.objects.with_reuse().get(pk=page.pk).reuse_count


def section(client: Client, address: str = ADDRESS) -> str:
    return client.get(address).text.partition('id="inspirantes"')[2].partition("</section>")[0]


def test_each_other_commune_counts_once(origin):
    once = InitiativePageFactory(inspired_by=origin)
    InitiativePageFactory(inspired_by=origin, parent=once.get_parent())
    InitiativePageFactory(inspired_by=origin)
    assert reuse(origin) == 2
    assert reuse(once) == 0


def test_a_sister_of_the_same_commune_does_not_count(origin):
    InitiativePageFactory(inspired_by=origin, parent=origin.get_parent())
    assert reuse(origin) == 0
    assert not InitiativePage.objects.most_inspiring().exists()


def test_what_nobody_may_read_does_not_count(origin):
    InitiativePageFactory(inspired_by=origin, live=False)
    make_private(InitiativePageFactory(inspired_by=origin))
    translated = InitiativePageFactory(inspired_by=origin)
    alias = translated.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True, alias=True)
    InitiativePage.objects.filter(pk=translated.pk).update(live=False)
    InitiativePage.objects.filter(pk=alias.pk).update(live=True)
    assert reuse(origin) == 0


def test_a_translation_of_the_same_sheet_does_not_count_again(origin):
    taken_up = InitiativePageFactory(inspired_by=origin)
    breton = taken_up.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)
    breton.save_revision().publish()
    assert reuse(origin) == 1


def test_the_most_taken_up_comes_first_then_the_one_confirmed_last(origin):
    never = InitiativePageFactory(confirmed_on=None)
    lately = InitiativePageFactory(confirmed_on=datetime.date(2026, 9, 15))
    for page in (never, lately, origin, origin):
        InitiativePageFactory(inspired_by=page)
    assert list(InitiativePage.objects.most_inspiring()) == [origin, lately, never]


def test_the_theme_shows_them_with_how_many_took_them_up(client, origin):
    InitiativePageFactory.create_batch(2, inspired_by=origin)
    shown = section(client)
    assert "Le bus" in shown
    assert "Reprise par 2 communes" in shown
    assert f"{ADDRESS}?tri=reprises" not in shown


def test_a_theme_without_any_has_no_such_part(client, origin):
    assert section(client) == ""


def test_a_draft_that_was_taken_up_is_not_shown(client, origin):
    InitiativePageFactory(inspired_by=origin)
    InitiativePage.objects.filter(pk=origin.pk).update(live=False)
    assert section(client) == ""


@pytest.mark.parametrize("query", ["?tri=reprises", "?tri=nom"])
def test_in_another_order_they_are_not_repeated(client, origin, query):
    InitiativePageFactory(inspired_by=origin)
    assert section(client, ADDRESS + query) == ""
    assert "Le bus" in client.get(ADDRESS + query).text


def test_the_order_of_the_most_taken_up_says_how_many_did(client, origin):
    InitiativePageFactory(themes=[theme()], title="Une autre")
    InitiativePageFactory(inspired_by=origin)
    text = client.get(f"{ADDRESS}?tri=reprises").text
    assert text.index("Le bus") < text.index("Une autre")
    assert text.count("Reprise par une commune") == 1


def test_in_english_the_french_ones_are_shown_and_marked(client, origin):
    InitiativePageFactory(inspired_by=origin)
    shown = section(client, "/en/themes/acces-public/")
    assert '<article class="card" lang="fr">' in shown
    assert "Taken up by one commune" in shown


def test_they_are_read_again_once_another_commune_took_one_up(client, origin, django_capture_on_commit_callbacks):
    other = InitiativePageFactory(parent=CollectivityPageFactory())
    assert section(client) == ""
    with django_capture_on_commit_callbacks(execute=True):
        other.name_origin(origin)
    assert "Le bus" in section(client)


def test_they_cost_the_same_however_many(client, origin, django_assert_num_queries, django_assert_max_num_queries):
    InitiativePageFactory(inspired_by=origin)
    client.get(ADDRESS)
    cache.clear()
    with django_assert_max_num_queries(25) as few:
        client.get(ADDRESS)
    for _number in range(6):
        InitiativePageFactory(inspired_by=InitiativePageFactory(themes=[theme()], inspired_by=origin))
    cache.clear()
    with django_assert_num_queries(len(few)):
        client.get(ADDRESS)


def test_who_read_it_in_another_language_counts_in_each(origin):
    english = origin.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.save_revision().publish()
    InitiativePageFactory(inspired_by=origin)
    InitiativePageFactory(inspired_by=english)
    assert [reuse(page) for page in (origin, english)] == [2, 2]
    assert set(InitiativePage.objects.most_inspiring()) == {origin, InitiativePage.objects.get(pk=english.pk)}


def test_a_sheet_of_any_type_may_have_taken_it_up():
    origin = EducationPageFactory(themes=[theme()])
    InitiativePageFactory(inspired_by=origin)
    assert [page.reuse_count for page in EducationPage.objects.most_inspiring()] == [1]
