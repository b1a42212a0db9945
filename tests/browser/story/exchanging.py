"""Another commune asks a question, and says that it was inspired."""

import re

from playwright.sync_api import Page, expect

from initiatives.models import InitiativePage
from initiatives.questions.receiving import receive
from tests.browser.keyboard import no_violation, press, reach
from tests.browser.mailbox import Mailbox, answer_to
from tests.browser.story.presenting import TITLE
from tests.browser.story.registering import ADDRESS

OTHER = "mairie@arvieu.example"
COPY = "La camionnette du lundi"


def ask_a_question(page: Page) -> None:
    no_violation(page)
    press(page, "Poser une question")
    reach(page, page.get_by_label("Votre question"))
    page.keyboard.type("Qui conduit la caravane ?")
    no_violation(page)
    press(page, "Envoyer la question", role="button")
    expect(page.get_by_text("Votre question est partie à Plouézec")).to_be_visible()
    no_violation(page)


def answer_by_mail(page: Page, mailbox: Mailbox) -> None:
    """From the mail itself; the other reads it in its space."""
    asked = mailbox.last_to(ADDRESS)
    assert "Qui conduit la caravane" in mailbox.text_to(ADDRESS)
    assert OTHER not in str(asked)
    assert receive(answer_to(asked, ADDRESS, "Le garde champêtre, le jeudi."))
    assert "Le garde champêtre, le jeudi." in mailbox.text_to(OTHER)
    page.reload()
    expect(page.get_by_text("Le garde champêtre, le jeudi.")).to_be_visible()
    press(page, "Nous sommes d’accord", role="button")
    no_violation(page)


def make_it_public(page: Page, link: str) -> None:
    page.goto(link)
    no_violation(page)
    press(page, "Nous sommes d’accord", role="button")
    expect(page.get_by_text("L’échange est lisible sous la fiche")).to_be_visible()


def say_what_inspired(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_text("Le garde champêtre, le jeudi.")).to_be_visible()
    press(page, "Nous nous en sommes inspirés")
    no_violation(page)
    reach(page, page.get_by_role("radio", name=f"{COPY}, Arvieu"))
    page.keyboard.press("Space")
    press(page, "Déclarer cette fiche", role="button")
    expect(page.get_by_text("C’est dit")).to_be_visible()


def thank(page: Page, mailbox: Mailbox) -> None:
    page.goto(mailbox.link_to(ADDRESS, "/espace/communes/22214/reprises/"))
    reach(page, page.get_by_label("Votre mot"))
    page.keyboard.type("Bonne route.")
    no_violation(page)
    press(page, "Remercier", role="button")
    expect(page.get_by_text("Remerciée")).to_be_visible()
    assert "Bonne route." in mailbox.text_to(OTHER)


def both_sheets_show_it(page: Page, home: str) -> None:
    for title, other in ((TITLE, COPY), (COPY, TITLE)):
        page.goto(f"{home}{InitiativePage.objects.get(title=title).url}")
        tree = page.get_by_role("region", name="D’où vient l’idée, où elle va")
        expect(tree.get_by_role("link", name=other)).to_be_visible()
        expect(tree.locator("[aria-current]")).to_have_text(re.compile(title))
        no_violation(page)
