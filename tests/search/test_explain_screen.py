"""« Comprendre la recherche »: why each hit is there, and what was searched in vain."""

import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from search import missed
from search.models import MissedSearch, Synonyms
from tests.factories import ArticlePageFactory, InitiativePageFactory, MembershipFactory
from tests.search.indexing import index

pytestmark = pytest.mark.django_db

ADDRESS = "search_explain:index"


def shown(client: Client, **asked: str) -> str:
    return " ".join(client.get(reverse(ADDRESS), asked).content.decode().split())


def test_each_hit_says_what_it_holds_of_each_word_and_how(association_client: Client) -> None:
    Synonyms.objects.create(expressions="bus\nautocar")
    index(InitiativePageFactory(title="Des autocars pour la lanterne", summary="Ils roulent."))

    content = shown(association_client, q="bus lanternes")

    assert "1 résultat" in content
    assert connection.vendor in content
    assert "bus = autocar" in content
    assert "<td>bus</td><td>autocars</td><td>synonyme</td><td>titre</td>" in content
    assert "<td>lanternes</td><td>lanterne</td><td>autre forme</td><td>titre</td>" in content
    assert "Note " in content


def test_a_correction_and_unknown_words_are_told(association_client: Client) -> None:
    index(InitiativePageFactory(title="La lanterne du foyer"))

    assert "<dt>Corrigé en</dt><dd>lanterne</dd>" in shown(association_client, q="lantrne")
    assert "qwxz (nulle part)" in shown(association_client, q="lanterne qwxz")
    assert "Ajouter des synonymes" in shown(association_client, q="qwxz")


def test_other_kinds_are_explained_too(association_client: Client) -> None:
    index(ArticlePageFactory(title="Une lanterne primée"))

    assert "Une lanterne primée" in shown(association_client, q="lanterne", kind="article")
    assert "Une lanterne primée" not in shown(association_client, q="lanterne")


@pytest.mark.parametrize(
    "asked", [{}, {"q": ""}, {"q": "x" * 300}, {"q": "a", "kind": "x"}, {"q": "a", "language": "de"}]
)
def test_a_form_that_makes_no_sense_is_shown_again(asked: dict[str, str], association_client: Client) -> None:
    response = association_client.get(reverse(ADDRESS), asked)
    assert response.status_code == 200
    assert "found" not in response.context


def test_members_and_the_anonymous_do_not_enter(client: Client) -> None:
    assert client.get(reverse(ADDRESS)).status_code == 302
    client.force_login(MembershipFactory().user)
    assert client.get(reverse(ADDRESS)).status_code == 403


def test_what_is_searched_in_vain_is_counted_once_a_time(
    client: Client, association_client: Client, committed: Any
) -> None:
    index(InitiativePageFactory(title="La lanterne du foyer"))
    for query in ("girouette", "GIROUETTE", "lanterne", "lantrne", "lanterne qwxz"):
        committed(lambda query=query: client.get("/recherche/", {"q": query}))

    counted = set(MissedSearch.objects.values_list("words", "times", "shown"))
    assert counted == {("girouette", 2, 0), ("lantrne", 1, 1), ("lanterne qwxz", 1, 1)}
    assert "<td>2</td>" in shown(association_client)


@pytest.mark.parametrize(
    "asked",
    [
        {"q": ""}, {"q": "marie@exemple.fr"}, {"q": "qwxz 06 12 34 56 78"}, {"q": "qwxz", "page": "2"},
        {"q": "qwxz", "etape": "projet"},
    ],
)  # fmt: skip
def test_what_may_name_a_person_or_is_filtered_is_not_kept(
    asked: dict[str, str], client: Client, committed: Any
) -> None:
    committed(lambda: client.get("/recherche/", asked))
    assert not MissedSearch.objects.exists()


def test_robots_do_not_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "MOST_A_MONTH", 2)
    for number in range(5):
        missed.count(f"mot {number}", "fr", 0)
    missed.count("mot 0", "fr", 0)

    assert list(MissedSearch.objects.values_list("words", "times")) == [("mot 0", 2), ("mot 1", 1)]


def test_a_year_is_kept() -> None:
    this = missed.this_month()
    old = this.replace(year=this.year - 1)
    for month in (this, old, old - datetime.timedelta(days=1)):
        MissedSearch.objects.create(month=month.replace(day=1), language="fr", words="qwxz")

    assert missed.expired().count() == 1
    call_command("purge_personal_data", stdout=StringIO())
    assert set(MissedSearch.objects.values_list("month", flat=True)) == {this, old}


def test_the_screen_costs_the_same_whatever_there_is(association_client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(association_client, q="lanterne")
        return len(captured)

    index(InitiativePageFactory(title="Une lanterne"))
    missed.count("qwxz", "fr", 0)
    queries()
    few = queries()
    index(*(InitiativePageFactory(title=f"Une lanterne {number}") for number in range(8)))
    for number in range(20):
        missed.count(f"mot {number}", "fr", 0)

    assert queries() == few
