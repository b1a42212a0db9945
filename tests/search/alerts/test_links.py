"""The pages a mail leads to: nothing changes but by a button, and only for who holds the token."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.alerts.enums import AlertState
from search.alerts.models import SearchAlert
from tests.pages import text_of
from tests.search.alerts.conftest import ANNE, buttons, link

pytestmark = pytest.mark.django_db
PAGES = ("", "confirmer/", "arreter/")


@pytest.fixture
def pending(follow: Any) -> SearchAlert:
    return follow(state=AlertState.PENDING, consented_at=None)


def path(alert: SearchAlert, page: str = "") -> str:
    return f"/recherche/alerte/{alert.token}/{page}"


def rows() -> list[dict[str, Any]]:
    return list(SearchAlert.objects.order_by("pk").values())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("state", ["pending", "active"])
def test_programs_that_open_links_change_nothing(
    client: Client, pending: SearchAlert, follow: Any, page: str, state: str
) -> None:
    alert = pending if state == "pending" else follow("q=bus")
    before = rows()
    client.get(path(alert, page))
    client.head(path(alert, page))
    client.get(path(alert, page), {"geste": "tout", "List-Unsubscribe": "One-Click"})
    client.get(path(alert, page), headers={"Sec-Purpose": "prefetch"})
    client.options(path(alert, page))

    assert rows() == before


def test_the_link_may_be_used_twice(client: Client, pending: SearchAlert, clock: Any) -> None:
    client.post(path(pending, "confirmer/"))
    first = rows()
    clock(hours=1)
    response = client.post(path(pending, "confirmer/"))

    assert response.headers["Location"] == path(pending)
    assert client.get(path(pending, "confirmer/")).headers["Location"] == path(pending)
    assert rows() == first
    assert first[0]["state"] == AlertState.ACTIVE


def test_the_link_works_for_three_days(client: Client, ask: Any, clock: Any) -> None:
    ask()
    clock(days=2, hours=23)
    assert client.get(link("confirmer/")).status_code == 200
    clock(hours=2)

    for response in (client.get(link("confirmer/")), client.post(link("confirmer/"))):
        assert response.status_code == 404
        assert 'href="/recherche/alerte/?q=lanterne">Demander de nouveau' in response.text
    assert not SearchAlert.objects.active().exists()


def test_a_confirmed_alert_never_expires(client: Client, follow: Any, clock: Any) -> None:
    alert = follow()
    clock(days=900)

    assert client.get(path(alert)).status_code == 200


@pytest.mark.parametrize("token", ["x", "a" * 43, "0", "-", "a" * 10_000])
def test_a_false_token_opens_nothing(client: Client, pending: SearchAlert, follow: Any, token: str) -> None:
    follow("q=bus")
    before = rows()
    for page in ("", "confirmer/"):
        for response in (
            client.get(f"/recherche/alerte/{token}/{page}"),
            client.post(f"/recherche/alerte/{token}/{page}", {"geste": "tout"}),
        ):
            assert response.status_code == 404
            assert "Ce lien ne sert plus" in response.text
    for response in (
        client.get(f"/recherche/alerte/{token}/arreter/"),
        client.post(f"/recherche/alerte/{token}/arreter/"),
    ):
        # Whether it was stopped before or never was is nobody's business.
        assert response.status_code == 200
        assert "C’est arrêté" in response.text

    assert rows() == before


def test_what_is_not_confirmed_is_not_managed(client: Client, pending: SearchAlert) -> None:
    assert client.get(path(pending)).status_code == 404
    assert client.post(path(pending), {"geste": "tout"}).status_code == 404
    assert SearchAlert.objects.count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_an_alert_is_kept_listed_or_sets_a_cookie(client: Client, follow: Any, page: str) -> None:
    response = client.get(path(follow(), page), follow=True)

    assert response.headers["Cache-Control"] == "no-store"
    assert 'content="noindex"' in response.text
    assert not client.cookies


class TestStop:
    def test_one_click_needs_neither_page_nor_cookie(self, follow: Any) -> None:
        alert, other = follow(), follow("q=bus")
        outsider = Client(enforce_csrf_checks=True)
        for _twice in range(2):
            response = outsider.post(
                path(alert, "arreter/"), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
            )
            assert response.status_code == 200

        assert list(SearchAlert.objects.all()) == [other]

    def test_as_a_form_in_parts_too(self, follow: Any) -> None:
        alert = follow()
        Client(enforce_csrf_checks=True).post(path(alert, "arreter/"), {"List-Unsubscribe": "One-Click"})

        assert not SearchAlert.objects.exists()

    def test_a_person_finds_one_button(self, client: Client, follow: Any) -> None:
        alert = follow()
        response = client.get(path(alert, "arreter/"))
        page = text_of(response)

        assert buttons(response) == 1
        assert "« lanterne »" in page
        assert f'href="{path(alert)}"' in page

    def test_who_asked_for_nothing_may_refuse_at_once(self, client: Client, pending: SearchAlert) -> None:
        client.post(path(pending, "arreter/"))

        assert not SearchAlert.objects.exists()


class TestManage:
    def test_it_shows_every_alert_of_the_address_and_no_other(
        self, client: Client, follow: Any, pending: SearchAlert
    ) -> None:
        alert = follow("q=bus")
        follow("q=fablab", email="yann@mairie.example")
        follow("", frequency="weekly")
        page = text_of(client.get(path(alert)))

        assert "« bus »" in page
        assert "Toutes les initiatives" in page
        assert "fablab" not in page
        assert "lanterne" not in page
        assert ANNE in page

    def test_the_frequency_changes(self, client: Client, follow: Any) -> None:
        alert, other = follow(), follow("q=bus")
        response = client.post(path(alert), {"alert": other.pk, "frequency": "weekly", "geste": "garder"}, follow=True)

        assert "C’est enregistré." in response.text
        assert [row["frequency"] for row in rows()] == ["daily", "weekly"]

    def test_another_alert_is_stopped(self, client: Client, follow: Any) -> None:
        alert, other = follow(), follow("q=bus")
        response = client.post(path(alert), {"alert": other.pk, "frequency": "daily", "geste": "arreter"})

        assert response.headers["Location"].startswith(path(alert))
        assert list(SearchAlert.objects.all()) == [alert]

    def test_this_very_alert_is_stopped_and_the_others_shown(self, client: Client, follow: Any) -> None:
        alert, other = follow(), follow("q=bus")
        response = client.post(path(alert), {"alert": alert.pk, "frequency": "daily", "geste": "arreter"})

        assert response.headers["Location"].startswith(path(other))
        response = client.post(path(other), {"alert": other.pk, "frequency": "daily", "geste": "arreter"}, follow=True)
        assert "C’est arrêté" in response.text
        assert not SearchAlert.objects.exists()

    def test_everything_of_the_address_is_erased(self, client: Client, follow: Any, pending: SearchAlert) -> None:
        alert = follow("q=bus")
        kept = follow(email="yann@mairie.example")
        response = client.post(path(alert), {"geste": "tout"}, follow=True)

        assert "C’est arrêté" in response.text
        assert list(SearchAlert.objects.all()) == [kept]

    @pytest.mark.parametrize("gesture", ["garder", "arreter"])
    def test_the_alert_of_another_address_is_out_of_reach(self, client: Client, follow: Any, gesture: str) -> None:
        alert, foreign = follow(), follow(email="yann@mairie.example")
        before = rows()
        response = client.post(path(alert), {"alert": foreign.pk, "frequency": "weekly", "geste": gesture})

        assert response.status_code == 422
        assert "Rien n’a changé" in response.text
        assert rows() == before

    @pytest.mark.parametrize(
        "values", [{"frequency": "hourly"}, {"alert": "x"}, {"alert": "9" * 30}, {"alert": ""}, {"frequency": ""}]
    )
    def test_what_makes_no_sense_changes_nothing(self, client: Client, follow: Any, values: dict[str, str]) -> None:
        alert = follow()
        before = rows()

        assert client.post(path(alert), {"alert": alert.pk, "frequency": "weekly", **values}).status_code == 422
        assert rows() == before

    def test_many_alerts_cost_no_query(self, client: Client, follow: Any) -> None:
        def asked() -> int:
            client.get(path(alert))
            with CaptureQueriesContext(connection) as queries:
                client.get(path(alert))
            return len(queries)

        alert = follow()
        one = asked()
        for number in range(20):
            follow(f"q=mot{number}&theme=acces-public")

        assert asked() == one
