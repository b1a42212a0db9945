"""A dossier written by keyboard: whatever happens to the page, nothing that was answered is lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import BrowserContext, Page, expect

from collectivities.models import Collectivity
from home.setup import set_up_portal
from labels.enums import QuestionKind
from labels.models import Answer, Dossier, Evidence
from portal.models import User
from tests.browser.keyboard import no_violation, press, reach
from tests.browser.sessions import session_of
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory
from tests.labels.factories import CampaignFactory, QuestionFactory, QuestionnaireFactory, SectionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HOME = "/espace/communes/22046/dossier/"
STORY = "Racontez une idée qui a abouti"


@pytest.fixture
def world(db: None) -> dict[str, User]:
    set_up_portal()
    page = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")
    InitiativePageFactory(parent=page, title="Le cahier des chemins")
    questionnaire = QuestionnaireFactory(campaign=CampaignFactory(is_open_now=True))
    voice = SectionFactory(questionnaire=questionnaire, code="expression", title="Expression citoyenne", sort_order=1)
    QuestionFactory(section=voice, code="vote", text="Les habitants votent-ils ?")
    QuestionFactory(section=voice, code="postes", text="Combien de postes ?", is_number=True)
    QuestionFactory(section=voice, code="recit", text=STORY, is_text=True)
    QuestionFactory(section=voice, code="preuves", text="Quelles initiatives ?", for_evidence=True)
    school = SectionFactory(questionnaire=questionnaire, code="education", title="Éducation", sort_order=2)
    QuestionFactory(section=school, code="ecole", text="L’école est-elle reliée ?")
    QuestionFactory(
        section=school, code="pages", text="Relisez-vous vos pages ?", kind=QuestionKind.SCALE, required=False,
        choices=[("jamais", "Jamais", 0), ("parfois", "De temps en temps", 30), ("souvent", "Régulièrement", 70),
                 ("toujours", "Toujours, c’est une habitude", 100)],
    )  # fmt: skip
    return {
        "maryvonne": MembershipFactory(collectivity=page.collectivity, user__first_name="Maryvonne").user,
        "yann": MembershipFactory(collectivity=page.collectivity, user__first_name="Yann").user,
    }


def test_nothing_answered_is_lost(world: Any, open_page: Any, context_of: Any, browser: Any, live_server: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    context = context_of(world["maryvonne"])
    page = open_page(HOME, context=context)
    a_dossier_is_begun_and_written_by_keyboard(page)
    a_lost_connection(page, context)
    a_page_closed_before_it_was_saved(page, context)
    an_ended_session(page, context, session_of(world["maryvonne"], live_server.url))
    a_colleague_at_the_same_time(
        page, open_page(page.url.removeprefix(live_server.url), context=context_of(world["yann"]))
    )
    buttons_lead_on(page)
    without_a_script(f"{live_server.url}{HOME}2027/expression/", world["maryvonne"], browser, live_server.url)


def story(page: Page) -> Any:
    return page.get_by_label(STORY)


def saved(page: Page) -> None:
    expect(page.locator("[data-status].done")).to_have_text(re.compile("Enregistré à"))


def eventually(page: Page, holds: Callable[[], bool]) -> None:
    """Within ten seconds, while the page goes on."""
    for _tenth in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def answer(code: str) -> Any:
    return Answer.objects.get(question__code=code)


def a_dossier_is_begun_and_written_by_keyboard(page: Page) -> None:
    no_violation(page)
    press(page, "Commencer le dossier", role="button")
    expect(page).to_have_url(re.compile(r"/dossier/2027/$"))
    no_violation(page)
    press(page, re.compile("^Continuer"))
    expect(page).to_have_url(re.compile(r"/dossier/2027/expression/$"))
    reach(page, page.get_by_role("radio", name="Oui"))
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("12,5")
    page.keyboard.press("Tab")
    page.keyboard.type("Le cahier des chemins.")
    page.keyboard.press("Tab")
    expect(page.get_by_text("22 signes sur 1200")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("navigation", name="Rubriques du dossier").get_by_text("4 réponses sur 4")).to_be_visible()
    expect(page.get_by_text("Encore 1 réponse.")).to_be_visible()
    expect(page.get_by_text("Cette rubrique : 35 sur 40 points.")).to_be_visible()
    saved(page)
    no_violation(page)
    assert (answer("vote").number, str(answer("postes").number)) == (1, "12.50")
    assert Evidence.objects.get().title == "Le cahier des chemins"


def a_lost_connection(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    story(page).fill("Le cahier, deux.")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    no_violation(page)
    context.set_offline(False)
    expect(page.get_by_text("La connexion est coupée")).to_be_hidden()
    saved(page)
    assert answer("recit").text == "Le cahier, deux."


def a_page_closed_before_it_was_saved(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    story(page).fill("Le cahier, trois.")
    page.get_by_role("radio", name="Non").check()
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    address = page.url
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    expect(story(page)).to_have_value("Le cahier, trois.")
    expect(page.get_by_role("radio", name="Non")).to_be_checked()
    saved(page)
    assert (answer("recit").text, answer("vote").number) == ("Le cahier, trois.", 0)


def an_ended_session(page: Page, context: BrowserContext, session: Any) -> None:
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    story(page).fill("Le cahier, quatre.")
    expect(page.get_by_text("Votre session a pris fin")).to_be_visible()
    no_violation(page)
    context.add_cookies([session])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Votre session a pris fin")).to_be_hidden()
    saved(page)
    assert answer("recit").text == "Le cahier, quatre."


def a_colleague_at_the_same_time(page: Page, other: Page) -> None:
    story(other).fill("Celui de Yann.")
    other.keyboard.press("Tab")
    saved(other)
    story(page).fill("Celui de Maryvonne.")
    page.get_by_label("Combien de postes ?").fill("7")
    expect(page.get_by_text("Écrit entre-temps par Yann")).to_be_visible()
    no_violation(page)
    # It leaves a second after it was typed.
    eventually(page, lambda: answer("postes").number == 7)
    assert answer("recit").text == "Celui de Yann."
    other.get_by_role("radio", name="Oui").check()
    expect(other.get_by_text("Écrit entre-temps par Maryvonne")).to_be_visible()
    expect(other.get_by_label("Combien de postes ?")).to_have_value("7")
    expect(page.locator("[data-status]:not(.done)")).to_have_text(re.compile("Enregistré à .+, sauf"))
    page.get_by_role("button", name="Garder le mien").click()
    expect(page.get_by_role("button", name="Garder le mien")).to_have_count(0)
    expect(page.get_by_role("radio", name="Oui")).to_be_checked()
    saved(page)
    assert (answer("recit").text, answer("vote").number) == ("Celui de Maryvonne.", 1)


def buttons_lead_on(page: Page) -> None:
    story(page).fill("Le dernier mot.")
    page.get_by_role("button", name="Éducation").click()
    expect(page).to_have_url(re.compile(r"/dossier/2027/education/$"))
    assert answer("recit").text == "Le dernier mot."
    words_are_whole(page)
    page.get_by_role("radio", name="Oui").check()
    expect(page.get_by_text("Toutes les réponses demandées sont là.")).to_be_visible()
    page.get_by_role("button", name="Enregistrer et quitter").click()
    expect(page).to_have_url(re.compile(r"/espace/communes/22046/$"))


def words_are_whole(page: Page) -> None:
    """One that does not hold on its line would be cut anywhere."""
    size = page.viewport_size
    word = page.get_by_text("Régulièrement")
    for width in (360, 560, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert word.evaluate(LINES) == 1, width
    page.set_viewport_size(size)


LINES = """word => { const text = document.createRange(); text.selectNodeContents(word);
return new Set([...text.getClientRects()].map(line => line.top)).size; }"""


def without_a_script(address: str, user: User, browser: Any, url: str) -> None:
    """The session ends, the button is pressed: what was sent is there after signing in."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="fr-FR")
    context.add_cookies([session_of(user, url)])
    page = context.new_page()
    page.goto(address)
    story(page).fill("Sans script.")
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_label("Adresse électronique").fill(user.email)
    page.get_by_label("Mot de passe").fill("un mot de passe long")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(story(page)).to_have_value("Sans script.")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    assert answer("recit").text == "Sans script."
    assert Dossier.objects.filter(collectivity=Collectivity.objects.get(code="22046", kind="commune")).count() == 1
    context.close()
