"""What is published is found at once, what changes elsewhere reaches the index by a task, what is hidden is gone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from initiatives.models import EAdministrationPage, EducationPage, InitiativePage, Keyword
from initiatives.tasks import index_sheets
from portal.searchable import Kind
from search.facade import search
from search.models import Document
from search.request import SearchRequest
from tests.factories import (
    CollectivityPageFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    theme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("engine")]


def total(query: str, **values: Any) -> int:
    return search(SearchRequest(query=query, **values)).total


def count(facet: str, value: str) -> int:
    facets = {counts.facet.name: counts for counts in search(SearchRequest()).facets}
    return next((found.count for found in facets[facet].values if found.value == value), 0)


def test_a_new_sheet_is_found_by_its_words_its_themes_its_keywords_and_its_commune(committed: Callable) -> None:
    parent = CollectivityPageFactory(collectivity__name="Trébeurden")

    committed(
        lambda: InitiativePageFactory(
            parent=parent, title="Une girouette", themes=[theme("expression-citoyenne")], keywords=["anémomètre"]
        )
    )

    for query in ("girouette", "expression citoyenne", "anemometres", "trebeurden", "girouette trébeurden bretagne"):
        assert total(query) == 1, query
    assert count("theme", "expression-citoyenne") == 1


def test_the_children_that_are_saved_after_their_page_are_found(committed: Callable) -> None:
    page = committed(lambda: EAdministrationPageFactory(title="Un guichet"))

    page.procedures.create(name="Acte de naissance")
    page.keywords.add("état civil")
    committed(lambda: page.save_revision().publish())

    assert total("guichet acte de naissance") == 1
    assert total("état-civil") == 1


def test_what_was_replaced_is_no_longer_found(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette", themes=[theme()], keywords=["vent"]))

    page.title = "Un baromètre"
    page.themes = [theme("education-et-formation")]
    page.keywords.set(["pression"])
    committed(lambda: page.save_revision().publish())

    assert total("girouette") == total("accès public") == total("vent") == 0
    assert total("baromètre") == total("pression") == 1
    assert (count("theme", "acces-public"), count("theme", "education-et-formation")) == (0, 1)


def test_a_draft_is_not_found_before_it_is_published(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    page.title = "Un baromètre"
    committed(page.save_revision)
    assert (total("girouette"), total("baromètre")) == (1, 0)


@pytest.mark.parametrize("hide", ["unpublish", "delete", "private", "private commune"])
def test_what_is_hidden_is_gone_at_once(hide: str, committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette", themes=[theme()]))
    assert (total("girouette"), count("theme", "acces-public")) == (1, 1)

    def act() -> None:
        if hide.startswith("private"):
            restricted = page.get_parent() if hide.endswith("commune") else Page.objects.get(pk=page.pk)
            PageViewRestriction.objects.create(page=restricted, restriction_type="login")
        else:
            getattr(page, hide)()

    committed(act)
    result = search(SearchRequest(query="girouette"))
    assert (result.total, result.communes, result.hits) == (0, 0, ())
    assert not any(counts.values for counts in result.facets)
    assert count("theme", "acces-public") == 0


def test_what_is_moved_below_a_private_page_is_gone_before_any_task(committed: Callable) -> None:
    moved, kept = (committed(lambda: InitiativePageFactory(title="Une girouette")) for _number in range(2))
    private = committed(CollectivityPageFactory)
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    Page.objects.get(pk=moved.get_parent().pk).move(Page.objects.get(pk=private.pk), pos="last-child")

    assert set(Document.objects.exclude(kind=Kind.COLLECTIVITY).values_list("pk", flat=True)) == {kept.pk}


def test_a_renamed_theme_is_found_by_its_new_name_alone(committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette", themes=[theme()]))
    row = theme()

    row.name = "Cybercentres"
    committed(row.save)

    assert (total("accès public"), total("cybercentre")) == (0, 1)
    labels = {value.value: value.label for value in search(SearchRequest()).facets[0].values}
    assert labels["acces-public"] == "Cybercentres"


def test_a_renamed_keyword_is_found_by_its_new_name_alone(committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette", keywords=["vent"]))
    row = Keyword.objects.get(name="vent")

    row.name = "bourrasque"
    committed(row.save)

    assert (total("vent"), total("bourrasques")) == (0, 1)


def test_a_deleted_keyword_is_no_longer_found(committed: Callable) -> None:
    committed(lambda: InitiativePageFactory(title="Une girouette", keywords=["vent"]))
    committed(Keyword.objects.get(name="vent").delete)
    assert (total("vent"), total("girouette")) == (0, 1)


def test_a_sheet_moved_to_another_commune_is_counted_there(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    other = CollectivityPageFactory(
        collectivity__name="Fougères", collectivity__departement__code="35", collectivity__departement__name="Ille"
    )

    committed(lambda: Page.objects.get(pk=page.pk).move(Page.objects.get(pk=other.pk), pos="last-child"))

    assert total("girouette fougères") == 1
    assert (count("departement", "22"), count("departement", "35")) == (0, 1)


def test_the_index_can_be_built_twice_and_again_after_a_save(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    call_command("update_index", verbosity=0)
    call_command("update_index", verbosity=0)
    assert total("girouette") == 1

    page.title = "Un baromètre"
    committed(page.save)
    call_command("update_index", verbosity=0)
    assert (total("girouette"), total("baromètre")) == (0, 1)


def test_building_the_index_of_sheets_costs_the_same_for_few_and_many() -> None:
    parent = CollectivityPageFactory()
    costs = []
    for number in (2, 12):
        values = {"parent": parent, "themes": [theme()], "keywords": ["vent", "mer"]}
        pages = [
            factory(**values)
            for factory in (InitiativePageFactory, EAdministrationPageFactory, EducationPageFactory)
            for _ in range(number)
        ]
        with CaptureQueriesContext(connection) as captured:
            for model in (InitiativePage, EAdministrationPage, EducationPage):
                for page in model.get_indexed_objects().filter(pk__in=[page.pk for page in pages]):
                    assert "vent" in page.search_body()
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_indexing_sheets_again_passes_over_those_that_are_gone(committed: Callable) -> None:
    page = InitiativePageFactory(title="Une girouette")
    committed(lambda: index_sheets.call(keys=[page.pk, 10**9]))
    committed(lambda: index_sheets.call(keys=[page.pk, 10**9]))
    assert total("girouette") == 1


def test_what_was_hidden_behind_the_back_of_the_search_is_not_shown(committed: Callable) -> None:
    page = committed(lambda: InitiativePageFactory(title="Une girouette"))
    InitiativePage.objects.filter(pk=page.pk).update(live=False)
    assert search(SearchRequest(query="girouette")).hits == ()
