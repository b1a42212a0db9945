"""The whole story of a commune, in French, by keyboard, with the mails that are really sent: it registers, presents an
initiative on a telephone, is asked, answers, is published, found, asked by another, taken up; it gives an
hour; a year passes.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from home.setup import set_up_portal
from initiatives.models import InitiativePage
from tests.browser.conftest import SLOW
from tests.browser.keyboard import no_violation, press
from tests.browser.mailbox import Mailbox
from tests.browser.story.exchanging import (
    COPY,
    OTHER,
    answer_by_mail,
    ask_a_question,
    both_sheets_show_it,
    make_it_public,
    say_what_inspired,
    thank,
)
from tests.browser.story.meeting import offer_an_hour, take_a_place
from tests.browser.story.one_year_later import a_year_later
from tests.browser.story.presenting import (
    HOME,
    TITLE,
    answer_the_association,
    answer_the_questions,
    approve,
    ask,
    name_it,
    send_it,
)
from tests.browser.story.registering import (
    ADDRESS,
    a_list_leads_on_without_javascript,
    accept,
    choose_a_password,
    choose_as_one_types,
    confirm,
    say_who_one_is,
)
from tests.factories import (
    CollectivityFactory,
    CollectivityPageFactory,
    InitiativePageFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def world(db: None, settings: Any) -> Any:
    settings.PORTAL_ANSWERS_ADDRESS = "reponses@portail.example"
    set_up_portal()
    CollectivityFactory(code="22214", name="Plouézec")
    CollectivityFactory(code="22215", name="Plouézoc’h")
    return UserFactory(association=True, first_name="Camille", email="camille@association.example")


def test_the_story_of_a_commune(
    world: Any, open_page: Any, context_of: Any, browser: Any, mailbox: Mailbox, live_server: Any
) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    without = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    a_list_leads_on_without_javascript(open_page("/inscription/", context=without))

    page = open_page("/communes/22214-plouezec/", width=360)
    page.set_default_timeout(SLOW)
    press(page, "Inscrire ma commune")
    expect(page).to_have_url(re.compile("/inscription/communes/22214/$"))
    press(page, "Changer de collectivité")
    no_violation(page)
    choose_as_one_types(page)
    say_who_one_is(page)
    confirm(page, mailbox)
    accept(open_page("/connexion/"), world)
    choose_a_password(page, mailbox)

    page.goto(f"{live_server.url}{HOME}")
    press(page, "Commencer : Présenter une première initiative")
    no_violation(page)
    name_it(page)
    answer_the_questions(page)
    send_it(page)
    association = context_of(world, 1280)
    ask(open_page("/admin/", context=association))
    answer_the_association(page, mailbox.link_to(ADDRESS, HOME))
    assert "Huit, et on attend." in mailbox.text_to(world.email)
    approve(open_page("/admin/", context=association))
    assert "en ligne" in mailbox.text_to(ADDRESS)

    other = open_page("/recherche/?q=caravane", context=context_of(neighbour()))
    press(other, TITLE)
    ask_a_question(other)
    answer_by_mail(other, mailbox)
    make_it_public(page, mailbox.link_to(ADDRESS, f"{HOME}messages/"))
    say_what_inspired(other, f"{live_server.url}{InitiativePage.objects.get(title=TITLE).url}")
    thank(page, mailbox)
    both_sheets_show_it(other, live_server.url)
    offer_an_hour(page, live_server.url)
    take_a_place(other, live_server.url, mailbox)

    a_year_later(open_page("/", width=360), mailbox)


def neighbour() -> Any:
    """Another commune, which has done the same since."""
    arvieu = CollectivityPageFactory(collectivity__code="12011", collectivity__name="Arvieu")
    sheet = InitiativePageFactory(parent=arvieu, title=COPY)
    sheet.save_revision().publish()
    return MembershipFactory(collectivity=arvieu.collectivity, user__email=OTHER).user
