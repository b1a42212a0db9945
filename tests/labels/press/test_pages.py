"""``/palmares/<millésime>/presse/``: closed until the second of the embargo; the association prints it before."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from labels.models import Campaign
from labels.palmares.settled import published_palmares
from labels.press import views
from labels.press.kit import kit_of
from labels.press.store import kept
from labels.press.tasks import make_documents
from portal.models import PortalSettings
from tests.labels.ceremony.conftest import EMBARGO, MINUTE
from tests.labels.factories import AwardFactory, CampaignFactory

pytestmark = pytest.mark.django_db
PAGE, FRANCE, BRITTANY = "/palmares/2027/presse/", "/palmares/2027/presse/france/", "/palmares/2027/presse/bretagne/"
PRINTED = "/admin/ceremonie/2027/presse/bretagne/"


def taken(client: Client, address: str) -> Any:
    """Asked for twice: the first time has it made, once what asked for it is committed."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        first = client.get(address)
        if first.streaming:
            b"".join(first.streaming_content)
    return client.get(address)


def content(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("address", [PAGE, FRANCE, BRITTANY, "/en/palmares/2027/presse/"])
def test_nothing_is_there_before_its_second(settled: Campaign, client: Client, address: str) -> None:
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        assert taken(client, address).status_code == 404
    with time_machine.travel(EMBARGO, tick=False):
        answer = taken(client, address)
        assert answer.status_code == 200
        if answer.streaming:
            content(answer)


def test_search_engines_learn_of_it_at_that_second(settled: Campaign, client: Client) -> None:
    for moment, is_there in ((EMBARGO - MINUTE, False), (EMBARGO, True)):
        with time_machine.travel(moment, tick=False):
            cache.clear()
            listed = client.get("/sitemap-palmares-1.xml").text
        for address in (PAGE, f"/en{PAGE}", f"/br{PAGE}"):
            assert (f"<loc>http://testserver{address}</loc>" in listed) == is_there


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize("address", [PAGE, FRANCE])
def test_nor_for_anybody_who_is_signed_in(
    address: str, member: Any, association: Any, client_of: Callable[..., Client]
) -> None:
    """The association prints it from the admin: the public address has one answer for all."""
    assert client_of(member).get(address).status_code == 404
    assert client_of(association).get(address).status_code == 404


ENDLESS = "9" * 5_000
"""Figures that Python refuses to read as a number."""


@pytest.mark.parametrize(
    "address",
    [
        "/palmares/2031/presse/",
        "/palmares/x/presse/",
        "/palmares/2027/presse/corse/",
        "/palmares/2027/presse/Bretagne/",
        pytest.param(f"/palmares/{ENDLESS}/presse/", id="endless"),
        pytest.param(f"/palmares/{ENDLESS}/presse/france/", id="endless-file"),
    ],
)
def test_what_is_not_there_is_not_found(settled: Campaign, client: Client, address: str) -> None:
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        assert client.get(address).status_code == 404


@pytest.fixture
def after(settled: Campaign) -> Any:
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        yield


@pytest.mark.usefixtures("after")
class TestPage:
    def test_it_leads_to_all_there_is(self, client: Client) -> None:
        page = client.get(PAGE).content.decode()
        for link in (FRANCE, BRITTANY, "/palmares/2027/tableau/", "/partage/palmares/2027/",
                     "/partage/palmares-niveau/20275/", "/partage/palmares-niveau/20271/"):  # fmt: skip
            assert f'href="{link}' in page, link
        assert "/partage/palmares-niveau/20273/" not in page

    def test_the_palmares_leads_to_it(self, client: Client) -> None:
        assert f'href="{PAGE}"' in client.get("/palmares/2027/").content.decode()

    def test_it_says_whom_to_ask(self, client: Client, home: Any) -> None:
        settings = PortalSettings.for_site(home.get_site())
        settings.contact_email = "presse@villes-internet.example"
        settings.save()
        assert 'href="mailto:presse@villes-internet.example"' in client.get(PAGE).content.decode()

    def test_and_nothing_where_nobody_is_named(self, client: Client) -> None:
        PortalSettings.objects.update(contact_email="")
        assert "mailto:" not in client.get(PAGE).content.decode()

    def test_a_document_is_downloaded(self, client: Client) -> None:
        answer = taken(client, BRITTANY)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="dossier-de-presse-2027-bretagne.pdf"'
        assert content(answer).startswith(b"%PDF")

    def test_one_that_goes_as_it_is_asked_for_is_made_again(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What the kit says changed meanwhile: another file took the place of the one that was there."""
        content(taken(client, BRITTANY))
        really, gone = Path.open, list[Path]()

        def goes(path: Path, *args: Any, **options: Any) -> Any:
            if path.suffix == ".pdf" and not gone:
                path.unlink()
                gone.append(path)
            return really(path, *args, **options)

        monkeypatch.setattr(Path, "open", goes)
        cache.clear()
        assert content(taken(client, BRITTANY)).startswith(b"%PDF")
        assert gone

    def test_the_language_of_the_page_changes_nothing_of_it(self, client: Client) -> None:
        french, english = taken(client, BRITTANY), client.get(f"/en{BRITTANY}")
        assert content(french) == content(english)

    def test_while_it_is_made_one_is_told_to_wait(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[Any, ...]] = []
        task = SimpleNamespace(enqueue=lambda *args, **options: asked.append(args))
        monkeypatch.setattr(views, "make_document", task)
        for _time in range(3):
            answer = client.get(BRITTANY)
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
            assert "Ce document se prépare" in answer.content.decode()
        assert asked == [(2027, "bretagne")]

    def test_all_of_them_are_made_at_once(self) -> None:
        make_documents.call(2027)
        palmares = published_palmares(2027)
        assert palmares
        for territory in ("france", "bretagne"):
            kit = kit_of(palmares, territory, "")
            assert kit
            assert kept(kit)


@pytest.mark.usefixtures("before")
class TestPrinting:
    def test_the_association_prints_it_before(self, association: Any, client_of: Callable[..., Client]) -> None:
        answer = taken(client_of(association), PRINTED)
        expected = 'attachment; filename="dossier-de-presse-2027-bretagne-sous-embargo.pdf"'
        assert answer.headers["Content-Disposition"] == expected
        assert "no-store" in answer.headers["Cache-Control"]
        assert content(answer).startswith(b"%PDF")

    def test_until_it_is_made_she_is_told_to_ask_again(
        self, association: Any, client_of: Callable[..., Client]
    ) -> None:
        client = client_of(association)
        answer = client.get(PRINTED)
        assert answer.headers["Location"] == "/admin/ceremonie/?millesime=2027"
        assert "Le document se prépare" in client.get(answer.headers["Location"]).content.decode()

    def test_nothing_is_made_for_everybody_before(self, settings: Any) -> None:
        make_documents.call(2027)
        assert not (settings.VAR_DIR / "press").exists()


@pytest.mark.parametrize("address", [PAGE, FRANCE])
def test_it_takes_as_many_queries_for_many_as_for_few(settled: Campaign, client: Client, address: str) -> None:
    def asked() -> int:
        content_or_page(taken(client, address))
        with CaptureQueriesContext(connection) as context:
            content_or_page(client.get(f"{address}?x=1"))
        return len(context)

    def content_or_page(answer: Any) -> None:
        assert answer.status_code == 200
        if answer.streaming:
            content(answer)

    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        few = asked()
        for number in range(30):
            AwardFactory(campaign=settled, symbols=number % 6)
        cache.clear()
        client.get("/palmares/")
        assert asked() == few <= 12


def test_where_there_is_a_worker_documents_wait_for_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    from labels import signal_handlers

    asked: list[tuple[Any, int]] = []

    class Deferred:
        supports_defer = True

        @classmethod
        def get_backend(cls) -> type["Deferred"]:
            return cls

        @staticmethod
        def using(run_after: Any) -> Any:
            return type("Task", (), {"enqueue": staticmethod(lambda year: asked.append((run_after, year)))})

    monkeypatch.setattr(signal_handlers, "make_documents", Deferred)
    with time_machine.travel(EMBARGO - MINUTE, tick=False):
        CampaignFactory()
        assert asked == []
        CampaignFactory(year=2028, is_settled=True)
        assert asked == [(EMBARGO, 2028)]
    with time_machine.travel(EMBARGO + MINUTE, tick=False):
        Campaign.objects.get(year=2028).save()
        assert len(asked) == 1
