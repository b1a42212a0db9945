"""The whole way of a reader, from the search to the last mail."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from search.alerts.models import SearchAlert
from tests.pages import text_of
from tests.search.alerts.conftest import ANNE, buttons, link, told

pytestmark = pytest.mark.django_db


def test_ask_confirm_be_told_and_stop(client: Client, ask: Any, publish: Any, run: Any, clock: Any) -> None:
    publish("Une vieille lanterne", days=30)
    page = text_of(client.get("/recherche/", {"q": "lanterne", "etape": "en-service"}))
    assert 'href="/recherche/alerte/?q=lanterne&amp;etape=en-service"' in page
    assert "« lanterne » · En service" in text_of(client.get("/recherche/alerte/?q=lanterne&etape=en-service"))

    response = ask("?q=lanterne&etape=en-service")
    assert response.headers["Location"] == "/recherche/alerte/demandee/"
    assert "confirmez dans les 3 jours" in text_of(client.get(response.headers["Location"]))
    (message,) = mail.outbox
    assert message.to == [ANNE]

    assert run() == "0 mails sent.\n"
    assert buttons(client.get(link("confirmer/"))) == 1
    response = client.post(link("confirmer/"), follow=True)
    assert "L’alerte est confirmée" in response.text
    assert "C’est enregistré" not in response.text

    assert run() == "0 mails sent.\n"
    clock(minutes=5)
    new = publish("Une lanterne neuve")
    publish("Un bus")
    assert run() == "1 mails sent.\n"
    assert told() == ["Une lanterne neuve"]
    message = mail.outbox[-1]
    assert message.to == [ANNE]
    assert message.subject == "Une nouveauté\xa0: «\xa0lanterne\xa0» · En service"
    for part in (message.body, message.alternatives[0].content):
        assert "Le Mené (Côtes-d’Armor)" in part
        assert "Elle éclaire." in part
        assert f"http://testserver{new.url}" in part
        assert "nouvelle fiche" in part

    assert run() == "0 mails sent.\n"
    clock(days=1)
    assert run() == "0 mails sent.\n"
    assert len(mail.outbox) == 2

    stop = message.extra_headers["List-Unsubscribe"]
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    outsider = Client(enforce_csrf_checks=True)
    response = outsider.post(
        stop.removeprefix("<http://testserver").removesuffix(">"), {"List-Unsubscribe": "One-Click"}
    )
    assert response.status_code == 200
    assert not outsider.cookies
    assert not SearchAlert.objects.exists()

    publish("Une lanterne de trop")
    clock(days=1)
    assert run() == "0 mails sent.\n"


def test_in_each_language_the_way_speaks_it(client: Client, ask: Any, publish: Any, run: Any, clock: Any) -> None:
    ask(path="/br/recherche/alerte/")
    assert mail.outbox[-1].subject == "Kadarnait ho kemenn : « lanterne »"
    assert link("confirmer/").startswith("/br/")
    response = client.post(link("confirmer/"), follow=True)
    assert "Kadarnaet eo ar c’hemenn" in response.text
    clock(minutes=5)
    publish()

    assert run() == "1 mails sent.\n"
    message = mail.outbox[-1]
    assert message.subject == "Un dra nevez : « lanterne »"
    html = message.alternatives[0].content
    assert '<html lang="br">' in html
    # Nothing is translated into Breton: the French sheet stands in, and says its language.
    assert '<p lang="fr">' in html
    assert "http://testserver/br/recherche/?q=lanterne&tri=nouveautes" in message.body
