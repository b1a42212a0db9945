"""The pages of a dossier are valid HTML, in every state that they have."""

from typing import Any

import pytest

from labels.models import Dossier
from tests.labels.factories import CLOSES, MentionFactory
from tests.labels.writing.conftest import HOME, VOICE, sent
from tests.portal.test_html import problems_of

pytestmark = pytest.mark.django_db


def test_while_it_is_written(member_client: Any, dossier: Dossier, sheets: Any) -> None:
    MentionFactory(campaign=dossier.campaign)
    member_client.post(VOICE, sent(vote="1", preuves=[sheets[0].pk]))
    for address in (HOME, VOICE, f"{HOME}education/", "/espace/communes/22046/dossier/", "/espace/communes/22046/"):
        assert problems_of(member_client.get(address).text) == [], address


def test_when_it_is_refused_or_two_people_wrote(member_client: Any, dossier: Dossier, sheets: Any) -> None:
    member_client.post(VOICE, sent(recit="Le sien.", vote="1"))
    both = member_client.post(
        VOICE, sent(recit="Le mien.", initial_vote="1", vote="9", postes="x", comment="x", preuves=[0])
    )
    assert both.status_code == 409
    assert problems_of(both.text) == []


def test_once_it_is_deposited(member_client: Any, dossier: Dossier, sheets: Any) -> None:
    MentionFactory(campaign=dossier.campaign)
    member_client.post(VOICE, sent(vote="1", preuves=[sheets[0].pk]))
    Dossier.objects.update(state="deposited", deposited_at=CLOSES)
    for address in (HOME, VOICE):
        assert problems_of(member_client.get(address).text) == [], address
