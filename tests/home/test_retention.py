"""Messages are kept as long as the privacy page says, and no longer."""

import datetime
import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from home.models import ContactPage
from portal.retention import months_before
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def message(days, page=None):
    page = page or ContactPage.objects.get(locale__language_code="fr")
    kept = FormSubmission.objects.create(page=page, form_data={})
    FormSubmission.objects.filter(pk=kept.pk).update(submit_time=timezone.now() - datetime.timedelta(days=days))
    return kept


def purge(*arguments):
    out = io.StringIO()
    call_command("purge_personal_data", *arguments, stdout=out)
    return out.getvalue()


def left():
    return set(FormSubmission.objects.all())


def test_messages_go_after_a_year():
    old, recent = message(367), message(364)

    assert "1 messages older than 12 months erased.\n" in purge()
    assert left() == {recent}
    assert old not in left()
    assert "0 messages older than 12 months erased.\n" in purge()


def test_a_dry_run_erases_nothing():
    kept = {message(400), message(1)}

    assert "1 messages older than 12 months would be erased.\n" in purge("--dry-run")
    assert left() == kept


def test_the_operator_chooses_how_long(settings):
    settings.PORTAL_CONTACT_MONTHS = 1
    message(40)
    recent = message(20)
    purge()

    assert left() == {recent}


def test_the_forms_of_every_language_are_concerned_and_no_other():
    message(400, ContactPage.objects.get(locale__language_code="br"))
    other = message(400, ArticlePageFactory())
    purge()

    assert left() == {other}


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ((2027, 3, 31), 1, (2027, 2, 28)),
        ((2028, 3, 31), 1, (2028, 2, 29)),
        ((2028, 2, 29), 12, (2027, 2, 28)),
        ((2027, 1, 15), 1, (2026, 12, 15)),
        ((2027, 1, 15), 25, (2024, 12, 15)),
        ((2027, 12, 1), 12, (2026, 12, 1)),
    ],
)
def test_months_are_those_of_the_calendar(day, months, before):
    moment = datetime.datetime(*day, 9, 30, tzinfo=datetime.UTC)

    assert months_before(moment, months) == datetime.datetime(*before, 9, 30, tzinfo=datetime.UTC)
