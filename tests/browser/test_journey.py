"""From the form to the public, in French: a member writes, the association reads, everybody finds."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from home.setup import set_up_portal
from initiatives.models import InitiativePage
from tests.browser.conftest import SLOW, wait_for_server
from tests.factories import CollectivityPageFactory, InitiativePageFactory, MembershipFactory, UserFactory, theme

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

PASSWORD = "un mot de passe long"
TITLE = "La caravane des écrans"
SUMMARY = "Une caravane et six tablettes font le tour des hameaux."
STORY = "Elle s’arrête le jeudi devant la salle des fêtes."
PHOTO = "Une caravane bleue devant une salle des fêtes."


class Session:
    """A person at a browser of her own."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.url = url
        self.context = browser.new_context(
            viewport={"width": 1280, "height": 900}, locale="fr-FR", reduced_motion="reduce"
        )
        self.context.set_default_timeout(SLOW)
        self.page: Page = self.context.new_page()

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.url}{path}")
        return self.page

    def sign_in(self, user: Any) -> Page:
        page = self.open("/connexion/")
        page.get_by_role("textbox", name=re.compile("^Adresse")).fill(user.email)
        page.get_by_label("Mot de passe").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Se connecter").click()
        expect(page).to_have_url(re.compile("/(espace|admin)/"))
        return self.open("/admin/")


@pytest.fixture
def sessions(browser: Browser, live_server: Any, settings: Any) -> Any:
    settings.PUBLIC_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    opened: list[Session] = []

    def start() -> Session:
        opened.append(Session(browser, live_server.url))
        return opened[-1]

    yield start
    for session in opened:
        session.context.close()
    wait_for_server()


@pytest.fixture
def commune(db: None) -> Any:
    set_up_portal()
    return CollectivityPageFactory(collectivity__code="22046", collectivity__name="Le Mené")


@pytest.fixture
def secretary(commune: Any) -> Any:
    return MembershipFactory(collectivity=commune.collectivity, user__first_name="Maryvonne").user


@pytest.fixture
def association(commune: Any) -> Any:
    return UserFactory(association=True, first_name="Camille")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "caravane.jpg"
    Image.new("RGB", (1600, 1000), "#2a6f9a").save(path)
    return path


def menu(page: Page, entry: str) -> None:
    page.get_by_role("navigation", name="Menu principal").get_by_role("link", name=entry).click()


def write_story(page: Page, text: str) -> None:
    """Types at the end of the first paragraph of the story."""
    editor = page.get_by_role("region", name="Le récit").get_by_role("textbox").first
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)
    # The editor keeps what is typed a moment later, where the form takes it.
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile(re.escape(text.strip())))


def choose_photo(page: Page, photo: Path) -> None:
    page.get_by_role("button", name="Choisir une image").first.click()
    dialog = page.get_by_role("dialog").filter(has_text="Choisir une image")
    dialog.get_by_role("tab", name="Transférer").click()
    dialog.get_by_label("Fichier").set_input_files(photo)
    dialog.get_by_role("textbox", name="Titre").fill("La caravane")
    dialog.get_by_role("button", name="Transférer").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("textbox", name="Description de la photo").fill(PHOTO)


def saved(page: Page) -> None:
    """The editor saves a draft by itself; this is what it says when everything is."""
    expect(page.get_by_text("Enregistré", exact=True)).to_be_visible()


def submit(page: Page, title: str) -> None:
    page.get_by_role("button", name="Soumettre à la relecture").click()
    expect(page.get_by_text(re.compile(f"{title}.* a été soumise"))).to_be_visible()


def read(page: Page, title: str) -> None:
    """The association opens what waits, from the menu."""
    menu(page, "À relire")
    page.get_by_role("main").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name="Votre décision")).to_be_visible()


def fiches(page: Page, name: str) -> int:
    """The number of sheets a theme announces."""
    return int(re.search(r"(\d+) fiche", page.get_by_role("main").get_by_role("link", name=name).inner_text())[1])


def letter_to(user: Any) -> Any:
    (letter,) = [message for message in mail.outbox if message.to == [user.email]]
    return letter


