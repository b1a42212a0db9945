"""She gives the other commune an hour, which is in the agendas of both."""

import datetime

from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.keyboard import no_violation, press, reach
from tests.browser.mailbox import Mailbox
from tests.browser.story.exchanging import OTHER
from tests.browser.story.presenting import HOME
from tests.browser.story.registering import ADDRESS

SUBJECT = "Conduire une caravane dans les hameaux"


def offer_an_hour(page: Page, home: str) -> None:
    page.goto(f"{home}{HOME}")
    press(page, "Heures")
    no_violation(page)
    press(page, "Proposer une heure")
    day = timezone.localdate() + datetime.timedelta(days=20)
    for label, text in (
        ("Votre sujet", SUBJECT),
        ("En quelques mots", "Le permis, les arrêts, l’hiver."),
        ("Jour", f"{day:%d%m%Y}"),
        ("Heure", "1400"),
        ("Comment se joindre", "02 96 00 00 00"),
    ):
        reach(page, page.get_by_label(label, exact=True))
        page.keyboard.type(text)
    no_violation(page)
    press(page, "Proposer cette heure", role="button")
    expect(page.get_by_text("Votre heure est proposée")).to_be_visible()
    no_violation(page)


def take_a_place(page: Page, home: str, mailbox: Mailbox) -> None:
    page.goto(f"{home}/une-heure-avec/")
    no_violation(page)
    press(page, SUBJECT)
    reach(page, page.get_by_role("main").get_by_role("textbox"))
    page.keyboard.type("Qui la garde la nuit ?")
    no_violation(page)
    press(page, "Prendre une place", role="button")
    expect(page.get_by_text("02 96 00 00 00")).to_be_visible()
    no_violation(page)
    assert "Qui la garde la nuit" in mailbox.text_to(ADDRESS)
    for address in (ADDRESS, OTHER):
        assert SUBJECT in event_to(mailbox, address)


def event_to(mailbox: Mailbox, address: str) -> str:
    """The title of the hour in the agenda that somebody received."""
    [file] = mailbox.last_to(address).iter_attachments()
    [event] = Calendar.from_ical(file.get_content()).walk("VEVENT")
    return str(event["SUMMARY"])
