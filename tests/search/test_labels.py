"""The facet « Label »: what documents say of the label of their collectivité, and how they follow it."""

import datetime
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from collectivities.signals import territories_changed
from labels.signals import awards_changed
from search import documents, labels, tasks
from search.facade import SearchPage, search
from search.models import Change, Document
from search.request import SearchRequest
from tests.factories import ArticlePageFactory, CollectivityFactory, CollectivityPageFactory, InitiativePageFactory
from tests.labels.factories import AwardFactory, CampaignFactory
from tests.search.indexing import index
from tests.search.test_facade import counts, request

pytestmark = pytest.mark.django_db
SECOND = datetime.timedelta(seconds=1)


def sheet(code: str, title: str) -> Page:
    return InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code=code), title=f"{title} lanterne")


@pytest.fixture
def sheets() -> dict[str, Page]:
    """Of communes labelled now, before, only what merged into it, and never."""
    found = {
        name: sheet(code, name)
        for code, name in (("22046", "Cinq"), ("56083", "Mention"), ("22050", "Deja"), ("22162", "Reunie"),
                           ("29019", "Jamais"))
    }  # fmt: skip
    awards = (("Deja", 2006, 4), ("Cinq", 2006, 2), ("Cinq", 2007, 5), ("Mention", 2007, 0))
    for name, year, symbols in awards:
        AwardFactory(collectivity=found[name].collectivity, campaign__year=year, symbols=symbols)
    AwardFactory(collectivity=found["Reunie"].collectivity, entity_code="22999", entity_name="Langourla")
    return found


def indexed(things: dict[str, Page]) -> None:
    documents.write_collectivities()
    # Feeds Elasticsearch with the collectivités too.
    index(*things.values())


def found(**parameters: Any) -> SearchPage:
    return search(request(q="lanterne", **parameters))


def held(page: Page) -> str:
    return Document.objects.get(pk=page.pk).label


