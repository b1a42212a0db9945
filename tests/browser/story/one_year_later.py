"""A year later, a mail asks whether the sheet is still true."""

import datetime

import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from initiatives.models import InitiativePage
from tests.browser.keyboard import no_violation, press
from tests.browser.mailbox import Mailbox
from tests.browser.story.presenting import TITLE
from tests.browser.story.registering import ADDRESS

YEAR = datetime.timedelta(days=370)


def a_year_later(page: Page, mailbox: Mailbox) -> None:
    with time_machine.travel(timezone.now() + YEAR):
        call_command("ask_still_running", verbosity=0)
        assert TITLE in mailbox.text_to(ADDRESS)
        # Whoever reads the mail: no password, no session.
        page.goto(mailbox.link_to(ADDRESS, "/toujours-en-service/"))
        no_violation(page)
        press(page, f"Oui, « {TITLE} » est toujours en service", role="button")
        sheet = InitiativePage.objects.get(title=TITLE)
        assert sheet.confirmed_on == timezone.localdate()
        page.goto(page.url.partition("/toujours")[0] + sheet.url)
        expect(page.get_by_text("À jour.")).to_be_visible()
