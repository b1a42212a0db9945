"""A dossier read without a mouse: a few keys mark a section, and nothing that was written is lost."""

import datetime
import re
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from home.setup import set_up_portal
from labels.enums import DossierState
from labels.models import Answer, Campaign, JuryRules, Review, Score
from portal.models import User
from tests.browser.keyboard import no_violation, press, reach
from tests.browser.sessions import session_of
from tests.labels.factories import (
    AssignmentFactory,
    CampaignFactory,
    CriterionFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

DAY = datetime.timedelta(days=1)
OPINION = "Avis motivé pour cette rubrique"
WHOLE = "Avis motivé sur l’ensemble du dossier"
CRITERIA = ("Utilité pour les habitants", "Accueil", "Solidité dans la durée")
MOST_KEYS = 2 * len(CRITERIA) + 2
"""To mark a section: a figure and Enter for each criterion, one key to come to the first, one to go on."""


class Keyboard:
    """Counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1


@pytest.fixture
def world(db: None) -> dict[str, User]:
    set_up_portal()
    campaign = CampaignFactory(is_open_now=True, closes_at=timezone.now() - DAY)
    JuryRules.objects.of(campaign)
    questionnaire = QuestionnaireFactory(campaign=campaign)
    access = SectionFactory(questionnaire=questionnaire, code="acces-public", title="Accès public", sort_order=1)
    voice = SectionFactory(questionnaire=questionnaire, code="expression", title="Expression", sort_order=2)
    for place, name in enumerate(CRITERIA):
        CriterionFactory(campaign=campaign, code=f"critere-{place}", name=name, sort_order=place)
    question = QuestionFactory(section=access, is_text=True, text="Où se connecter ?")
    QuestionFactory(section=voice, text="Les habitants votent-ils ?")
    town = {"collectivity__code": "22046", "collectivity__name": "Le Mené"}
    dossier = DossierFactory(campaign=campaign, questionnaire=questionnaire, state=DossierState.READING, **town)
    Answer.objects.create(dossier=dossier, question=question, text="À la bibliothèque, deux après-midi.")
    own, other = (AssignmentFactory(dossier=dossier, juror__campaign=campaign) for _one in range(2))
    Review.objects.create(
        assignment=other, opinion="Une commune qui écoute.", level=campaign.levels.get(symbols=3), mark=60,
        grid={}, deposited_at=timezone.now(),
    )  # fmt: skip
    other.state = "done"
    other.save(update_fields=["state"])
    return {"reader": own.juror.user}


def test_a_dossier_is_read_by_keyboard(world: Any, open_page: Any, context_of: Any, live_server: Any) -> None:
    """One world for all: what a browser test commits is costly to make again."""
    context = context_of(world["reader"], width=1280)
    page = open_page("/jury/", context=context)
    a_section_is_marked_in_a_few_keys(page)
    a_note_is_corrected_and_one_abstains(page)
    the_list_of_sureness_lets_go_on(page)
    a_lost_connection(page, context)
    an_ended_session(page, context, session_of(world["reader"], live_server.url))
    the_whole_is_said_and_deposited(page)
    it_is_taken_back_and_deposited_again(page)
    readings_close_while_she_writes(page)
    the_others_are_opened(page)


def in_section(page: Page, code: str) -> None:
    expect(page).to_have_url(re.compile(rf"/rubriques/{code}/$"))


def saved(page: Page) -> None:
    expect(page.locator("[data-status].done")).to_have_text(re.compile("Enregistr"))


def notes(section: str) -> list[tuple[int | None, bool, int | None]]:
    rows = Score.objects.filter(section__code=section, review__assignment__juror__isnull=False)
    return list(rows.order_by("criterion__sort_order").values_list("note", "abstains", "confidence"))


def focused(page: Page, criterion: str) -> Any:
    return page.get_by_role("group", name=criterion).locator(":focus-visible")


def the_dossier_stays_beside_a_longer_grid(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.get_by_role("heading", name="Où se connecter ?")).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")


def a_section_is_marked_in_a_few_keys(page: Page) -> None:
    press(page, re.compile("Commencer|Continuer"))
    in_section(page, "acces-public")
    no_violation(page)
    the_dossier_stays_beside_a_longer_grid(page)
    keyboard = Keyboard(page)
    keyboard.press("Enter")
    for criterion, figure in zip(CRITERIA, "434", strict=True):
        expect(focused(page, criterion)).to_have_count(1)
        keyboard.press(figure, "Enter")
    expect(page.get_by_label(OPINION)).to_be_focused()
    page.keyboard.type("Un lieu tenu par des habitants.")
    saved(page)
    no_violation(page)
    keyboard.press("Control+Enter")
    in_section(page, "expression")
    assert [note for note, *_rest in notes("acces-public")] == [4, 3, 4]
    assert keyboard.count == MOST_KEYS


def a_note_is_corrected_and_one_abstains(page: Page) -> None:
    """By the arrows of radio buttons; how sure one is stands behind each note."""
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.get_by_label(re.compile(f"{CRITERIA[0]}$"))).to_be_focused()
    page.keyboard.type("tout")
    page.keyboard.press("Tab")
    expect(focused(page, CRITERIA[1])).to_have_count(1)
    page.keyboard.press("-")
    page.keyboard.press("Enter")
    page.keyboard.press("5")
    saved(page)
    no_violation(page)
    eventually_noted(page, [(3, False, 3), (None, True, None), (5, False, None)])


def the_list_of_sureness_lets_go_on(page: Page) -> None:
    """A first letter chooses in it and another does nothing; Enter goes to the next criterion, and a figure marks."""
    reach(page, page.get_by_label(re.compile(f"{CRITERIA[0]}$")))
    page.keyboard.type("a")
    page.keyboard.type("z")
    page.keyboard.press("Enter")
    expect(focused(page, CRITERIA[1])).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("4")
    page.keyboard.press("Tab")
    page.keyboard.press("-")
    page.keyboard.press("Enter")
    expect(focused(page, CRITERIA[2])).to_have_count(1)
    saved(page)
    eventually_noted(page, [(3, False, 2), (None, True, None), (5, False, None)])


def eventually_noted(page: Page, expected: list[Any]) -> None:
    """Within ten seconds: the last note leaves when the one before it has come."""
    for _tenth in range(100):
        if notes("expression") == expected:
            return
        page.wait_for_timeout(100)
    assert notes("expression") == expected


def a_lost_connection(page: Page, context: BrowserContext) -> None:
    context.set_offline(True)
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    page.keyboard.type("On y vote.")
    expect(page.get_by_text("La connexion est coupée")).to_be_visible()
    no_violation(page)
    context.set_offline(False)
    expect(page.get_by_text("La connexion est coupée")).to_be_hidden()
    eventually_noted(page, [(3, False, 2), (None, True, None), (1, False, None)])
    saved(page)
    expect(page.get_by_label(OPINION)).to_be_focused()


def an_ended_session(page: Page, context: BrowserContext, session: Any) -> None:
    context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.keyboard.type(" On y débat.")
    expect(page.get_by_text("Votre session a pris fin")).to_be_visible()
    no_violation(page)
    context.add_cookies([session])
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.get_by_text("Votre session a pris fin")).to_be_hidden()
    saved(page)
    expect(page.get_by_label(OPINION)).to_have_value("On y vote. On y débat.")


def the_whole_is_said_and_deposited(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/avis/$"))
    no_violation(page)
    page.keyboard.press("Enter")
    expect(page.get_by_label(WHOLE)).to_be_focused()
    page.keyboard.type("Solide, et bien raconté.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("Tout y est : vous pouvez déposer.")).to_be_visible()
    press(page, "Déposer ma lecture", role="button")
    expect(page.get_by_text("Votre lecture est déposée.").first).to_be_visible()
    no_violation(page)
    assert own_review().deposited_at


def own_review() -> Review:
    found: Review = Review.objects.exclude(opinion="Une commune qui écoute.").get()
    return found


def it_is_taken_back_and_deposited_again(page: Page) -> None:
    press(page, "Reprendre ma lecture", role="button")
    expect(page.get_by_text("Votre lecture est reprise")).to_be_visible()
    no_violation(page)
    assert own_review().deposited_at is None


def readings_close_while_she_writes(page: Page) -> None:
    """What she wrote stays where she wrote it, and she is told why it does not leave."""
    reach(page, page.get_by_label(WHOLE))
    page.keyboard.press("Control+End")
    Campaign.objects.update(readings_until=timezone.now() - datetime.timedelta(minutes=1))
    page.keyboard.type(" Et un mot de plus.")
    expect(page.get_by_text("Les lectures sont closes depuis le")).to_be_visible()
    expect(page.get_by_label(WHOLE)).to_have_value("Solide, et bien raconté. Et un mot de plus.")
    no_violation(page)
    assert own_review().opinion == "Solide, et bien raconté."
    Campaign.objects.update(readings_until=timezone.now() + DAY)
    page.reload()
    expect(page.get_by_label(WHOLE)).to_have_value("Solide, et bien raconté. Et un mot de plus.")
    saved(page)
    press(page, "Déposer ma lecture", role="button")
    expect(page.get_by_text("Votre lecture est déposée.").first).to_be_visible()
    assert own_review().opinion == "Solide, et bien raconté. Et un mot de plus."


def the_others_are_opened(page: Page) -> None:
    expect(page.get_by_text("Une commune qui écoute.")).to_have_count(0)
    press(page, "Ouvrir les notes des autres", role="button")
    expect(page).to_have_url(re.compile(r"/autres/$"))
    expect(page.get_by_text("Une commune qui écoute.")).to_be_visible()
    no_violation(page)
