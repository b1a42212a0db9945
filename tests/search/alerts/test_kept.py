"""An address is kept as long as the privacy page says, and no longer."""

import datetime
import io
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from home.models import FreePage
from search.alerts.enums import AlertState
from search.alerts.models import SearchAlert

pytestmark = pytest.mark.django_db


def purge(*arguments: str) -> str:
    out = io.StringIO()
    call_command("purge_personal_data", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def asked(follow: Any) -> Any:
    def make(query: str, **ago: float) -> SearchAlert:
        moment = timezone.now() - datetime.timedelta(**ago)
        return follow(query, requested_at=moment, state=AlertState.PENDING, consented_at=None)

    return make


def test_an_address_that_is_not_confirmed_goes_after_three_days(asked: Any, follow: Any) -> None:
    asked("q=vieille", days=3, minutes=1)
    recent = asked("q=recente", days=2, hours=23)
    old = timezone.now() - datetime.timedelta(days=800)
    confirmed = follow(requested_at=old, consented_at=old)
    assert "1 alerts unconfirmed for 3 days would be erased.\n" in purge("--dry-run")
    assert SearchAlert.objects.count() == 3

    assert "1 alerts unconfirmed for 3 days erased.\n" in purge()
    assert set(SearchAlert.objects.all()) == {recent, confirmed}


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "effacée au bout de 3 jours"), ("en", "erased after 3 days"), ("br", "a-benn 3 deiz")],
)
def test_the_privacy_page_says_so(home: Any, language: str, words: str) -> None:
    page = FreePage.objects.get(slug="confidentialite", locale__language_code=language)

    assert words in str(page.body)
