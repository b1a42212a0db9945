"""« Nous nous en sommes inspirés »."""

from typing import Any

import pytest
from django.core import mail

from initiatives.models import InitiativePage, Inspiration
from tests.factories import InitiativePageFactory, UserFactory
from tests.initiatives.conftest import Neighbour

pytestmark = pytest.mark.django_db


def address(of: Neighbour) -> str:
    return f"/nous-nous-en-sommes-inspires/{of.sheet.pk}/"


def reply(town: Neighbour, inspiration: Inspiration) -> str:
    return f"{town.space}reprises/{inspiration.pk}/"


@pytest.fixture
def declared(arvieu: Neighbour, mauron: Neighbour, post: Any) -> Inspiration:
    assert post(arvieu.user, address(mauron), sheet=arvieu.sheet.pk).status_code == 302
    inspiration: Inspiration = Inspiration.objects.get()
    return inspiration


def test_both_sheets_show_it_at_once_and_the_origin_is_told(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, client: Any, client_of: Any
) -> None:
    for sheet, other in ((arvieu.sheet, mauron.sheet), (mauron.sheet, arvieu.sheet)):
        tree = client.get(sheet.url).text.partition('class="tree')[2].partition("</section>")[0]
        assert f'href="{other.url}"' in tree
    [message] = mail.outbox
    assert message.to == [mauron.user.email]
    assert "La caravane d’Arvieu" in message.body
    assert reply(mauron, declared) in message.body
    assert "s’est inspirée de" in client_of(mauron.user).get(mauron.space).text
    assert declared.declared_by == arvieu.user


