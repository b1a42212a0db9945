"""What is proposed while somebody types."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from initiatives.models import InitiativePage
from search import documents
from search.completing import complete
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


def proposed(text: str, group: str = "Initiatives", language: str = "fr") -> list[str]:
    found = {str(suggestions.label): suggestions.found for suggestions in complete(text, language)}
    return [suggestion.label for suggestion in found.get(group, ())]


def communes(*names: str, **facts: object) -> None:
    for number, name in enumerate(names):
        CollectivityFactory(name=name, code=f"2230{number}", population=5_000 - 1_000 * number, **facts)
    documents.write_collectivities()


def sheets(*titles: str) -> list[InitiativePage]:
    pages = [InitiativePageFactory(title=title) for title in titles]
    index(*pages)
    return pages


@pytest.mark.parametrize(
    "text",
    [
        "méd",
        "MED",
        "me\u0301dia",
        "médiathèque",
        "l’éc",
        "l'ecran",
        "œuv",
        "oeuvre",
        "média écr",
        "ecrans de la med",
        "les écrans d",
        "l ecr",
        "d ecran de l med",
        "18 h",
    ],
)
def test_a_title_is_proposed_by_the_beginning_of_its_words(text: str) -> None:
    sheets("Les écrans de la médiathèque, œuvre de 18 h", "Une lanterne")

    assert proposed(text) == ["Les écrans de la médiathèque, œuvre de 18 h"]


@pytest.mark.parametrize(
    "text", ["", "m", " ", "édiathèque", '"', "* OR *", "med AND NOT", "a' b\\", "\x00\x01", "x" * 10_000]
)
def test_what_begins_nothing_proposes_nothing(text: str) -> None:
    sheets("La médiathèque ouverte")

    assert complete(text, "fr") == []


def test_titles_that_begin_so_come_first_then_the_shortest() -> None:
    sheets("Le grand bus des écrans", "Bus de nuit à la demande", "Un bus")

    assert proposed("bus") == ["Bus de nuit à la demande", "Un bus", "Le grand bus des écrans"]


def test_at_most_five_sheets_are_proposed() -> None:
    sheets(*(f"Une lanterne {number}" for number in range(8)))

    assert len(proposed("lanterne")) == 5


def test_what_is_not_for_everyone_or_in_another_language_is_not_proposed() -> None:
    hidden, private, told, translated = sheets("Lampe une", "Lampe deux", "Lampe trois", "Lampe quatre")
    hidden.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    # Changed without a word to the search.
    InitiativePage.objects.filter(pk=told.pk).update(live=False)
    breton = translated.copy_for_translation(Locale.objects.get(language_code="br"), copy_parents=True)
    breton.title = "Lampe pemp"
    breton.save_revision().publish()
    index(breton)

    assert proposed("lampe") == ["Lampe quatre"]
    assert proposed("lampe", language="br") == ["Lampe pemp"]


@pytest.mark.parametrize("text", ["saint-br", "st br", "Saint B", "brieuc", "22300", "saint brieuc"])
def test_a_commune_is_proposed_by_name_part_or_code(text: str) -> None:
    communes("Saint-Brieuc")

    assert proposed(text, "Collectivités") == ["Saint-Brieuc (Côtes-d'Armor)"]


def test_the_largest_communes_come_first_and_those_of_the_whole_name_before_them() -> None:
    communes("Plougastel-Daoulas", "Plougasnou", "Plouga")

    assert proposed("plouga", "Collectivités") == [
        "Plouga (Côtes-d'Armor)",
        "Plougastel-Daoulas (Côtes-d'Armor)",
        "Plougasnou (Côtes-d'Armor)",
    ]


def test_a_postal_code_proposes_its_communes() -> None:
    communes("Ploubazlanec", "Bréhat", postal_codes="22620 22870")

    assert len(proposed("22620", "Collectivités")) == 2


def test_themes_are_proposed_in_the_language_of_the_reader() -> None:
    assert proposed("acc", "Thèmes") == [theme().name]
    assert proposed("access", "Thèmes", "en") == [theme(language="en").name]


def test_it_costs_the_same_whatever_there_is() -> None:
    communes("Lanterneau")
    sheets("Une lanterne")
    complete("lantern", "fr")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert complete("lantern", "fr")
        return len(captured)

    few = queries()
    sheets(*(f"Une lanterne {number}" for number in range(20)))

    assert queries() == few <= 6


def test_the_fragment_is_a_list_of_options_and_says_how_many(client: Client) -> None:
    parent = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    index(InitiativePageFactory(parent=parent, title="Une lanterne <b>", slug="lanterne"))

    content = client.get("/recherche/suggestions/", {"q": "lant"}).content.decode()

    assert 'data-status="1 suggestion"' in content
    assert 'role="option"' in content
    assert 'href="/communes/22046-le-mene/lanterne/"' in content
    assert "Une lanterne &lt;b&gt;" in content
    assert "Le Mené (Côtes-d’Armor)" in content


def test_without_anything_to_propose_the_fragment_is_empty(client: Client) -> None:
    assert client.get("/recherche/suggestions/", {"q": "xylophone"}).content.decode().strip() == ""
    assert client.get("/recherche/suggestions/").status_code == 200
