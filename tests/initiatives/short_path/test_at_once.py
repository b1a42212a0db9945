"""Two people press at the same moment. On PostgreSQL, which lets them."""

from typing import Any

from home.setup import set_up_portal
from initiatives.models import InitiativePage
from tests.at_once import ON_POSTGRESQL, at_once
from tests.factories import CollectivityPageFactory
from tests.initiatives.short_path.conftest import NEW, Writer, address_of, latest, member

pytestmark = ON_POSTGRESQL


def test_nothing_is_lost_and_nothing_is_made_twice(client_of: Any) -> None:
    """One world for all: what is committed is costly to make again."""
    set_up_portal()
    mene = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    one, other = (member(mene, name) for name in ("Maryvonne", "Yann"))
    page = two_presses_make_one_sheet(client_of(one), client_of(one))
    two_saves_keep_both(page, client_of(one), client_of(other))


def two_presses_make_one_sheet(*clients: Any) -> InitiativePage:
    first = Writer(clients[0], NEW).open().type(title="Le bus")
    second = Writer(clients[1], NEW, dict(first.fields))
    answers = at_once(first.save, second.save)
    page: InitiativePage = InitiativePage.objects.get()
    assert [answer.json()["address"] for answer in answers] == [address_of(page)] * 2
    return page


def two_saves_keep_both(page: InitiativePage, *clients: Any) -> None:
    first, second = (Writer(client, address_of(page)).open() for client in clients)
    answers = at_once(lambda: first.save(staff_time="Une agente"), lambda: second.save(results="Plus de monde"))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (latest(page).staff_time, latest(page).results) == ("Une agente", "<p>Plus de monde</p>")
