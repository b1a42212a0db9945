"""The palmarès put to the test, its minutes, and settled."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from labels.models import Award, Minutes, Trial
from labels.robustness.tasks import run_trial
from tests.browser.keyboard import press
from tests.browser.room.looking import good_on_both, write

TRIAL, MINUTES, PALMARES = (f"/jury/deliberation/{one}/" for one in ("epreuve", "proces-verbaux", "palmares"))


def the_palmares_is_put_to_the_test(page: Page, settings: Any) -> None:
    """Asked, running, done: the page says so by itself."""
    expect(page.get_by_text("Le palmarès n’a pas encore été mis à l’épreuve.")).to_be_visible()
    good_on_both(page)
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    press(page, re.compile("^Mettre le palmarès à l’épreuve"), role="button")
    expect(page.get_by_text("Le palmarès est mis à l’épreuve.")).to_be_visible()
    good_on_both(page)
    run_trial.func(Trial.objects.get().pk)
    expect(page.get_by_role("heading", name="4 dossiers, du plus fragile au plus ferme")).to_be_visible()
    good_on_both(page)
    press(page, "Elven")
    expect(page.get_by_role("heading", name="Une chose change à la fois")).to_be_visible()
    good_on_both(page)
    press(page, "Les lectures et la décision")
    good_on_both(page)


def minutes_are_sealed(page: Page, count: int) -> None:
    """Each says its fingerprint, and is a PDF and what was fingerprinted."""
    expect(page.get_by_role("link", name=re.compile("^PDF"))).to_have_count(count)
    last = Minutes.objects.latest("number")
    expect(page.get_by_text(last.fingerprint)).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("link", name=re.compile("^JSON")).first.press("Enter")
    assert downloading.value.suggested_filename == f"proces-verbal-2027-{last.number}.json"


def it_lacks_something(page: Page) -> None:
    """While the sitting is open, and a dossier is not decided."""
    expect(page.get_by_role("heading", name="Ce qui manque avant d’arrêter le palmarès")).to_be_visible()
    good_on_both(page)


def it_is_settled(page: Page) -> None:
    write(page, re.compile("^Recopiez le millésime"), "2026")
    press(page, "Arrêter le palmarès", role="button")
    expect(page.get_by_role("alert").get_by_text("Ce n’est pas le millésime : écrivez 2027.")).to_be_visible()
    good_on_both(page)
    write(page, re.compile("^Recopiez le millésime"), "2027")
    press(page, "Arrêter le palmarès", role="button")
    expect(page.get_by_role("heading", name="Ce qui est arrêté")).to_be_visible()
    good_on_both(page)
    assert Award.objects.filter(campaign__year=2027).count() == 4


def it_is_taken_back(page: Page) -> None:
    press(page, "Revenir sur le palmarès arrêté", role="button")
    expect(page.get_by_role("alert").get_by_text("Dites pourquoi.")).to_be_visible()
    good_on_both(page)
    write(page, re.compile("^Motif"), "Une commune avait deux dossiers.")
    press(page, "Revenir sur le palmarès arrêté", role="button")
    expect(page.get_by_text("Le palmarès n’est plus arrêté : le jury peut siéger de nouveau.")).to_be_visible()
    assert not Award.objects.filter(campaign__year=2027).exists()
