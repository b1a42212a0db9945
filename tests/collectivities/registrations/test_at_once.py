"""Two people do something at once: one page, one decision, one référent at least. On PostgreSQL, which lets them."""

from collections.abc import Callable
from typing import Any

from django.core import mail

from collectivities.enums import RegistrationState, Role
from collectivities.models import CollectivityPage, Membership, Registration
from collectivities.registrations import deciding, requesting
from collectivities.team import managing
from home.setup import set_up_portal
from tests.at_once import ON_POSTGRESQL, at_once
from tests.collectivities.registrations.conftest import WANTED
from tests.factories import CollectivityFactory, MembershipFactory, RegistrationFactory, UserFactory

pytestmark = ON_POSTGRESQL


def errors_of(*actions: Callable[[], Any]) -> list[str]:
    """Start them together; the name of the error of each, or nothing."""
    given = at_once(*actions, expected=(deciding.DecidedError, managing.LastReferentError))
    return sorted(type(one).__name__ if isinstance(one, Exception) else "" for one in given)


def test_one_page_one_decision_and_one_referent() -> None:
    """One world for all: what is committed is costly to make again."""
    set_up_portal()
    association = UserFactory(association=True)
    two_people_register_one_commune(association)
    two_editors_decide_on_one_request(association)
    the_person_gives_up_while_the_association_accepts(association)
    the_same_request_arrives_twice()
    two_referents_remove_each_other()


def two_people_register_one_commune(association: Any) -> None:
    commune = CollectivityFactory(code="22214", name="Plouézec")
    rows = [RegistrationFactory(collectivity=commune, email=f"{name}@plouezec.example") for name in ("une", "deux")]
    given = errors_of(*(lambda row=row: deciding.approve(row, Role.REFERENT, association) for row in rows))

    assert given == ["", ""]
    assert CollectivityPage.objects.filter(collectivity=commune).count() == 1
    assert Membership.objects.filter(collectivity=commune).count() == 2


def two_editors_decide_on_one_request(association: Any) -> None:
    row = RegistrationFactory(collectivity__code="22215", email="mairie@plouha.example")
    mail.outbox.clear()
    given = errors_of(
        lambda: deciding.approve(row, Role.REFERENT, association), lambda: deciding.refuse(row, "Non.", association)
    )

    assert given == ["", "DecidedError"]
    row.refresh_from_db()
    assert Membership.objects.filter(user__email=row.email).exists() == row.is_approved
    assert [message.to for message in mail.outbox] == [[row.email]]


def the_person_gives_up_while_the_association_accepts(association: Any) -> None:
    row = RegistrationFactory(collectivity__code="22216", email="mairie@paimpol.example")
    errors_of(lambda: deciding.approve(row, Role.REFERENT, association), lambda: requesting.give_up(row))

    kept = Registration.objects.filter(pk=row.pk, state=RegistrationState.APPROVED).exists()
    assert Membership.objects.filter(user__email=row.email).exists() == kept
    assert Registration.objects.filter(pk=row.pk).exists() == kept


def the_same_request_arrives_twice() -> None:
    commune = CollectivityFactory(code="22217", name="Lézardrieux")
    wanted = {**WANTED, "email": "mairie@lezardrieux.example", "source": "/", "language": "fr"}
    given = errors_of(*[lambda: requesting.request_registration(commune, wanted)] * 4)

    assert given == [""] * 4
    assert Registration.objects.filter(collectivity=commune).count() == 1


def two_referents_remove_each_other() -> None:
    commune = CollectivityFactory(code="22218", name="Pleubian")
    one, other = (MembershipFactory(collectivity=commune, role=Role.REFERENT) for _ in range(2))
    given = errors_of(lambda: managing.remove(one, other.user), lambda: managing.remove(other, one.user))

    assert given == ["", "LastReferentError"]
    assert Membership.objects.filter(collectivity=commune).count() == 1