def test_a_sheet_goes_from_the_form_to_the_public(
    sessions: Any, commune: Any, secretary: Any, association: Any, photo: Path
) -> None:
    public = sessions()
    assert fiches(public.open("/themes/"), "Accès public") == 0

    # The secretary writes, looks at the page as it will be, and submits it.
    page = sessions().sign_in(secretary)
    menu(page, "Ma commune")
    page.get_by_role("link", name="Ajouter une sous-page").first.click()
    page.get_by_role("link", name=re.compile(r"^Initiative\b(?! d)")).click()
    page.get_by_role("textbox", name="Titre").fill(TITLE)
    page.get_by_role("textbox", name="Résumé").fill(SUMMARY)
    page.get_by_role("checkbox", name="Accès public").check()
    page.get_by_role("combobox", name="Étape").select_option(label="Expérimentation")
    write_story(page, STORY)
    choose_photo(page, photo)
    saved(page)
    page.get_by_role("button", name="Afficher/masquer la prévisualisation").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(preview.get_by_text(STORY)).to_be_visible()
    expect(preview.get_by_role("img", name=PHOTO)).to_be_visible()
    submit(page, TITLE)

    sheet = InitiativePage.objects.get(title=TITLE)
    assert not sheet.live
    assert sheet.image is None or sheet.image.collectivity == commune.collectivity
    assert TITLE in letter_to(association).subject
    expect(public.open("/recherche/?q=caravane").get_by_role("link", name=TITLE)).to_have_count(0)

    # The association reads it and publishes it.
    mail.outbox.clear()
    reader = sessions().sign_in(association)
    read(reader, TITLE)
    for text in (TITLE, SUMMARY, STORY, "Accès public", "Expérimentation"):
        expect(reader.get_by_role("main").get_by_text(text).first).to_be_visible()
    reader.get_by_role("button", name="Approuver et publier").click()
    expect(reader.get_by_text("est en ligne")).to_be_visible()

    # The secretary is told, with the address.
    letter = letter_to(secretary)
    address = f"{public.url}/communes/22046-le-mene/la-caravane-des-ecrans/"
    assert "Publiée" in letter.subject
    assert address in letter.body

    # Everybody finds it at once, in the search, under its theme, below its commune.
    found = public.open("/")
    found.get_by_role("search").first.get_by_role("searchbox").fill("caravane")
    found.get_by_role("search").first.get_by_role("button").click()
    expect(found.get_by_role("checkbox", name=re.compile("Accès public.*1"))).to_be_visible()
    found.get_by_role("main").get_by_role("link", name=TITLE).click()
    expect(found).to_have_url(address)
    expect(found.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(found.get_by_text(STORY)).to_be_visible()
    expect(found.get_by_role("img", name=PHOTO)).to_be_visible()
    assert fiches(public.open("/themes/"), "Accès public") == 1
    expect(public.open("/communes/22046-le-mene/").get_by_role("link", name=TITLE)).to_be_visible()


def test_an_edit_waits_and_may_come_back(sessions: Any, commune: Any, secretary: Any, association: Any) -> None:
    body = [("paragraph", "<p>Le bus roule le mardi.</p>")]
    sheet = InitiativePageFactory(parent=commune, title="Le bus", slug="le-bus", themes=[theme()], body=body)
    sheet.save_revision().publish()
    address = "/communes/22046-le-mene/le-bus/"
    public = sessions()

    # The secretary adds a line: the public still reads what it read.
    writer = sessions()
    page = writer.sign_in(secretary)
    menu(page, "Ma commune")
    page.get_by_role("link", name="Le bus", exact=True).click()
    write_story(page, " Et le samedi.")
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text(re.compile("Le bus.* a été mise à jour"))).to_be_visible()
    expect(public.open(address).get_by_text("Le bus roule le mardi.")).to_be_visible()
    submit(page, "Le bus")
    expect(public.open(address).get_by_text("Et le samedi")).to_have_count(0)

    # The association sees what was added, and asks for something.
    mail.outbox.clear()
    reader = sessions().sign_in(association)
    read(reader, "Le bus")
    expect(reader.locator("ins, .addition").filter(has_text="Et le samedi").first).to_be_visible()
    reader.get_by_role("button", name="Demander une reprise").click()
    expect(reader.get_by_text("Écrivez ce qui est à reprendre")).to_be_visible()
    reader.get_by_role("textbox", name="Votre message").fill("À quelle heure le samedi ?")
    reader.get_by_role("button", name="Demander une reprise").click()
    expect(reader.get_by_text("est rendue à ses auteurs")).to_be_visible()
    assert "À quelle heure le samedi" in letter_to(secretary).body
    expect(public.open(address).get_by_text("Et le samedi")).to_have_count(0)

    # The secretary completes it; this time it is approved, and the public reads it.
    page = writer.open(f"/admin/pages/{sheet.pk}/edit/")
    write_story(page, " De dix heures à midi.")
    submit(page, "Le bus")
    read(reader, "Le bus")
    expect(reader.get_by_text("À quelle heure le samedi")).to_be_visible()
    reader.get_by_role("button", name="Approuver et publier").click()
    expect(reader.get_by_text("est en ligne")).to_be_visible()
    expect(public.open(address).get_by_text("Et le samedi. De dix heures à midi.")).to_be_visible()
