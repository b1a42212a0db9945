"""Every address of the space, for every role: a member of another commune, a juror, the anonymous learn nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import Revision

from collectivities.models import CustomImage, Membership
from initiatives.models import Correction, Hour, InitiativePage, Inspiration, Question, Seat
from tests.collectivities.space.conftest import Town
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    HourFactory,
    InitiativePageFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MEMBERS, REFERENTS = "members", "referents"
ADDRESSES = {
    "space_of": ("get", MEMBERS, 200),
    "space_team": ("get", MEMBERS, 200),
    "space_team_leave": ("get", MEMBERS, 200),
    "space_team_invite": ("post", REFERENTS, 422),
    "space_team_remind": ("post", REFERENTS, 302),
    "space_team_role": ("post", REFERENTS, 302),
    "space_team_remove": ("post", REFERENTS, 302),
    "space_sheet_begin": ("get", MEMBERS, 200),
    "space_sheet": ("get", MEMBERS, 200),
    "space_sheet_photo": ("post", MEMBERS, 200),
    "space_sheet_withdraw": ("post", MEMBERS, 302),
    # A public sheet is not thrown away.
    "space_sheet_discard": ("get", MEMBERS, 302),
    "space_still_running": ("get", MEMBERS, 200),
    "space_questions": ("get", MEMBERS, 200),
    "space_question": ("get", MEMBERS, 200),
    "space_question_agree": ("post", MEMBERS, 302),
    "space_inspiration": ("get", MEMBERS, 200),
    "space_correction_done": ("post", MEMBERS, 302),
    "space_hours": ("get", MEMBERS, 200),
    "space_hour_offer": ("get", MEMBERS, 200),
    "space_hour": ("get", MEMBERS, 200),
    "space_hour_edit": ("get", MEMBERS, 200),
    "space_hour_cancel": ("get", MEMBERS, 200),
    "space_hour_give_back": ("post", MEMBERS, 302),
    "space_hour_calendar": ("get", MEMBERS, 200),
    "space_statistics": ("get", MEMBERS, 200),
    "space_statistics_table": ("get", MEMBERS, 200),
    "space_help": ("get", MEMBERS, 200),
}
"""By name: how it is used, who may, and what they get for an empty request."""
ROLES = ("anonymous", "nobody", "association", "superuser", "foreign", "contributor", "referent")


def names() -> set[str]:
    return {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("space_")}


def test_every_address_is_in_the_table() -> None:
    assert names() == set(ADDRESSES)


OF_A_COLLEAGUE = ("space_team_remind", "space_team_role", "space_team_remove")
OF_A_SHEET = ("space_sheet", "space_sheet_photo", "space_sheet_withdraw", "space_sheet_discard")
OF_A_READER = ("space_inspiration", "space_correction_done")
OF_A_QUESTION = ("space_question", "space_question_agree")
ONLY_READ = ("space_hour", "space_hour_calendar")
OF_AN_HOUR = ("space_hour", "space_hour_edit", "space_hour_cancel", "space_hour_calendar")


def address(name: str, town: Town, of: Town | None = None) -> str:
    """An address of a town; ``of`` is the one whose colleague or sheet it names, when that is another."""
    kwargs: dict[str, Any] = {"kind": "communes", "code": town.collectivity.code}
    if name in OF_A_COLLEAGUE:
        kwargs["pk"] = (of or town).contributor.pk
    if name in OF_A_SHEET:
        kwargs["pk"] = sheet_of(of or town).pk
    if name in OF_A_QUESTION:
        kwargs["pk"] = question_of(of or town).pk
    if name in OF_AN_HOUR:
        kwargs["pk"] = hour_of(of or town).pk
    if name == "space_hour_give_back":
        kwargs["pk"] = SeatFactory(asking=(of or town).collectivity).hour_id
    if name == "space_inspiration":
        kwargs["pk"] = inspiration_of(of or town).pk
    if name == "space_correction_done":
        kwargs["pk"] = correction_of(of or town).pk
    return reverse(name, kwargs=kwargs)


def sheet_of(town: Town) -> InitiativePage:
    found: InitiativePage = InitiativePage.objects.child_of(town.page).first() or InitiativePageFactory(
        parent=town.page
    )
    return found


def question_of(town: Town) -> Question:
    """One that a third commune asked."""
    found: Question = Question.objects.create(
        sheet=sheet_of(town), asked=town.collectivity, asking=CollectivityFactory(code="22001", name="Allineuc")
    )
    return found


def inspiration_of(town: Town) -> Inspiration:
    """Of a sheet of a third commune."""
    copy = InitiativePageFactory(parent=CollectivityPageFactory(collectivity__code="22002"))
    found: Inspiration = Inspiration.objects.create(sheet=copy, origin=sheet_of(town))
    return found


def correction_of(town: Town) -> Correction:
    found: Correction = Correction.objects.create(
        sheet=sheet_of(town), text="Le mardi.", state="passed_on", decided_at=timezone.now()
    )
    return found


def hour_of(town: Town) -> Hour:
    """One that a third commune comes to."""
    hour: Hour = HourFactory(collectivity=town.collectivity)
    SeatFactory(hour=hour)
    return hour


def state() -> Any:
    """What the addresses of the space may change."""
    return [
        list(rows.order_by("pk").values())
        for rows in (
            Membership.objects, InitiativePage.objects, Revision.objects, CustomImage.objects, Question.objects,
            Inspiration.objects, Correction.objects, Hour.objects, Seat.objects,
        )
    ]  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ADDRESSES)
def test_the_table(
    name: str,
    role: str,
    mene: Town,
    hennebont: Town,
    client_of: Any,
    superuser: Any,
    association: Any,
) -> None:
    method, who, status = ADDRESSES[name]
    users = {
        "nobody": UserFactory,
        "association": lambda: association,
        "superuser": lambda: superuser,
        "foreign": lambda: hennebont.referent.user,
        "contributor": lambda: mene.contributor.user,
        "referent": lambda: mene.referent.user,
    }
    client = client_of(users[role]()) if role in users else Client()
    asked, before = address(name, mene), state()
    answer = getattr(client, method)(asked)
    if role == "anonymous":
        assert answer.headers["Location"].startswith("/connexion/?next=")
    elif role in {"nobody", "association", "superuser", "foreign"}:
        assert answer.status_code == 404
    elif role == "contributor" and who == REFERENTS:
        assert answer.status_code == 403
    else:
        assert answer.status_code == status
        return
    assert state() == before


@pytest.mark.parametrize(
    "name",
    [
        *OF_A_COLLEAGUE,
        *OF_A_SHEET,
        *OF_A_QUESTION,
        *OF_AN_HOUR,
        "space_inspiration",
        "space_correction_done",
        "space_hour_give_back",
    ],
)
def test_what_is_of_another_commune_is_out_of_reach(
    name: str, mene: Town, hennebont: Town, client_of: Any, post: Any
) -> None:
    asked, before = address(name, mene, of=hennebont), state()
    answer = post(mene.referent.user, asked, role="referent", title="Écrasé")
    assert answer.status_code == 405 if name in ONLY_READ else 404
    assert client_of(mene.referent.user).get(asked).status_code in {404, 405}
    assert state() == before


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_no_verb_opens_it_to_others(
    name: str, method: str, mene: Town, hennebont: Town, client_of: Any, association: Any
) -> None:
    asked, before = address(name, mene), state()
    for user in (UserFactory(), association, hennebont.referent.user):
        assert getattr(client_of(user), method)(asked).status_code == 404
    assert getattr(Client(), method)(asked).headers["Location"].startswith("/connexion/?next=")
    assert state() == before


@pytest.mark.parametrize("name", [name for name, (method, *_rest) in ADDRESSES.items() if method == "post"])
def test_what_changes_something_takes_no_get(name: str, mene: Town, client_of: Any) -> None:
    assert client_of(mene.referent.user).get(address(name, mene)).status_code == 405


def test_a_right_taken_away_is_so_at_once_in_an_open_session(mene: Town, client_of: Any) -> None:
    client = client_of(mene.contributor.user)
    home = address("space_of", mene)
    assert client.get(home).status_code == 200
    mene.contributor.delete()
    assert client.get(home).status_code == 404
    assert client.get(f"/admin/pages/{mene.page.pk}/edit/").status_code in {302, 403}


def test_a_closed_account_opens_nothing(mene: Town, client_of: Any) -> None:
    client = client_of(mene.referent.user)
    mene.referent.user.is_active = False
    mene.referent.user.save()
    assert client.get(address("space_of", mene)).status_code == 302
