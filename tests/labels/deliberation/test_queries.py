"""How many queries each screen takes, however many dossiers there are."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import UserFactory
from tests.labels.deliberation.conftest import Room, more_dossiers
from tests.labels.factories import AttendanceFactory, JurorFactory, MentionFactory

MOST = 20
PAGES = {
    "door": "/jury/deliberation/",
    "queue": "/jury/deliberation/dossiers/",
    "dossier": "",
    "decided": "",
    "again": "reprendre/",
    "decisions": "decisions/",
    "section": "rubriques/acces-public/",
}


@pytest.mark.parametrize("who", ["president", "association", "juror"])
@pytest.mark.parametrize("page", PAGES)
def test_each_screen_takes_few_queries_at_any_size(
    room: Room, client_of: Any, decide: Any, page: str, who: str
) -> None:
    MentionFactory(campaign=room.campaign)
    association = UserFactory(association=True)
    user = {"president": room.president.user, "association": association, "juror": room.juror.user}[who]
    if who == "juror" and page in {"again", "door"}:
        pytest.skip("not hers")
    if page in {"decided", "decisions"}:
        decide(association)
    address = PAGES[page] if PAGES[page].startswith("/") else room.address(PAGES[page])
    client = client_of(user)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    count()
    few = count()
    more_dossiers(room, 12)
    for _place in range(5):
        AttendanceFactory(sitting=room.sitting, juror=JurorFactory(campaign=room.campaign))
    assert count() == few
    assert few <= MOST, few
