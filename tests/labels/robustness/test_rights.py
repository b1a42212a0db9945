"""Address × role: who is in the room sees the dossiers before her, and nothing of the others."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from labels.jury.enums import AssignmentState
from labels.models import Assignment, Trial
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import CLOSES, InterestFactory, JurorFactory
from tests.labels.robustness.conftest import Room

LIST, RUN = reverse("jury_deliberation_trial"), reverse("jury_deliberation_trial_run")


def _page(dossier: Any) -> str:
    return reverse("jury_deliberation_trial_dossier", args=[dossier.pk])


def _outside(room: Room) -> dict[str, Any]:
    of = room.edge.collectivity
    return {
        "référent": MembershipFactory(collectivity=of).user,
        "contributor": MembershipFactory(collectivity=of, role="contributor").user,
        "member of another": MembershipFactory().user,
        "juror who declared nothing": JurorFactory(campaign=room.campaign, is_undeclared=True).user,
        "invited": JurorFactory(campaign=room.campaign, is_invited=True).user,
        "withdrawn": JurorFactory(campaign=room.campaign, is_withdrawn=True).user,
    }


def test_nobody_from_outside_opens_it(room: Room, client_of: Any) -> None:
    room.tried()
    for who, user in _outside(room).items():
        client = client_of(user)
        for page in (LIST, _page(room.edge)):
            assert client.get(page).status_code == 404, who
        assert client.post(RUN).status_code == 404, who
    assert Trial.objects.count() == 1


def test_the_anonymous_signs_in_first(room: Room) -> None:
    for page in (LIST, _page(room.edge)):
        assert Client().get(page).url.startswith("/connexion/")
    assert Client().post(RUN).url.startswith("/connexion/")
    assert not Trial.objects.exists()


@pytest.mark.parametrize("who", ["first", "president"])
def test_who_sits_sees_all_three(room: Room, client_of: Any, who: str) -> None:
    room.tried()
    client = client_of(getattr(room, who).user)
    page = client.get(LIST)
    assert [row.dossier.pk for row in page.context["overview"].rows][0] == room.edge.pk
    assert len(page.context["overview"].rows) == 3
    assert client.get(_page(room.edge)).status_code == 200


def test_the_association_leads(room: Room, client_of: Any, association: Any) -> None:
    room.tried()
    client = client_of(association)
    assert len(client.get(LIST).context["overview"].rows) == 3
    assert "Relancer" in client.get(LIST).content.decode()
    assert client.get(_page(room.edge)).status_code == 200


def test_a_member_of_the_jury_does_not_run_it_again(room: Room, client_of: Any) -> None:
    client = client_of(room.first.user)
    assert "Mettre le palmarès" not in client.get(LIST).content.decode()
    assert client.post(RUN).status_code == 404
    assert not Trial.objects.exists()


def _with_a_link(room: Room, juror: Any) -> None:
    InterestFactory(juror=juror, collectivity=room.edge.collectivity)


def _recused(room: Room, juror: Any) -> None:
    Assignment.objects.filter(dossier=room.edge, juror=juror).update(
        state=AssignmentState.RECUSED, recused_at=CLOSES, recused_by="juror", reason="Un lien."
    )


@pytest.mark.parametrize("kept", [_with_a_link, _recused])
@pytest.mark.parametrize("who", ["first", "president"])
def test_a_deport_takes_a_dossier_out_of_list_count_and_page(room: Room, client_of: Any, who: str, kept: Any) -> None:
    juror = getattr(room, who)
    room.tried()
    kept(room, juror)
    client = client_of(juror.user)
    for address in (LIST, f"{LIST}?niveaux=fragile", f"{LIST}?epreuve=threshold"):
        page = client.get(address)
        overview = page.context["overview"]
        assert {row.dossier.pk for row in overview.rows} == {room.firm.pk, room.other.pk}
        assert overview.without_score == 0
        assert overview.fragile <= 2
        assert "Elven" not in page.content.decode()
    assert client.get(_page(room.edge)).status_code == 404


def test_the_association_sees_nothing_of_its_own_commune(room: Room, client_of: Any) -> None:
    room.tried()
    user = UserFactory(association=True)
    MembershipFactory(user=user, collectivity=room.edge.collectivity)
    client = client_of(user)
    assert "Elven" not in client.get(LIST).content.decode()
    assert client.get(_page(room.edge)).status_code == 404


def test_a_dossier_that_is_not_deliberated_does_not_exist(room: Room, client_of: Any) -> None:
    room.tried()
    type(room.edge).objects.filter(pk=room.edge.pk).update(state="reading")
    client = client_of(room.president.user)
    assert client.get(_page(room.edge)).status_code == 404
    assert len(client.get(LIST).context["overview"].rows) == 2


def test_names_are_for_who_leads(room: Room, client_of: Any, association: Any) -> None:
    """« Sans la lecture B » of the dossier that Paul reads; her own is hers."""
    room.tried()
    of_juror = client_of(room.first.user).get(_page(room.other)).content.decode()
    assert "Le Bris" not in of_juror
    assert "Sans la lecture A" in of_juror
    own = client_of(room.president.user).get(_page(room.other)).content.decode()
    assert "Sans la lecture A, la vôtre" in own
    assert "Sans la lecture A (Jeanne Le Bris)" in client_of(association).get(_page(room.other)).content.decode()
