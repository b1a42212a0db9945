"""Address × role: a reading is its reader's, and nobody else's."""

from typing import Any

import pytest
from django.test import Client

from labels.jury.enums import AssignmentState, InterestKind
from labels.models import Assignment
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import InterestFactory, JurorFactory
from tests.labels.reading.conftest import Bench

PAGES = ("", "avis/", "autres/", "rubriques/acces-public/", "preuves/1/", "fichiers/1/")
POSTS = ("avis/", "autres/", "rubriques/acces-public/", "passer/", "reprendre/")


def _nobody(bench: Bench) -> dict[str, Any]:
    """Everybody but the reader, by what they are."""
    of = bench.dossier.collectivity
    undeclared = JurorFactory(campaign=bench.campaign, is_undeclared=True)
    return {
        "other reader": bench.other.juror.user,
        "juror without the dossier": JurorFactory(campaign=bench.campaign).user,
        "juror who declared nothing": undeclared.user,
        "invited": JurorFactory(campaign=bench.campaign, is_invited=True).user,
        "président·e": JurorFactory(campaign=bench.campaign, is_president=True).user,
        "référent": MembershipFactory(collectivity=of).user,
        "contributor": MembershipFactory(collectivity=of, role="contributor").user,
        "member of another": MembershipFactory().user,
        "association": UserFactory(association=True),
        "technical team": UserFactory(superuser=True),
    }


def test_only_its_reader_opens_a_reading(bench: Bench, client_of: Any) -> None:
    reader = client_of(bench.own.juror.user)
    assert {reader.get(bench.address(page)).status_code for page in PAGES[:4]} <= {200, 302}
    for who, user in _nobody(bench).items():
        client = client_of(user)
        for page in PAGES:
            assert _is_refused(client.get(bench.address(page))), (who, page)
        for page in POSTS:
            assert _is_refused(client.post(bench.address(page), {"note-utilite": "5"})), (who, page)
    assert not hasattr(Assignment.objects.get(pk=bench.own.pk), "review")


def test_the_anonymous_signs_in_first(bench: Bench) -> None:
    for page in PAGES:
        assert Client().get(bench.address(page)).url.startswith("/connexion/"), page
    assert Client().post(bench.section(), {}).url.startswith("/connexion/")


@pytest.mark.parametrize("state", [AssignmentState.PROPOSED, AssignmentState.RECUSED])
def test_a_reading_that_is_not_hers_does_not_exist(bench: Bench, client_of: Any, state: AssignmentState) -> None:
    values = {"recused_by": "portal", "reason": "Un lien.", "recused_at": bench.own.told_at}
    Assignment.objects.filter(pk=bench.own.pk).update(
        state=state, **(values if state == AssignmentState.RECUSED else {"told_at": None})
    )
    assert client_of(bench.own.juror.user).get(bench.section()).status_code == 404


def test_a_link_closes_it_even_before_the_pile_follows(bench: Bench, client_of: Any) -> None:
    InterestFactory(juror=bench.own.juror, collectivity=bench.dossier.collectivity, kind=InterestKind.HOME)
    assert client_of(bench.own.juror.user).get(bench.section()).status_code == 404


def test_of_another_dossier_nothing_is_given(bench: Bench, client_of: Any) -> None:
    reader = client_of(bench.own.juror.user)
    assert reader.get(bench.address("preuves/999/")).status_code == 404
    assert reader.get(bench.address("fichiers/999/")).status_code == 404


def _is_refused(answer: Any) -> bool:
    return answer.status_code in {403, 404} or (
        answer.status_code == 302
        and answer.url.startswith(("/jury/", "/mfa", "/compte"))
        and "lectures" not in answer.url
    )
