"""Sheets are found by what their files say, as long as anyone may read these."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from collectivities.models import CustomDocument, FileText
from collectivities.tasks import read_file
from initiatives.models import InitiativeDocument, InitiativePage
from search import documents, explaining, ranking
from search.elastic.feed import feed
from search.facade import Hit, search
from search.models import DocumentText, Synonyms
from search.query import read
from search.request import SearchRequest
from tests.factories import CollectivityPageFactory, CustomDocumentFactory, InitiativePageFactory
from tests.files import docx, odt, pdf
from tests.search.indexing import index

pytestmark = pytest.mark.django_db
RULES = "Chaque lecteur rapporte la liseuse sous quinzaine ; la caution est de trente euros."
Committed = Callable[[Callable[[], Any]], Any]


def given(
    page: InitiativePage, content: bytes, name: str = "convention.pdf", title: str = "Convention"
) -> CustomDocument:
    document: CustomDocument = CustomDocumentFactory(title=title, file=ContentFile(content, name=name))
    InitiativeDocument.objects.create(page=page, document=document)
    return document


def hits(query: str, **options: Any) -> tuple[Hit, ...]:
    if settings.ELASTICSEARCH_URL:
        feed()
    return search(SearchRequest(query=query, **options)).hits


def found(query: str) -> list[int]:
    return [hit.page.pk for hit in hits(query)]


@pytest.fixture
def sheet(committed: Committed) -> InitiativePage:
    return committed(lambda: InitiativePageFactory(title="Des liseuses à emporter", summary="On prête."))


@pytest.mark.parametrize(("name", "write"), [("a.pdf", pdf), ("a.docx", docx), ("a.odt", odt)])
def test_a_sheet_is_found_by_what_its_file_says(
    name: str, write: Callable[..., bytes], engine: str, sheet: InitiativePage, committed: Committed
) -> None:
    assert found("caution") == []
    committed(lambda: given(sheet, write(RULES), name))
    assert found("caution trente euros") == [sheet.pk]
    # Words of the sheet beside words of the file.
    assert found("liseuses quinzaine") == [sheet.pk]


def test_the_hit_shows_the_passage_and_says_where_it_stands(
    client: Client, sheet: InitiativePage, committed: Committed
) -> None:
    committed(lambda: given(sheet, pdf("Préambule. " * 40, RULES)))
    (hit,) = hits("caution")
    assert "la <mark>caution</mark> est de trente euros" in hit.excerpt
    assert hit.file == "Convention"
    assert "Dans le document «\xa0Convention\xa0»\xa0:" in client.get("/recherche/?q=caution").text


@pytest.fixture
def cautious(committed: Committed) -> None:
    """A sheet whose text says one word of its file."""
    text = [("paragraph", "<p>Une caution de dix euros.</p>")]
    page = committed(lambda: InitiativePageFactory(title="Un", body=text))
    committed(lambda: given(page, pdf(RULES)))


@pytest.mark.usefixtures("cautious")
def test_a_word_that_only_the_file_says_is_shown_rather_than_one_of_the_text() -> None:
    (hit,) = hits("caution quinzaine")
    assert "sous <mark>quinzaine</mark>" in hit.excerpt
    assert hit.file == "Convention"


@pytest.mark.usefixtures("cautious")
def test_a_synonym_in_the_file_hides_nothing_that_the_sheet_says() -> None:
    Synonyms.objects.create(expressions="caution\nquinzaine")
    assert ["dix euros" in hit.excerpt for hit in hits("caution")] == [True]


@pytest.mark.usefixtures("cautious")
def test_what_the_sheet_says_itself_is_shown_first() -> None:
    (hit,) = hits("caution")
    assert "dix euros" in hit.excerpt
    assert hit.file == ""


def test_a_file_that_is_replaced_is_found_by_its_new_words(
    engine: str, sheet: InitiativePage, committed: Committed
) -> None:
    document = committed(lambda: given(sheet, pdf(RULES)))
    document.file = ContentFile(odt("Un calendrier des passages"), name="passages.odt")
    committed(document.save)
    assert found("calendrier passages") == [sheet.pk]
    assert found("caution") == []


def test_between_two_files_the_old_words_are_not_shown(sheet: InitiativePage, committed: Committed) -> None:
    document = committed(lambda: given(sheet, pdf(RULES)))
    CustomDocument.objects.filter(pk=document.pk).update(file="documents/passages.odt")
    index(InitiativePage.objects.get(pk=sheet.pk))
    assert found("caution") == []


def test_a_file_that_is_taken_away_finds_nothing(engine: str, sheet: InitiativePage, committed: Committed) -> None:
    document = committed(lambda: given(sheet, pdf(RULES)))
    committed(document.delete)
    assert found("caution") == []
    assert found("liseuses") == [sheet.pk]


def test_a_task_that_runs_twice_changes_nothing(sheet: InitiativePage, committed: Committed) -> None:
    document = committed(lambda: given(sheet, pdf(RULES)))
    before = DocumentText.objects.values().get(document=sheet.pk)
    committed(lambda: read_file.call(document.pk))
    index(InitiativePage.objects.get(pk=sheet.pk))
    assert DocumentText.objects.values().get(document=sheet.pk) == before


class TestPrivacy:
    def test_a_draft_is_not_found(self, engine: str, committed: Committed) -> None:
        page = committed(lambda: InitiativePageFactory(live=False))
        committed(lambda: given(page, pdf(RULES)))
        assert found("caution") == []

    def test_a_private_sheet_is_not_found(self, engine: str, sheet: InitiativePage, committed: Committed) -> None:
        committed(lambda: given(sheet, pdf(RULES)))
        committed(lambda: PageViewRestriction.objects.create(page=sheet, restriction_type="login"))
        assert found("caution") == []

    def test_a_file_of_a_closed_collection_finds_nothing(
        self, engine: str, sheet: InitiativePage, committed: Committed
    ) -> None:
        document = committed(lambda: given(sheet, pdf(RULES)))
        closed = Collection.get_first_root_node().add_child(name="Réservé")
        restriction = committed(
            lambda: CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
        )
        assert found("caution") == [sheet.pk]

        document.collection = closed.add_child(name="Conventions")
        committed(document.save)
        assert found("caution") == []
        assert found("liseuses") == [sheet.pk]

        committed(restriction.delete)
        assert found("caution") == [sheet.pk]

    def test_a_file_that_no_sheet_gives_finds_nothing(self, committed: Committed) -> None:
        committed(lambda: CustomDocumentFactory(file=ContentFile(pdf(RULES), name="a.pdf")))
        assert FileText.objects.exclude(text="").exists()
        assert found("caution") == []


class TestRanking:
    @pytest.fixture
    def pages(self, committed: Committed) -> dict[str, InitiativePage]:
        parent = CollectivityPageFactory()
        body = [("paragraph", "<p>Une boussole pour tous.</p>")]
        stories = {"file": [], "own": body, "both": body}
        pages = {
            title: committed(partial(InitiativePageFactory, parent=parent, slug=title, title=title, body=story))
            for title, story in stories.items()
        }
        committed(lambda: given(pages["file"], docx(*["La boussole est une boussole."] * 300), "a.docx"))
        committed(lambda: given(pages["both"], docx(*["Un texte qui parle longuement de tout."] * 2_000), "b.docx"))
        return pages

    def test_a_file_that_repeats_a_word_stays_behind_a_text_that_says_it_once(self, engine: str, pages: Any) -> None:
        assert found("boussole")[-1] == pages["file"].pk

    def test_a_long_file_takes_nothing_from_what_the_sheet_says(self, pages: Any) -> None:
        query = read("boussole", "fr")
        scores = ranking.rank([page.pk for page in pages.values()], query)
        assert scores[pages["both"].pk] == scores[pages["own"].pk]

    def test_among_many_a_sheet_with_a_long_file_is_chosen_by_its_title(
        self, engine: str, committed: Committed
    ) -> None:
        parent, story = CollectivityPageFactory(), [("paragraph", f"<p>boussole {'mot ' * 200}</p>")]
        sheets = committed(
            lambda: [
                InitiativePageFactory(parent=parent, title="La boussole" if n < 5 else f"Fiche {n}", body=story)
                for n in range(ranking.WINDOW + 10)
            ]
        )
        document = given(sheets[0], b"x")
        FileText.objects.create(
            document=document, file=document.file.name, state="read", text="un autre texte " * 6_000
        )
        index(InitiativePage.objects.get(pk=sheets[0].pk))
        assert sheets[0].pk in found("boussole")[:5]

    def test_it_is_explained(self, pages: Any) -> None:
        held = explaining.matches([pages["file"].pk], read("boussole", "fr"))
        assert [match.fields for match in held[pages["file"].pk]] == [("files",)]


class TestQueries:
    def many(self, count: int, committed: Committed) -> list[InitiativePage]:
        parent = CollectivityPageFactory()
        pages = committed(lambda: [InitiativePageFactory(parent=parent) for _ in range(count)])
        # As if each had been read: no process is needed.
        for page in pages:
            for number in range(2):
                document = given(page, b"x", f"a{number}.pdf")
                FileText.objects.create(document=document, file=document.file.name, state="read", text=RULES)
        return pages

    def test_indexing_costs_the_same_however_many(self, committed: Committed) -> None:
        def cost(pages: list[InitiativePage]) -> int:
            with CaptureQueriesContext(connection) as context:
                rows = list(InitiativePage.get_indexed_objects().filter(pk__in=[page.pk for page in pages]))
                texts = [documents._text(row) for row in rows]
            assert all("caution" in text.body for text in texts)
            return len(context)

        pages = self.many(6, committed)
        assert cost(pages[:2]) == cost(pages)

    def test_hits_cost_the_same_however_many(self, committed: Committed) -> None:
        def cost(pages: list[InitiativePage]) -> int:
            index(*pages)
            with CaptureQueriesContext(connection) as context:
                shown = hits("caution")
            assert [hit.file for hit in shown] == ["Convention"] * len(pages)
            return len(context)

        pages = self.many(6, committed)
        # The values of filters are remembered.
        hits("caution")
        assert cost(pages[:2]) == cost(pages)
