"""What a member has to do, in order, with one button each."""

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.collectivities.space.conftest import HOME, Town
from tests.factories import InitiativePageFactory, MembershipFactory, UserFactory, theme

pytestmark = pytest.mark.django_db
OLD = datetime.date(2020, 1, 1)


def opened(client_of: Any, town: Town) -> str:
    return client_of(town.referent.user).get(HOME).text.replace("\xa0", " ")


def todo(page: str) -> list[str]:
    part = page.partition('<ul class="todo')[2].partition("</ul>")[0]
    return re.findall(r"<strong>(.+?)</strong>", part)


def test_a_new_commune_is_told_where_to_begin(mene: Town, client_of: Any) -> None:
    page = opened(client_of, mene)
    assert todo(page) == ["Présenter une première initiative", "Présenter votre collectivité", "Protéger votre compte"]
    assert "Cinq minutes suffisent" in page
    assert 'href="/espace/communes/22046/initiatives/nouvelle/"' in page


def test_what_is_urgent_comes_first(mene: Town, client_of: Any) -> None:
    of_it = {"parent": mene.page, "themes": [theme()]}
    today = timezone.localdate()
    InitiativePageFactory(title="Le brouillon", live=False, confirmed_on=None, **of_it)
    InitiativePageFactory(title="La vieille", confirmed_on=OLD, **of_it)
    changed = InitiativePageFactory(title="La changée", confirmed_on=today, **of_it)
    changed.title = "La changée"
    changed.save_revision()
    InitiativePageFactory(title="La fraîche", confirmed_on=today, **of_it)
    titles = todo(opened(client_of, mene))
    assert titles[:3] == [
        "« La vieille » est-elle toujours en service ?",
        "Soumettre ce que vous avez changé dans « La changée »",
        "Terminer « Le brouillon »",
    ]
    assert not any("fraîche" in title for title in titles)


def test_what_the_association_asks_comes_before_all_in_its_words(mene: Town, client_of: Any, association: Any) -> None:
    InitiativePageFactory(parent=mene.page, title="La vieille", confirmed_on=OLD)
    sheet = InitiativePageFactory(parent=mene.page, title="Le bus", live=False, confirmed_on=None)
    sheet.save_revision(user=mene.referent.user)
    state = sheet.get_workflow().start(sheet, mene.referent.user)
    task = state.current_task_state
    task.task.specific.on_action(task, association, "reject", comment="Combien cela coûte-t-il ?")
    page = opened(client_of, mene)
    assert todo(page)[0] == "Reprendre « Le bus »"
    assert "Combien cela coûte-t-il ?" in page


def test_yes_it_still_runs_and_one_is_back(mene: Town, client_of: Any) -> None:
    sheet = InitiativePageFactory(parent=mene.page, title="La vieille", confirmed_on=OLD)
    client = client_of(mene.referent.user)
    address = re.search(r'action="([^"]+confirmer/[^"]*)"', client.get(HOME).text)[1]
    answer = client.post(address, follow=True)
    assert answer.redirect_chain[-1][0] == HOME
    assert "est confirmée pour un an" in answer.text
    sheet.refresh_from_db()
    assert sheet.confirmed_on == timezone.localdate()
    assert "toujours en service ?" not in answer.text.replace("\xa0", " ")


def test_who_is_alone_is_advised_to_invite(mene: Town, client_of: Any) -> None:
    mene.contributor.delete()
    assert "Inviter un·e collègue" in todo(opened(client_of, mene))


def test_of_many_things_to_do_some_are_shown(mene: Town, client_of: Any) -> None:
    for number in range(8):
        InitiativePageFactory(parent=mene.page, title=f"Vieille {number}", confirmed_on=OLD)
    assert sum("toujours en service" in title for title in todo(opened(client_of, mene))) == 5


def test_sheets_of_the_other_communes_of_the_person_stay_there(mene: Town, hennebont: Town, client_of: Any) -> None:
    MembershipFactory(user=mene.referent.user, collectivity=hennebont.collectivity)
    InitiativePageFactory(parent=hennebont.page, title="Le bateau", confirmed_on=OLD)
    page = opened(client_of, mene)
    assert "Le bateau" not in page
    assert 'href="/espace/communes/56083/"' in page
    assert "Le bateau" in client_of(mene.referent.user).get("/espace/communes/56083/").text


def test_the_entrance_leads_to_the_one_open_last(mene: Town, hennebont: Town, client_of: Any) -> None:
    MembershipFactory(user=mene.referent.user, collectivity=hennebont.collectivity)
    client = client_of(mene.referent.user)
    client.get("/espace/communes/56083/")
    assert client.get("/espace/").headers["Location"] == "/espace/communes/56083/"
    client.get(HOME)
    assert client.get("/espace/").headers["Location"] == HOME


def test_who_is_of_no_team_learns_how_to_join_one(client_of: Any) -> None:
    page = client_of(UserFactory()).get("/espace/").text
    assert 'href="/inscription/"' in page


def test_it_is_kept_by_no_cache_and_leads_the_anonymous_to_sign_in(mene: Town, client_of: Any) -> None:
    assert "no-store" in client_of(mene.referent.user).get(HOME).headers["Cache-Control"]
    assert Client().get(HOME).headers["Location"] == f"/connexion/?next={HOME}"


@pytest.mark.parametrize("address", ["/espace/communes/99999/", "/espace/regions/22046/", "/espace/villes/22046/"])
def test_what_does_not_exist_is_not_found(mene: Town, client_of: Any, address: str) -> None:
    assert client_of(mene.referent.user).get(address).status_code == 404


@pytest.mark.parametrize("language", ["en", "br"])
def test_it_speaks_the_languages_of_the_portal(mene: Town, client_of: Any, language: str) -> None:
    page = client_of(mene.referent.user).get(f"/{language}{HOME}").text
    assert "Il vous reste" not in page


def test_fifteen_queries_whatever_the_history(mene: Town, client_of: Any) -> None:
    client = client_of(mene.referent.user)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        return len(queries)

    InitiativePageFactory(parent=mene.page, confirmed_on=OLD, themes=[theme()])
    client.get(HOME)
    few = count()
    for number in range(30):
        InitiativePageFactory(parent=mene.page, confirmed_on=OLD, live=bool(number % 2), themes=[theme()])
    assert count() <= 15
    assert few <= 15
