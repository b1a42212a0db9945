"""Where hours are read: the public list, sheets, the space; and what that costs."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from initiatives.hours.wording import near_moment
from initiatives.models import Hour
from tests.factories import CollectivityFactory, HourFactory, InitiativePageFactory, SeatFactory, theme
from tests.initiatives.conftest import Neighbour
from tests.initiatives.hours.conftest import in_space

pytestmark = pytest.mark.django_db


def test_the_list_is_in_order_and_says_what_is_full(mauron: Neighbour, client: Any) -> None:
    now = timezone.now()
    later = HourFactory(collectivity=mauron.collectivity, starts_at=now + datetime.timedelta(days=30))
    soon = HourFactory(collectivity=mauron.collectivity, starts_at=now + datetime.timedelta(days=3), places=3)
    SeatFactory(hour=later)
    SeatFactory(hour=soon)
    page = client.get("/une-heure-avec/").text
    assert page.index(soon.subject) < page.index(later.subject)
    assert "2 places libres" in page.replace("\xa0", " ")
    assert "Complet" in page


@pytest.mark.parametrize(("prefix", "words"), [("", "Aucune heure"), ("/en", "No hour"), ("/br", "Eurvezh ebet")])
def test_an_empty_list_says_what_it_is_for(prefix: str, words: str, db: None, client: Any) -> None:
    page = client.get(f"{prefix}/une-heure-avec/").text
    assert words in page
    assert f"{prefix}/espace/" in page


def test_a_sheet_that_is_not_public_is_not_named(mauron: Neighbour, client: Any) -> None:
    HourFactory(collectivity=mauron.collectivity, sheet=mauron.sheet)
    assert mauron.sheet.title in client.get("/une-heure-avec/").text
    mauron.sheet.unpublish()
    cache.clear()
    page = client.get("/une-heure-avec/")
    assert mauron.sheet.title not in page.text
    assert len(page.context["page_obj"]) == 1


def test_the_hours_of_a_theme(mauron: Neighbour, arvieu: Neighbour) -> None:
    themed = InitiativePageFactory(parent=mauron.page, themes=[theme()])
    draft = InitiativePageFactory(parent=mauron.page, themes=[theme()], live=False)
    hours = [HourFactory(sheet=sheet) for sheet in (themed, draft, arvieu.sheet, None)]
    for language in ("fr", "br"):
        assert list(Hour.objects.coming().about(theme(language=language))) == hours[:1]


def test_a_list_kept_by_the_cache_drops_what_has_begun(settings: Any, mauron: Neighbour, client: Any) -> None:
    settings.PORTAL_PAGE_CACHE_SECONDS = 600
    HourFactory(collectivity=mauron.collectivity, starts_at=timezone.now() + datetime.timedelta(seconds=90))
    request = client.get("/une-heure-avec/").wsgi_request
    assert request.page_cache_until - timezone.now() < datetime.timedelta(seconds=91)


class TestToDo:
    def test_both_read_it_two_days_before_and_not_sooner(
        self, arvieu: Neighbour, mauron: Neighbour, client_of: Any
    ) -> None:
        hour = HourFactory(collectivity=mauron.collectivity, is_tomorrow=True)
        SeatFactory(hour=hour, asking=arvieu.collectivity)
        far = HourFactory(collectivity=mauron.collectivity)
        SeatFactory(hour=far, asking=arvieu.collectivity)
        for town, other in ((arvieu, "Mauron"), (mauron, "Arvieu")):
            page = client_of(town.user).get(town.space).text
            assert f"Une heure avec {other}" in page
            assert in_space(town, hour) in page
            assert in_space(town, far) not in page

    def test_of_an_hour_nobody_comes_to_nothing_is_to_do(self, mauron: Neighbour, client_of: Any) -> None:
        hour = HourFactory(collectivity=mauron.collectivity, is_tomorrow=True)
        assert in_space(mauron, hour) not in client_of(mauron.user).get(mauron.space).text

    def test_a_near_day_has_a_name(self) -> None:
        noon = timezone.localtime().replace(hour=12, minute=0)
        words = [near_moment(noon + datetime.timedelta(days=days)) for days in range(3)]
        assert [one.split(" ")[0] for one in words] == ["aujourd’hui", "demain", "après-demain"]


def test_pages_cost_the_same_with_many(arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any) -> None:
    mine = client_of(mauron.user)
    hour = HourFactory(collectivity=mauron.collectivity, sheet=mauron.sheet, is_tomorrow=True, places=10)
    SeatFactory(hour=hour, asking=arvieu.collectivity)
    pages = [
        (client, "/une-heure-avec/"), (client, mauron.sheet.url), (mine, mauron.space), (mine, in_space(mauron)),
        (mine, in_space(mauron, hour)), (client_of(arvieu.user), f"/une-heure-avec/{hour.pk}/"),
    ]  # fmt: skip

    def cost(reader: Any, path: str) -> tuple[int, int]:
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                assert reader.get(path).status_code == 200
            counts.append(len(queries))
        return counts[0], counts[1]

    def costs() -> list[tuple[int, int]]:
        cache.clear()
        return [cost(*page) for page in pages]

    # The first visit of a session costs more.
    costs()
    few = costs()
    for number in range(25):
        more = HourFactory(
            collectivity=mauron.collectivity if number % 2 else CollectivityFactory(),
            sheet=mauron.sheet,
            starts_at=hour.starts_at + datetime.timedelta(minutes=number),
        )
        SeatFactory(hour=more)
    for _ in range(8):
        SeatFactory(hour=hour)
    assert costs() == few
    assert few[0][1] <= 12
    assert few[2][1] <= 15


def test_the_space_of_who_has_no_hour_asks_nothing_more(mauron: Neighbour, client_of: Any) -> None:
    client = client_of(mauron.user)
    client.get(mauron.space)
    with CaptureQueriesContext(connection) as queries:
        client.get(mauron.space)
    assert not [query for query in queries if "initiatives_hour" in query["sql"]]


@pytest.mark.parametrize("changes", [{"places": 0}, {"places": 11}, {"reason": "Sans être annulée"}])
def test_the_database_refuses_what_is_no_hour(changes: dict[str, Any], db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        HourFactory(**changes)


@pytest.mark.parametrize("same", ["number", "asking"])
def test_the_database_refuses_a_place_twice(same: str, db: None) -> None:
    seat = SeatFactory(hour__places=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatFactory(hour=seat.hour, **{same: getattr(seat, same)})
