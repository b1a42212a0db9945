"""A sheet presented in five questions: by keyboard on a telephone's width, and whatever happens to the page."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.test import Client
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from home.setup import set_up_portal
from initiatives.models import InitiativePage
from portal.models import User
from tests.browser.keyboard import no_violation, press, reach
from tests.browser.mailbox import Mailbox, mail_server
from tests.factories import CollectivityPageFactory, MembershipFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HOME = "/espace/communes/22046/"
SLOW = 60_000
TITLE = "La caravane des écrans"
SIZE = (4_000, 3_000)


@pytest.fixture
def mailbox(settings: Any, live_server: Any) -> Iterator[Mailbox]:
    settings.PUBLIC_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    with mail_server(settings) as box:
        yield box


@pytest.fixture
def world(db: None) -> dict[str, User]:
    cache.clear()
    set_up_portal()
    commune = CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené").collectivity
    return {
        "maryvonne": MembershipFactory(collectivity=commune, user__first_name="Maryvonne").user,
        "yann": MembershipFactory(collectivity=commune, user__first_name="Yann").user,
        "camille": UserFactory(association=True, email="camille@association.example"),
    }


@pytest.fixture
def context_of(browser: Any, live_server: Any) -> Callable[..., BrowserContext]:
    """A browser where somebody is signed in; the fixture that opens pages closes it."""

    def made(user: User, width: int = 360) -> BrowserContext:
        context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800}, locale="fr-FR", reduced_motion="reduce"
        )
        context.set_default_timeout(SLOW)
        context.add_cookies([session_of(user, live_server.url)])
        return context

    return made


def session_of(user: User, url: str) -> Any:
    client = Client()
    client.force_login(user)
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": url}


def draft() -> Any:
    return InitiativePage.objects.get().get_latest_revision_as_object()


def saved(page: Page) -> None:
    """The browser forgets what it kept once all of it is on the server."""
    page.wait_for_function("() => !localStorage.length")
    expect(page.locator("[data-status]")).to_have_text(re.compile("^Enregistré à"))


def photograph() -> bytes:
    """As a telephone held upright gives it: lying down, and heavy."""
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise(SIZE, 90).convert("RGB").save(stream, "JPEG", exif=exif, quality=90)
    return stream.getvalue()


def test_a_first_sheet(world: Any, open_page: Any, context_of: Any, mailbox: Mailbox) -> None:
    page = open_page(HOME, context=context_of(world["maryvonne"]))
    press(page, "Commencer : Présenter une première initiative")
    no_violation(page)
    name_it(page)
    answer_the_questions(page)
    send_it(page)
    ask(open_page("/admin/", context=context_of(world["camille"], 1280)))
    answer_the_association(page, mailbox.link_to(world["maryvonne"].email, HOME))
    assert "Huit, et on attend." in mailbox.text_to("camille@association.example")
    approve(open_page("/admin/", context=context_of(world["camille"], 1280)))
    assert "en ligne" in mailbox.text_to(world["yann"].email)
    page.goto(page.url.partition("/espace/")[0] + "/recherche/?q=caravane")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def name_it(page: Page) -> None:
    reach(page, page.get_by_label("Comment s’appelle-t-elle ?"))
    page.keyboard.type(TITLE)
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile(r"/initiatives/\d+/$"))
    saved(page)
    expect(page.locator("#pourquoi")).to_have_text("Il manque encore : le résumé, un thème.")
    expect(page.get_by_role("button", name="Soumettre à la relecture")).to_have_attribute("aria-disabled", "true")
    no_violation(page)


def answer_the_questions(page: Page) -> None:
    page.keyboard.type("Une caravane et six tablettes font le tour des hameaux.")
    reach(page, page.get_by_role("checkbox", name="Accès public"))
    page.keyboard.press("Space")
    reach(page, page.get_by_label("Le récit"))
    page.keyboard.type("Elle s’arrête le jeudi.")
    page.get_by_label("Une photo").set_input_files(
        {"name": "IMG_2041.JPG", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    expect(page.locator("[data-shot] img")).to_be_visible()
    reach(page, page.get_by_label("Coût par an ensuite"))
    page.keyboard.type("beaucoup")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Écrivez le montant en chiffres")).to_be_visible()
    no_violation(page)
    reach(page, page.get_by_label("Coût par an ensuite"))
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("3 000 €")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Écrivez le montant en chiffres")).to_have_count(0)
    saved(page)
    kept = draft()
    assert (kept.cost_yearly, kept.body[0].value.source) == (3_000, "<p>Elle s’arrête le jeudi.</p>")
    # Upright, and made lighter before it left.
    assert (kept.image.width, kept.image.height) == (1_536, 2_048)
    assert kept.image.collectivity.code == "22046"


def send_it(page: Page) -> None:
    reach(page, page.get_by_role("button", name="Soumettre à la relecture"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{HOME}$"))
    expect(page.get_by_text("est partie à l’association")).to_be_visible()
    expect(page.get_by_text("En relecture")).to_be_visible()
    no_violation(page)
    page.go_back()
    expect(page.get_by_text("Cette page est en relecture")).to_be_visible()
    no_violation(page)


def ask(page: Page) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_label("Votre message").fill("Combien de places ?")
    page.get_by_role("button", name="Demander une reprise").click()
    expect(page.get_by_text("est rendue à ses auteurs")).to_be_visible()


def answer_the_association(page: Page, link: str) -> None:
    page.goto(link)
    expect(page.get_by_text("Combien de places ?")).to_be_visible()
    reach(page, page.get_by_label("Ce que cela a changé"))
    page.keyboard.type("Huit places, toutes prises.")
    reach(page, page.get_by_label(re.compile("^Votre réponse à l’association")))
    page.keyboard.type("Huit, et on attend.")
    no_violation(page)
    reach(page, page.get_by_role("button", name="Soumettre à la relecture"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{HOME}$"))


def approve(page: Page) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_text("Huit, et on attend.")).to_be_visible()
    page.get_by_role("button", name="Approuver et publier").click()
    expect(page.get_by_text("est en ligne")).to_be_visible()


def test_nothing_typed_is_lost(world: Any, open_page: Any, context_of: Any, browser: Any, live_server: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    context = context_of(world["maryvonne"])
    page = open_page(f"{HOME}initiatives/nouvelle/", context=context)
    a_button_pressed_twice_makes_one_sheet(page)
    a_lost_connection(page, context)
    a_page_closed_before_it_was_saved(page, context)
    an_ended_session(page, context, session_of(world["maryvonne"], live_server.url))
    a_colleague_at_the_same_time(
        page, open_page(page.url.removeprefix(live_server.url), context=context_of(world["yann"]))
    )
    without_a_script(page.url, world["maryvonne"], browser, live_server.url)


def a_button_pressed_twice_makes_one_sheet(page: Page) -> None:
    page.get_by_label("Comment s’appelle-t-elle ?").fill(TITLE)
    button = page.get_by_role("button", name="Soumettre à la relecture")
    button.evaluate("button => { button.click(); button.click(); }")
    expect(page).to_have_url(re.compile(r"/initiatives/\d+/$"))
    saved(page)
    assert InitiativePage.objects.count() == 1


def a_lost_connection(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_label("Moyens humains").fill("Une agente")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    no_violation(page)
    context.set_offline(False)
    expect(page.get_by_text("La connexion est coupée")).to_be_hidden()
    saved(page)
    assert draft().staff_time == "Une agente"


def a_page_closed_before_it_was_saved(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.get_by_label("Moyens humains").fill("Deux agentes")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    address = page.url
    page.goto("about:blank")
    context.set_offline(False)
    page.goto(address)
    expect(page.get_by_text("Ce que vous aviez écrit dans ce navigateur")).to_be_visible()
    expect(page.get_by_label("Moyens humains")).to_have_value("Deux agentes")
    saved(page)
    assert draft().staff_time == "Deux agentes"


def an_ended_session(page: Page, context: BrowserContext, session: Any) -> None:
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_label("Moyens humains").fill("Trois agentes")
    expect(page.get_by_text("Votre session a pris fin")).to_be_visible()
    no_violation(page)
    context.add_cookies([session])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Votre session a pris fin")).to_be_hidden()
    saved(page)
    assert draft().staff_time == "Trois agentes"


def a_colleague_at_the_same_time(page: Page, other: Page) -> None:
    other.get_by_label("Moyens humains").fill("Cinq agentes")
    other.keyboard.press("Tab")
    saved(other)
    page.get_by_label("Moyens humains").fill("Quatre agentes")
    page.get_by_label("Ce qui a été difficile").fill("Le moteur")
    expect(page.get_by_text("Écrit entre-temps par Yann")).to_be_visible()
    no_violation(page)
    assert draft().staff_time == "Cinq agentes"
    other.get_by_label("Ce que cela a changé").fill("Plus de monde")
    expect(other.get_by_text("Écrit entre-temps par Maryvonne")).to_be_visible()
    expect(other.get_by_label("Ce qui a été difficile")).to_have_value("Le moteur")
    page.get_by_role("button", name="Garder le mien : Moyens humains").click()
    expect(page.get_by_role("button", name="Garder le mien")).to_have_count(0)
    saved(page)
    assert (draft().staff_time, draft().results) == ("Quatre agentes", "<p>Plus de monde</p>")


def without_a_script(address: str, user: User, browser: Any, url: str) -> None:
    """The session ends, the button is pressed: what was sent is there after signing in."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="fr-FR")
    context.add_cookies([session_of(user, url)])
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Moyens humains").fill("Six agentes")
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_label("Adresse électronique").fill(user.email)
    page.get_by_label("Mot de passe").fill("un mot de passe long")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_label("Moyens humains")).to_have_value("Six agentes")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("C’est enregistré.")).to_be_visible()
    assert draft().staff_time == "Six agentes"
    context.close()
