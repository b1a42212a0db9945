"""A reader who follows a search, and what happens on the portal meanwhile."""

import datetime
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from initiatives.models import InitiativePage
from search.alerts.models import SearchAlert
from tests.factories import CollectivityPageFactory, InitiativePageFactory, theme
from tests.search.indexing import index

ANNE = "anne@mairie.example"
FORM = "/recherche/alerte/"
# A Monday morning, in winter.
NOW = datetime.datetime(2027, 1, 11, 7, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """It is ``NOW`` until the clock is moved on; Wagtail and Django ask the same clock."""
    hand = {"now": NOW}
    monkeypatch.setattr("django.utils.timezone.now", lambda: hand["now"])

    def move(**time: float) -> None:
        hand["now"] += datetime.timedelta(**time)

    return move


@pytest.fixture
def commune(db: None) -> Any:
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def publish(commune: Any) -> Callable[..., InitiativePage]:
    """Publish a sheet now, unless it was ``days`` ago."""

    def make(title: str = "Une lanterne", days: float = 0, **values: Any) -> InitiativePage:
        moment = timezone.now() - datetime.timedelta(days=days)
        defaults = {"first_published_at": moment, "confirmed_on": None, "summary": "Elle éclaire."}
        page = InitiativePageFactory(parent=commune, title=title, themes=[theme()], **{**defaults, **values})
        index(page)
        return page

    return make


@pytest.fixture
def confirm_sheet() -> Callable[[InitiativePage], None]:
    """The commune says today that a sheet is still true."""

    def confirm(page: InitiativePage) -> None:
        page.confirm()
        index(InitiativePage.objects.get(pk=page.pk))

    return confirm


@pytest.fixture
def follow(db: None) -> Callable[..., SearchAlert]:
    """An alert that is confirmed already, since this moment."""

    def make(query: str = "q=lanterne", **values: Any) -> SearchAlert:
        defaults = {"email": ANNE, "language": "fr", "frequency": "daily", "state": "active", "consent": "Oui"}
        defaults |= {"source": FORM, "consented_at": timezone.now(), "requested_at": timezone.now()}
        return SearchAlert.objects.create(query=query, **{**defaults, **values})

    return make


@pytest.fixture
def ask(client: Client, django_capture_on_commit_callbacks: Callable) -> Callable[..., Any]:
    """Send the form; the mail leaves as it does once all is committed."""

    def send(query: str = "?q=lanterne", path: str = FORM, **values: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"{path}{query}", {"email": ANNE, "frequency": "daily", **values})

    return send


@pytest.fixture
def run(django_capture_on_commit_callbacks: Callable) -> Callable[..., str]:
    """``manage.py send_alerts``; what it says."""

    def send(*arguments: str) -> str:
        out = io.StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("send_alerts", *arguments, stdout=out)
        return out.getvalue()

    return send


def link(name: str, message: Any = None) -> str:
    """The path of the page of this name in a mail, the last one unless it is given."""
    found = re.search(rf"http://testserver(\S*/recherche/alerte/[\w-]+/{name})\s", (message or mail.outbox[-1]).body)
    assert found
    return found[1]


def buttons(response: Any) -> int:
    """How many there are in the page itself."""
    return int(response.text.partition("<main")[2].partition("</main>")[0].count("<button"))


def told() -> list[str]:
    """The titles of the last mail, in its order."""
    html = mail.outbox[-1].alternatives[0].content
    return re.findall(r"<strong>([^<]*)</strong></a>", html)
