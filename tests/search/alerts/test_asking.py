"""The form: what it takes, what it refuses, and that it tells nothing of an address."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.alerts.enums import AlertState
from search.alerts.models import LONGEST_QUERY, SearchAlert
from tests.pages import text_of
from tests.search.alerts.conftest import ANNE, FORM, link

pytestmark = pytest.mark.django_db


def test_what_was_accepted_is_kept_with_its_date_and_its_page(client: Client, ask: Any, clock: Any) -> None:
    ask(path="/en/recherche/alerte/", frequency="weekly")
    asked = timezone.now()
    clock(hours=2)
    client.post(link("confirmer/"))
    alert = SearchAlert.objects.get()

    assert (alert.email, alert.query, alert.language, alert.frequency) == (ANNE, "q=lanterne", "en", "weekly")
    assert (alert.requested_at, alert.consented_at) == (asked, timezone.now())
    assert alert.source == "/en/recherche/alerte/"
    assert alert.consent.startswith("I ask to receive an e-mail")
    assert "after 3 days" in alert.consent
    assert alert.consent in client.get("/en/recherche/alerte/").text


@pytest.mark.parametrize(
    "query",
    [
        "?q=lanterne&etape=projet&region=53&region=11&tri=nom&page=3",
        "?region=11&region=53&region=99&etape=projet&q= lanterne&x=1",
    ],
)
def test_one_search_is_one_alert_however_its_address_is_written(ask: Any, commune: Any, query: str) -> None:
    from tests.factories import CollectivityFactory

    CollectivityFactory(is_region=True, code="11", name="Île-de-France")
    ask(query)

    assert SearchAlert.objects.get().query == "q=lanterne&region=11&region=53&etape=projet"


def test_asking_twice_makes_one_alert_and_renews_the_link(ask: Any, clock: Any) -> None:
    ask()
    first = link("confirmer/")
    clock(days=2)
    ask(email=" Anne@Mairie.Example ", frequency="weekly")
    alert = SearchAlert.objects.get()

    assert link("confirmer/") == first
    assert (alert.frequency, alert.requested_at) == ("weekly", timezone.now())
    assert len(mail.outbox) == 2


def test_the_database_holds_one_alert_for_an_address_and_a_search(follow: Any) -> None:
    follow()
    follow(email="yann@mairie.example")
    follow(language="en")
    follow("q=bus")
    with pytest.raises(IntegrityError), transaction.atomic():
        follow(state=AlertState.PENDING, consented_at=None)
    for values in ({"state": AlertState.PENDING}, {"consented_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            follow("q=autre", **values)


def test_the_answer_is_the_same_whether_the_address_is_known(ask: Any, follow: Any) -> None:
    alert = follow()
    known, unknown = ask(frequency="weekly"), ask(email="yann@mairie.example")

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    to_known, to_unknown = mail.outbox
    assert to_known.subject == "Vous suivez déjà cette recherche\xa0: «\xa0lanterne\xa0»"
    assert f"/recherche/alerte/{alert.token}/" in to_known.body
    assert to_unknown.subject == "Confirmez votre alerte\xa0: «\xa0lanterne\xa0»"
    # Who only knows the address changes nothing.
    alert.refresh_from_db()
    assert alert.frequency == "daily"


@pytest.mark.parametrize(
    "email",
    [
        "", "anne", "anne@", "@mairie.example", "anne@mairie.example, yann@mairie.example", "a" * 10_000 + "@x.example",
        "anne@mairie.example\nBcc: tout@le.monde", "anne@mairie.example\r\nSubject: autre", "anne\x00@mairie.example",
        "<script>@mairie.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_beside_its_field(ask: Any, email: str) -> None:
    response = ask(email=email, frequency="weekly")
    text = response.text

    assert response.status_code == 422
    assert 'id="id_email_error"' in text
    assert 'href="#id_email"' in text
    # What was chosen stays.
    assert re.search(r'value="weekly"[^>]* checked', text)
    assert not SearchAlert.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("frequency", ["", "hourly", "x" * 10_000])
def test_a_frequency_that_does_not_exist_is_refused_and_the_address_kept(ask: Any, frequency: str) -> None:
    response = ask(frequency=frequency)

    assert response.status_code == 422
    assert f'value="{ANNE}"' in response.text
    assert not SearchAlert.objects.exists()


def test_a_robot_that_fills_everything_is_thanked_and_ignored(ask: Any) -> None:
    assert ask(site_web="https://pilules.example").status_code == 302
    assert not SearchAlert.objects.exists()
    assert mail.outbox == []


def test_too_long_a_search_is_refused(ask: Any) -> None:
    response = ask(f"?q={'日' * 255}")

    assert response.status_code == 422
    assert "Cette recherche est trop longue" in response.text
    assert not SearchAlert.objects.exists()
    assert ask(f"?q={'é' * 255}").status_code == 302
    assert len(SearchAlert.objects.get().query) <= LONGEST_QUERY


@pytest.mark.parametrize(
    "query", ["?q=%ff%fe", "?q=\x00", f"?q={'a' * 10_000}", "?theme=<b>", "?q=Bcc:%0d%0ax@y.z", ""]
)
def test_no_search_is_an_error_nor_a_header(client: Client, ask: Any, query: str) -> None:
    assert client.get(f"{FORM}{query}").status_code == 200
    assert ask(query).status_code == 302
    message = mail.outbox[-1]

    assert message.to == [ANNE]
    assert message.recipients() == [ANNE]
    assert "\n" not in message.subject
    assert set(message.message().keys()) <= {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID",
    }  # fmt: skip


def test_what_a_reader_types_is_text(client: Client, ask: Any) -> None:
    assert "<b>gras" not in client.get(FORM, {"q": "<b>gras</b>"}).text
    ask("?q=<b>gras</b>")

    assert "<b>" not in mail.outbox[-1].alternatives[0].content
    assert "<b>gras</b>" in mail.outbox[-1].body


def test_mails_to_one_address_are_few_wherever_they_are_asked_from(ask: Any, client: Client) -> None:
    for number in range(3):
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        assert ask(f"?q=mot{number}").status_code == 302
    client.defaults["REMOTE_ADDR"] = "192.0.2.9"
    response = ask(email=ANNE.upper())

    assert response.status_code == 422
    assert "Réessayez dans une heure" in response.text
    assert len(mail.outbox) == 3
    assert ask(email="yann@mairie.example").status_code == 302


def test_many_requests_from_one_place_wait(ask: Any) -> None:
    for number in range(10):
        assert ask(email=f"anne{number}@mairie.example").status_code == 302

    assert ask(email="yann@mairie.example").status_code == 422


def test_reading_the_form_writes_nothing_and_nothing_keeps_it(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(FORM, {"q": "lanterne", "email": ANNE})
        client.head(FORM)

    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert "no-store" in response.headers["Cache-Control"]
    assert 'content="noindex"' in response.text
    assert ANNE not in response.text


def test_a_form_sent_from_another_site_is_refused(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(FORM, {"email": ANNE, "frequency": "daily"})

    assert response.status_code == 403
    assert not SearchAlert.objects.exists()


def test_the_results_lead_to_the_form_even_where_there_is_nothing(client: Client) -> None:
    text = text_of(client.get("/recherche/", {"q": "xylophone", "tri": "nom", "page": "1"}))

    assert 'href="/recherche/alerte/?q=xylophone">M’avertir</a>' in text


@pytest.mark.parametrize("path", [FORM, "/recherche/flux/", "/recherche/tableau/"])
def test_only_initiatives_are_followed(client: Client, ask: Any, path: str) -> None:
    assert client.get(path, {"nature": "actualites"}).status_code == 404
    assert ask("?nature=agenda").status_code == 404
    assert not SearchAlert.objects.exists()
