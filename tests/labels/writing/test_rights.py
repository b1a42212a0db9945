"""Who writes a dossier, and what is left of who wrote it."""

from typing import Any

import pytest
from django.test import Client

from labels.models import Answer, Dossier
from labels.personal_data import AUTHOR
from portal import personal_data
from tests.labels.factories import CLOSES
from tests.labels.writing.conftest import HOME, VOICE, sent

pytestmark = pytest.mark.django_db
SENT = sent(vote="1")


def test_contributors_and_referents_write(member: Any, colleague: Any, post: Any, dossier: Dossier) -> None:
    assert post(colleague.user, VOICE, **SENT).status_code == 302
    assert Answer.objects.get().author == colleague.user
    assert post(member, VOICE, **sent(initial_vote="1", vote="0")).status_code == 302
    assert Answer.objects.get().author == member


@pytest.mark.parametrize("is_deposited", [False, True])
@pytest.mark.parametrize("address", [VOICE, HOME])
def test_nobody_else_learns_that_it_exists(
    other_member: Any,
    association: Any,
    superuser: Any,
    client_of: Any,
    dossier: Dossier,
    address: str,
    is_deposited: bool,
) -> None:
    """Nor does the association once it is deposited: it reads elsewhere."""
    if is_deposited:
        dossier.state, dossier.deposited_at = "deposited", CLOSES
        dossier.save()
    for user in (other_member, association, superuser):
        assert client_of(user).get(address).status_code == 404
        assert client_of(user).post(address, SENT).status_code == 404
    assert Client().get(address).headers["Location"].startswith("/connexion/")
    assert not Answer.objects.exists()


def test_of_another_commune_the_address_is_its_own(other_member: Any, post: Any, dossier: Dossier) -> None:
    """A form that is sent below another commune finds no dossier there."""
    assert post(other_member, VOICE.replace("22046", "56083"), **SENT).status_code == 404
    assert not Answer.objects.exists()


def test_what_a_person_wrote_is_told_and_outlives_the_account(member: Any, post: Any, dossier: Dossier) -> None:
    post(member, VOICE, **sent(recit="Le cahier des chemins."))
    [answer] = personal_data.held(member)["dossiers"]["answers"]
    assert (answer["dossier__campaign__year"], answer["text"]) == (2027, "Le cahier des chemins.")
    assert AUTHOR.erase is None
    member.delete()
    kept = Answer.objects.get()
    assert (kept.text, kept.author) == ("Le cahier des chemins.", None)
