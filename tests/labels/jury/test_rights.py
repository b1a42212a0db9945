"""Every address of ``/jury/``, for every role and state; and the admin, closed to the jury."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from labels.enums import DossierState
from labels.jury.enums import AssignmentState, JurorState, RecusedBy
from labels.models import Assignment, Interest, JournalEntry, Juror
from labels.permissions import user_can_read_dossier
from tests.factories import CollectivityFactory, MembershipFactory, UserFactory
from tests.labels.factories import CLOSES, AssignmentFactory, DossierFactory, InterestFactory, JurorFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rules")]

GET, POST = "get", "post"
ADDRESSES = {
    "jury": GET, "jury_answer": POST, "jury_grid": GET, "jury_presentation": GET, "jury_step_aside": GET,
    "jury_links": GET, "jury_declared": POST, "jury_link_choose": GET, "jury_link_suggestions": GET, "jury_link": GET,
    "jury_recusals": GET, "jury_link_with": GET, "jury_link_hold": POST, "jury_link_dismiss": POST,
    "jury_link_end": POST,
}  # fmt: skip
ELSEWHERE = ("jury_reading", "jury_deliberation", "jury_palmares", "jury_minutes")
"""Those that have tables of their own: tests/labels/reading, deliberation, settling and minutes."""
OUTSIDE = ("nobody", "member", "contributor", "association", "superuser", "declined", "withdrawn")
SECRET = "Elven-la-Secrète"


def names() -> set[str]:
    """But for those that have tables of their own."""
    known = (name for name in get_resolver().reverse_dict if isinstance(name, str))
    return {name for name in known if name.startswith("jury") and not name.startswith(ELSEWHERE)}


def address(name: str, reading: Assignment, link: Interest) -> str:
    arguments: list[Any] = []
    if name == "jury_step_aside":
        arguments = [reading.pk]
    elif name == "jury_link_with":
        arguments = ["communes", CollectivityFactory(code="22046").code]
    elif name in {"jury_link_hold", "jury_link_dismiss", "jury_link_end"}:
        arguments = [link.pk]
    return reverse(name, args=arguments)


@pytest.fixture
def reading(campaign: Any) -> Any:
    return AssignmentFactory(dossier__collectivity__name=SECRET)


@pytest.fixture
def link(reading: Any) -> Any:
    return InterestFactory(juror=reading.juror)


def state() -> Any:
    return [list(rows.order_by("pk").values()) for rows in (
        Assignment.objects, Interest.objects, Juror.objects, JournalEntry.objects,
    )]  # fmt: skip


def person(role: str, reading: Any) -> Any:
    match role:
        case "member":
            return MembershipFactory(collectivity=reading.dossier.collectivity).user
        case "contributor":
            return MembershipFactory(collectivity=reading.dossier.collectivity, role="contributor").user
        case "association":
            return UserFactory(association=True)
        case "superuser":
            return UserFactory(superuser=True)
        case "declined":
            return JurorFactory(state=JurorState.DECLINED).user
        case "withdrawn":
            return JurorFactory(is_withdrawn=True).user
    return UserFactory()


def test_every_address_is_in_the_table() -> None:
    assert names() == set(ADDRESSES)


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_else_opens_any(role: str, reading: Any, link: Any, client_of: Any) -> None:
    client = client_of(person(role, reading))
    before = state()
    for name in ADDRESSES:
        for verb in (GET, POST):
            answer = getattr(client, verb)(address(name, reading, link))
            assert (name, verb, answer.status_code) == (name, verb, 404)
    assert state() == before


def test_the_anonymous_sign_in_first(reading: Any, link: Any) -> None:
    before = state()
    for name in ADDRESSES:
        for verb in (GET, POST):
            answer = getattr(Client(), verb)(address(name, reading, link))
            assert answer.headers["Location"].startswith("/connexion/?next=")
    assert state() == before


def test_a_juror_opens_what_is_hers(reading: Any, link: Any, client_of: Any) -> None:
    client = client_of(reading.juror.user)
    for name, verb in ADDRESSES.items():
        if name == "jury_recusals":
            assert client.get(reverse(name)).status_code == 404
            continue
        if verb == GET:
            answer = client.get(address(name, reading, link))
            assert (name, answer.status_code) == (name, 200)
            assert "no-store" in answer.headers["Cache-Control"]
            assert "noindex" in answer.text or name == "jury_link_suggestions"
        else:
            assert client.get(address(name, reading, link)).status_code == 405


@pytest.mark.parametrize("name", ["jury_step_aside", "jury_link_hold", "jury_link_dismiss", "jury_link_end"])
def test_what_is_another_juror_s_is_not_there(name: str, reading: Any, link: Any, client_of: Any) -> None:
    client, before = client_of(JurorFactory().user), state()
    before = state()
    answer = getattr(client, ADDRESSES[name])(address(name, reading, link), {"note": "Écrasé"})
    assert answer.status_code == 404
    assert client.post(address(name, reading, link), {"note": "Écrasé"}).status_code == 404
    assert state() == before


def test_who_did_not_answer_sees_the_invitation_alone(reading: Any, link: Any, client_of: Any) -> None:
    client = client_of(JurorFactory(is_invited=True).user)
    assert "Vous êtes invité·e au jury" in client.get("/jury/").text
    for name in set(ADDRESSES) - {"jury", "jury_answer"}:
        for verb in (GET, POST):
            answer = getattr(client, verb)(address(name, reading, link))
            assert (name, answer.status_code, answer.headers["Location"]) == (name, 302, "/jury/")


SEES = {
    (AssignmentState.PROPOSED, True): False,
    (AssignmentState.ASSIGNED, True): True,
    (AssignmentState.STARTED, True): True,
    (AssignmentState.DONE, True): True,
    (AssignmentState.ASSIGNED, False): False,
}
"""By the state of the reading, and whether the links were declared: whether the juror sees the dossier."""


@pytest.mark.parametrize(("given", "is_declared"), SEES)
def test_a_dossier_is_seen_once_told_and_declared(
    given: AssignmentState, is_declared: bool, campaign: Any, client_of: Any
) -> None:
    juror = JurorFactory(is_undeclared=not is_declared)
    reading = AssignmentFactory(juror=juror, state=given, dossier__collectivity__name=SECRET)
    client = client_of(juror.user)
    assert (SECRET in client.get("/jury/").text) is SEES[given, is_declared]
    expected = 200 if SEES[given, is_declared] else 404
    assert client.get(reverse("jury_step_aside", args=[reading.pk])).status_code == expected
    assert not user_can_read_dossier(juror.user, reading.dossier)


@pytest.mark.parametrize(
    ("by", "was_told", "is_named"),
    [
        (RecusedBy.PORTAL, True, True),
        (RecusedBy.JUROR, True, True),
        (RecusedBy.PORTAL, False, False),
        (RecusedBy.ASSOCIATION, True, False),
        (RecusedBy.ASSOCIATION, False, False),
    ],
)
def test_after_a_deport_nothing_is_learned(
    by: RecusedBy, was_told: bool, is_named: bool, campaign: Any, client_of: Any
) -> None:
    """What one knew of already is said to have gone; what one did not know of stays unknown."""
    juror = JurorFactory()
    reading = AssignmentFactory(
        juror=juror, state=AssignmentState.RECUSED, recused_by=by, reason="Un contrat en cours.", recused_at=CLOSES,
        told_at=CLOSES if was_told else None, dossier__collectivity__name=SECRET,
    )  # fmt: skip
    client = client_of(juror.user)
    pages = [client.get(reverse(name)).text for name in ("jury", "jury_links", "jury_grid", "jury_presentation")]
    assert (SECRET in pages[0]) is is_named
    assert not any(SECRET in page for page in pages[1:])
    assert client.get(reverse("jury_step_aside", args=[reading.pk])).status_code == 404


def test_a_juror_who_is_no_reader_learns_nothing_of_a_dossier(reading: Any, client_of: Any) -> None:
    client = client_of(JurorFactory(is_president=True).user)
    assert SECRET not in client.get("/jury/").text


def test_who_presides_sees_the_deports_but_of_what_she_may_not_read(campaign: Any, client_of: Any) -> None:
    president = JurorFactory(is_president=True)
    values = {"state": AssignmentState.RECUSED, "recused_by": RecusedBy.PORTAL, "recused_at": CLOSES}
    AssignmentFactory(**values, reason="Un contrat.", dossier__collectivity__name="Mauron")
    linked = AssignmentFactory(**values, reason="Un contrat.", dossier__collectivity__name=SECRET)
    InterestFactory(juror=president, collectivity=linked.dossier.collectivity)
    AssignmentFactory(**values, juror=president, reason="Un ami.", dossier__collectivity__name="Arvieu")
    page = client_of(president.user).get(reverse("jury_recusals")).text
    assert "Mauron" in page
    assert SECRET not in page
    assert "Arvieu" not in page


def test_a_juror_has_nothing_to_do_in_the_admin(reading: Any, client_of: Any) -> None:
    user = reading.juror.user
    assert not user.get_all_permissions()
    client = client_of(user)
    for name in ("wagtailadmin_home", "jury_admin:index", "jury_admin:assignment", "jury_admin:recusals"):
        assert client.get(reverse(name)).status_code == 403


def test_a_member_s_right_stays_a_member_s(campaign: Any, member: Any, client_of: Any) -> None:
    before = member.get_all_permissions()
    JurorFactory(user=member)
    member = type(member).objects.get(pk=member.pk)
    assert member.get_all_permissions() == before
    client = client_of(member)
    assert client.get(reverse("jury_admin:index")).status_code == 403
    assert client.get("/jury/").status_code == 200


def test_a_closed_account_opens_nothing(reading: Any, client_of: Any) -> None:
    client = client_of(reading.juror.user)
    reading.juror.user.is_active = False
    reading.juror.user.save()
    assert client.get("/jury/").status_code == 302


@pytest.mark.parametrize("state", DossierState.decided())
def test_nothing_of_a_decision_is_told(state: DossierState, campaign: Any, client_of: Any) -> None:
    reading = AssignmentFactory(dossier=DossierFactory(state=state))
    assert str(state.label) not in client_of(reading.juror.user).get("/jury/").text
