"""She presents a first initiative in five questions; the association asks, she answers, it is published."""

import io
import re
from typing import Any

from PIL import Image
from playwright.sync_api import Page, expect

from initiatives.models import InitiativePage
from tests.browser.keyboard import no_violation, press, reach

TITLE = "La caravane des écrans"
SIZE = (4_000, 3_000)
HOME = "/espace/communes/22214/"


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
    assert kept.image.collectivity.code == "22214"


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
    open_what_waits(page)
    reach(page, page.get_by_label("Votre message"))
    page.keyboard.type("Combien de places ?")
    press(page, "Demander une reprise", role="button")
    expect(page.get_by_text("est rendue à ses auteurs")).to_be_visible()
    no_violation(page)


def open_what_waits(page: Page) -> None:
    """From the dashboard, what waits to be read."""
    no_violation(page)
    reach(page, page.get_by_role("main").get_by_role("link", name=TITLE).first)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Votre message")).to_be_visible()
    no_violation(page)


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
    open_what_waits(page)
    expect(page.get_by_text("Huit, et on attend.")).to_be_visible()
    press(page, "Approuver et publier", role="button")
    expect(page.get_by_text("est en ligne")).to_be_visible()
    no_violation(page)
