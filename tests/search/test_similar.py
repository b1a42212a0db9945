"""Which sheets resemble each other, and what a sheet shows of them."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import InitiativePage, SimilarSheet
from search import similar
from search.engines import Question, database
from search.query import read
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheets() -> dict[str, InitiativePage]:
    home, elsewhere = CollectivityPageFactory(), CollectivityPageFactory()
    made = {
        "bus": InitiativePageFactory(parent=home, title="Le bus des écrans", summary="Il roule de bourg en bourg."),
        "own": InitiativePageFactory(parent=home, title="Un autre bus des écrans", summary="Le même bus."),
        "near": InitiativePageFactory(parent=elsewhere, title="Un bus et des écrans", summary="De bourg en bourg."),
        "far": InitiativePageFactory(parent=elsewhere, title="La lettre du maire", summary="Chaque mois."),
    }
    index(*made.values())
    return made


def shown(page: InitiativePage) -> list[int]:
    return list(InitiativePage.objects.similar_to(page).values_list("pk", flat=True))


def test_the_closest_sheets_are_those_of_other_communes_that_say_the_same(sheets: dict[str, InitiativePage]) -> None:
    assert similar.find(page.pk for page in sheets.values()) == 4

    assert shown(sheets["bus"]) == [sheets["near"].pk]
    assert set(shown(sheets["near"])) == {sheets["bus"].pk, sheets["own"].pk}
    assert shown(sheets["far"]) == []


def test_after_them_come_the_latest_of_the_same_themes(sheets: dict[str, InitiativePage]) -> None:
    days = [datetime.datetime(2007, 3, day, tzinfo=datetime.UTC) for day in (1, 2, 3)]
    lamp, older, newer = (
        InitiativePageFactory(title=title, summary="", themes=[theme()], first_published_at=day)
        for title, day in zip(("La lampe", "Un journal", "Un vote"), days, strict=True)
    )
    other_theme = InitiativePageFactory(title="Un quai", summary="", themes=[theme("e-administration")])
    index(lamp, older, newer, other_theme)
    sheets["bus"].themes.add(theme())
    sheets["bus"].save()
    index(InitiativePage.objects.get(pk=sheets["bus"].pk))
    similar.find([lamp.pk, sheets["bus"].pk, other_theme.pk])

    assert shown(lamp) == [newer.pk, older.pk, sheets["bus"].pk]
    assert shown(sheets["bus"]) == [sheets["near"].pk, newer.pk, older.pk, lamp.pk]
    assert shown(other_theme) == []


def test_what_is_hidden_is_neither_compared_nor_shown(sheets: dict[str, InitiativePage]) -> None:
    similar.find([sheets["bus"].pk])
    InitiativePage.objects.filter(pk=sheets["near"].pk).update(live=False)
    assert shown(sheets["bus"]) == []

    sheets["far"].unpublish()
    assert similar.find([sheets["far"].pk]) == 0


def test_comparing_again_replaces_what_was_found(sheets: dict[str, InitiativePage]) -> None:
    similar.find([sheets["bus"].pk])
    sheets["near"].unpublish()
    newer = InitiativePageFactory(title="Le bus aux écrans", summary="De bourg en bourg.")
    index(newer)
    similar.find([sheets["bus"].pk])

    assert shown(sheets["bus"]) == [newer.pk]


def test_each_night_the_new_ones_and_some_of_the_oldest(sheets: dict[str, InitiativePage]) -> None:
    def compared(*arguments: str) -> str:
        output = StringIO()
        call_command("find_similar", *arguments, stdout=output)
        return output.getvalue()

    assert compared() == "4 sheets compared.\n"
    # One found nothing, and is tried again.
    assert compared("--again", "0") == "1 sheets compared.\n"
    assert compared("--again", "2") == "3 sheets compared.\n"
    oldest = similar.oldest(1)
    similar.find(oldest)
    assert similar.oldest(3)[-1] == oldest[0]
    with pytest.raises(CommandError):
        compared("--again", "-1")


def test_nothing_is_counted_for_it(sheets: dict[str, InitiativePage]) -> None:
    question = Question(InitiativePage.searched_as, "fr", read("bus", "fr"), {}, "pertinence", 0, 10, is_counted=False)

    answer = database().answer(question)

    assert answer.facets == {}
    assert len(answer.keys) == 3


def test_a_sheet_shows_the_three_closest_in_one_query(client: Client) -> None:
    page, *others = (InitiativePageFactory(title="Le bus des écrans", slug=f"bus-{number}") for number in range(6))
    index(page, *others)

    def queries() -> int:
        client.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(page.url)
        return len(captured)

    assert "Dans le même esprit" not in client.get(page.url).content.decode()
    before = queries()
    similar.find([page.pk])
    client.get(page.url)

    assert queries() == before
    content = client.get(page.url).content.decode()
    assert "Dans le même esprit" in content
    assert sum(f'href="{other.url}"' in content for other in others) == 3
    assert SimilarSheet.objects.filter(sheet=page).count() == similar.KEPT