class TestFacet:
    pytestmark = pytest.mark.usefixtures("engine")

    def test_it_counts_the_sheets_of_labelled_communes(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        assert counts(found(), "label") == {"cinq": 1, "mention": 1, "deja": 2, "jamais": 1}

    def test_it_counts_collectivites(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        listed = search(request(nature="collectivites", departement="22"))
        assert counts(listed, "label") == {"cinq": 1, "mention": 1, "deja": 2, "jamais": 2}

    @pytest.mark.parametrize("value", ["cinq", "mention", "jamais"])
    def test_it_narrows(self, sheets: dict[str, Page], value: str) -> None:
        indexed(sheets)
        assert [hit.page.pk for hit in found(label=value).hits] == [sheets[value.capitalize()].pk]

    def test_its_values_add_up(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        both = found(label=["cinq", "deja"])
        assert both.total == 3
        assert counts(both, "label") == {"cinq": 1, "mention": 1, "deja": 2, "jamais": 1}

    def test_it_says_the_year_and_goes_from_the_highest_to_the_lowest(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        facet = next(one for one in found().facets if one.facet.name == "label")
        assert [value.label for value in facet.values] == [
            "Cinq arobases en 2007", "Mention en 2007", "Déjà labellisée", "Jamais labellisée",
        ]  # fmt: skip

    def test_before_any_palmares_there_is_no_such_facet(self) -> None:
        index(sheet("22046", "Une"))
        assert counts(found(), "label") == {}
        assert found(label="jamais").ignored == ("jamais",)


def test_what_is_of_no_collectivite_says_nothing() -> None:
    AwardFactory()
    article = ArticlePageFactory()
    index(article)
    assert held(article) == ""


@pytest.mark.parametrize("count", [1, 8])
def test_documents_are_written_with_as_many_queries(count: int) -> None:
    communes = [CollectivityFactory() for _number in range(count)]
    for commune in communes:
        AwardFactory(collectivity=commune)
    labels.labels_of([commune.pk for commune in communes])
    with CaptureQueriesContext(connection) as context:
        labels.labels_of([commune.pk for commune in communes])
    assert len(context) == 2


class TestEmbargo:
    @pytest.fixture
    def campaign(self, sheets: dict[str, Page]) -> Any:
        campaign = CampaignFactory(year=2027, is_settled=True)
        AwardFactory(collectivity=sheets["Jamais"].collectivity, campaign=campaign, symbols=4)
        AwardFactory(collectivity=sheets["Cinq"].collectivity, campaign=campaign, symbols=3)
        return campaign

    def test_no_document_holds_a_level_before(self, sheets: dict[str, Page], campaign: Any) -> None:
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            indexed(sheets)
            labels.follow()
            result = found()
        assert not Document.objects.filter(label__startswith="2027").exists()
        assert counts(result, "label") == {"cinq": 1, "mention": 1, "deja": 2, "jamais": 1}
        assert held(sheets["Jamais"]) == "never"

    def test_from_its_second_on_no_earlier_level_is_told(self, sheets: dict[str, Page], campaign: Any) -> None:
        """Before the documents follow, a level of the palmarès before is counted nowhere."""
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            indexed(sheets)
            found()
        with time_machine.travel(campaign.embargo_until, tick=False):
            assert counts(found(), "label") == {"deja": 2, "jamais": 1}
            assert found(label="cinq").total == 0
            assert labels.follow() > 0
            assert counts(search(SearchRequest(query="lanterne", is_exact=True)), "label") == {
                "quatre": 1, "trois": 1, "deja": 3,
            }  # fmt: skip

    def test_the_page_of_results_turns_too(
        self, client: Any, sheets: dict[str, Page], campaign: Any, settings: Any
    ) -> None:
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        # Numbers of factories come in names and addresses too.
        year_of = "Label </span>{}"
        indexed(sheets)
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            before = client.get("/recherche/", {"q": "lanterne"}).text
        with time_machine.travel(campaign.embargo_until, tick=False):
            after = client.get("/recherche/", {"q": "lanterne"}).text
        assert 'aria-label="Cinq arobases"' in before
        assert year_of.format(2007) in before
        assert year_of.format(2027) not in before
        assert year_of.format(2027) in after
        assert 'aria-label="Trois arobases"' in after
        assert 'aria-label="Cinq arobases"' not in after

    def test_so_does_one_without_hits(self, client: Any, sheets: dict[str, Page], campaign: Any, settings: Any) -> None:
        settings.PORTAL_PAGE_CACHE_SECONDS = 600
        indexed(sheets)
        asked = {"q": "lanterne", "label": "quatre"}
        with time_machine.travel(campaign.embargo_until - SECOND, tick=False):
            assert "Quatre arobases en 2007" in client.get("/recherche/", asked).text
        with time_machine.travel(campaign.embargo_until, tick=False):
            assert "Quatre arobases en 2027" in client.get("/recherche/", asked).text


class TestFollowing:
    def test_it_changes_what_differs_and_nothing_else(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        versions = dict(Document.objects.values_list("pk", "version"))
        Document.objects.filter(pk=sheets["Cinq"].pk).update(label="2006-2")
        Document.objects.filter(pk=sheets["Jamais"].pk).update(label="former")
        assert labels.follow() == 2
        assert (held(sheets["Cinq"]), held(sheets["Jamais"])) == ("2007-5", "never")
        changed = {pk for pk, version in Document.objects.values_list("pk", "version") if version != versions[pk]}
        assert changed == {sheets["Cinq"].pk, sheets["Jamais"].pk}
        assert labels.follow() == 0

    def test_documents_of_before_the_facet_are_filled(self, sheets: dict[str, Page]) -> None:
        indexed(sheets)
        right = dict(Document.objects.values_list("pk", "label"))
        Document.objects.update(label="")
        labels.follow()
        assert dict(Document.objects.values_list("pk", "label")) == right

    def test_one_that_was_stopped_goes_on(self, sheets: dict[str, Page], monkeypatch: pytest.MonkeyPatch) -> None:
        indexed(sheets)
        right = dict(Document.objects.values_list("pk", "label"))
        Document.objects.filter(collectivity_id__isnull=False).update(label="2006-1")
        written, write = [], labels._write

        def stopped(*arguments: Any) -> int:
            if written:
                raise KeyboardInterrupt
            written.append(arguments)
            return write(*arguments)

        monkeypatch.setattr(labels, "_write", stopped)
        with pytest.raises(KeyboardInterrupt):
            labels.follow()
        monkeypatch.setattr(labels, "_write", write)
        labels.follow()
        assert dict(Document.objects.values_list("pk", "label")) == right

    def test_elasticsearch_is_told(self, sheets: dict[str, Page], settings: Any, monkeypatch: Any) -> None:
        indexed(sheets)
        Document.objects.filter(pk=sheets["Cinq"].pk).update(label="")
        settings.ELASTICSEARCH_URL = "http://localhost:1"
        monkeypatch.setattr(tasks, "feed_elasticsearch", type("Task", (), {"enqueue": staticmethod(lambda: None)}))
        labels.follow()
        assert [change.document for change in Change.objects.all()] == [sheets["Cinq"].pk]

    @pytest.mark.parametrize("count", [2, 8])
    def test_it_costs_the_same_with_few_communes_and_with_many(self, count: int) -> None:
        things = {str(number): sheet(f"2900{number}", "Une") for number in range(count)}
        for page in things.values():
            AwardFactory(collectivity=page.collectivity)
        indexed(things)
        Document.objects.update(label="")
        with CaptureQueriesContext(connection) as context:
            labels.follow()
        assert len(context) <= 16

    def test_the_command_says_how_many(self, sheets: dict[str, Page], capsys: Any) -> None:
        indexed(sheets)
        Document.objects.filter(pk=sheets["Cinq"].pk).update(label="")
        call_command("follow_labels")
        assert capsys.readouterr().out == "1 documents changed.\n"


class TestWhen:
    """Each thing that changes a label has the documents follow, once it is committed."""

    def test_an_award_is_corrected_or_taken_away(self, sheets: dict[str, Page], committed: Any) -> None:
        indexed(sheets)
        award = sheets["Cinq"].collectivity.awards.get(campaign__year=2007)
        award.level = award.campaign.levels.get(symbols=3)
        committed(award.save)
        assert held(sheets["Cinq"]) == "2007-3"
        committed(award.delete)
        assert held(sheets["Cinq"]) == "former"

    def test_one_that_nobody_reads_yet_changes_nothing(
        self, sheets: dict[str, Page], committed: Any, monkeypatch: Any
    ) -> None:
        called: list[Any] = []
        monkeypatch.setattr(labels, "follow", lambda: called.append(1))
        campaign = CampaignFactory(year=2027)
        committed(lambda: AwardFactory(collectivity=sheets["Cinq"].collectivity, campaign=campaign))
        assert not called

    def test_a_palmares_becomes_public_as_it_is_settled(self, sheets: dict[str, Page], committed: Any) -> None:
        campaign = CampaignFactory(year=2027)
        AwardFactory(collectivity=sheets["Jamais"].collectivity, campaign=campaign, symbols=4)
        with time_machine.travel(campaign.embargo_until + SECOND, tick=False):
            indexed(sheets)
            campaign.settled_at = campaign.embargo_until
            committed(lambda: campaign.save(update_fields=["settled_at"]))
            assert (held(sheets["Jamais"]), held(sheets["Cinq"])) == ("2027-4", "former")

    @pytest.mark.parametrize(
        ("signal", "values"), [(awards_changed, {}), (territories_changed, {"keys": []})], ids=["import", "merger"]
    )
    def test_many_change_at_once(
        self, sheets: dict[str, Page], committed: Any, signal: Any, values: dict[str, Any]
    ) -> None:
        indexed(sheets)
        Document.objects.filter(pk=sheets["Cinq"].pk).update(label="")
        committed(lambda: signal.send(sender=None, **values))
        assert held(sheets["Cinq"]) == "2007-5"