def test_another_origin_is_not_put_in_the_place_of_the_first(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    other = Neighbour(mauron.collectivity, mauron.page, mauron.user, InitiativePageFactory(parent=mauron.page))
    answer = post(arvieu.user, address(other), sheet=arvieu.sheet.pk)
    assert answer.status_code == 422
    assert "dit déjà s’inspirer de" in answer.text
    assert Inspiration.objects.get().origin_id == mauron.sheet.pk


def test_what_is_being_written_is_not_taken_back_by_publishing(arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    arvieu.sheet.summary = "En cours d’écriture."
    arvieu.sheet.save_revision()
    post(arvieu.user, address(mauron), sheet=arvieu.sheet.pk)
    InitiativePage.objects.get(pk=arvieu.sheet.pk).latest_revision.publish()
    kept = InitiativePage.objects.get(pk=arvieu.sheet.pk)
    assert (kept.inspired_by_id, kept.summary) == (mauron.sheet.pk, "En cours d’écriture.")
    assert Inspiration.objects.count() == 1


def test_pressed_twice_it_is_told_once(declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    post(arvieu.user, address(mauron), sheet=arvieu.sheet.pk)
    assert (Inspiration.objects.count(), len(mail.outbox)) == (1, 1)


def test_thanks_reach_the_other_team(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any
) -> None:
    answer = post(mauron.user, reply(mauron, declared), gesture="remercier", reply="Bravo !")
    assert answer.status_code == 302
    assert mail.outbox[-1].to == [arvieu.user.email]
    assert "Bravo" in mail.outbox[-1].body
    declared.refresh_from_db()
    assert (declared.state, declared.replied_by) == ("thanked", mauron.user)
    page = client_of(mauron.user).get(reply(mauron, declared)).text
    assert "Remerciée" in page
    assert "<textarea" not in page
    assert "s’est inspirée de" not in client_of(mauron.user).get(mauron.space).text
    # It is answered once.
    post(mauron.user, reply(mauron, declared), gesture="contester", reply="Non.")
    declared.refresh_from_db()
    assert declared.state == "thanked"


def test_what_is_contested_is_shown_no_more_and_all_are_told_why(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, association: Any, client: Any, post: Any
) -> None:
    mail.outbox.clear()
    assert post(mauron.user, reply(mauron, declared), gesture="contester").status_code == 422
    post(mauron.user, reply(mauron, declared), gesture="contester", reply="Ils l’avaient avant nous.")
    assert sorted(message.to[0] for message in mail.outbox) == sorted([arvieu.user.email, association.email])
    assert all("Ils l’avaient avant nous." in message.body for message in mail.outbox)
    arvieu.sheet.refresh_from_db()
    assert arvieu.sheet.inspired_by is None
    assert 'class="tree' not in client.get(mauron.sheet.url).text
    # Who was contested does not say it again.
    assert post(arvieu.user, address(mauron), sheet=arvieu.sheet.pk).status_code == 422
    # The association may put it back: the origin is asked again.
    arvieu.sheet.inspired_by = mauron.sheet
    mail.outbox.clear()
    arvieu.sheet.save_revision().publish()
    assert Inspiration.objects.get().state == "declared"


def test_a_draft_is_told_of_when_it_is_public(
    arvieu: Neighbour, mauron: Neighbour, post: Any, django_capture_on_commit_callbacks: Any
) -> None:
    draft = InitiativePageFactory(parent=arvieu.page, live=False, title="La future")
    draft.save_revision()
    post(arvieu.user, address(mauron), sheet=draft.pk)
    assert not Inspiration.objects.exists()
    assert not mail.outbox
    with django_capture_on_commit_callbacks(execute=True):
        InitiativePage.objects.get(pk=draft.pk).latest_revision.publish()
    assert [message.to for message in mail.outbox] == [[mauron.user.email]]
    assert Inspiration.objects.get().sheet_id == draft.pk


def test_an_origin_that_is_taken_away_in_the_editor_is_forgotten(declared: Inspiration, arvieu: Neighbour) -> None:
    sheet = InitiativePage.objects.get(pk=arvieu.sheet.pk)
    sheet.inspired_by = None
    sheet.save_revision().publish()
    assert not Inspiration.objects.exists()


def test_a_new_sheet_says_where_it_comes_from(arvieu: Neighbour, mauron: Neighbour, client_of: Any, post: Any) -> None:
    page = client_of(arvieu.user).get(address(mauron)).text
    begin = f"{arvieu.space}initiatives/nouvelle/"
    assert f'href="{begin}?inspiree_de={mauron.sheet.pk}"' in page
    form = client_of(arvieu.user).get(f"{begin}?inspiree_de={mauron.sheet.pk}").text
    assert "Inspirée de" in form
    post(arvieu.user, begin, title="Notre bus", stage="project", inspiree_de=mauron.sheet.pk)
    assert InitiativePage.objects.get(title="Notre bus").get_latest_revision_as_object().inspired_by == mauron.sheet


@pytest.mark.parametrize("key", ["", "faux", "999999", "9" * 40, "own", "draft"])
def test_a_false_origin_is_none(key: str, arvieu: Neighbour, mauron: Neighbour, post: Any) -> None:
    if key == "own":
        key = str(arvieu.sheet.pk)
    if key == "draft":
        mauron.sheet.unpublish()
        key = str(mauron.sheet.pk)
    post(arvieu.user, f"{arvieu.space}initiatives/nouvelle/", title="Notre bus", stage="project", inspiree_de=key)
    assert InitiativePage.objects.get(title="Notre bus").inspired_by is None


def test_a_family_does_not_turn_in_circles(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, post: Any
) -> None:
    answer = post(mauron.user, address(arvieu), sheet=mauron.sheet.pk)
    assert answer.status_code == 422
    assert "s’inspire déjà de la vôtre" in answer.text
    mauron.sheet.refresh_from_db()
    assert mauron.sheet.inspired_by is None


def test_nobody_speaks_for_another_commune(
    declared: Inspiration, arvieu: Neighbour, mauron: Neighbour, other_member: Any, association: Any, client: Any,
    client_of: Any, post: Any,
) -> None:  # fmt: skip
    assert client.get(address(mauron)).headers["Location"].startswith("/connexion/")
    foreign = InitiativePageFactory(parent=other_member.page)
    for user, sheet in ((other_member, arvieu.sheet), (arvieu.user, foreign), (mauron.user, mauron.sheet)):
        assert post(user, address(mauron), sheet=sheet.pk).status_code in {200, 422}
    foreign.refresh_from_db()
    assert foreign.inspired_by is None
    for user in (arvieu.user, other_member, association, UserFactory()):
        for town in (mauron, arvieu):
            assert post(user, reply(town, declared), gesture="contester", reply="Non.").status_code == 404
    declared.refresh_from_db()
    assert declared.state == "declared"
    assert "Rejoignez l’équipe" in client_of(UserFactory()).get(address(mauron)).text
