"""What a supervisor asks, and what a reader sees when the database is away."""

import json
import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError
from django.test import Client

from portal import health

# A process whose database is an address where nobody listens: what each address answers there.
AWAY = """
import json, logging
import django
django.setup()
logging.disable()
from django.conf import settings
from django.test import Client
signed_in = Client(raise_request_exception=False)
signed_in.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
anonymous = Client(raise_request_exception=False)
answers = {"admin": signed_in.get("/admin/"), "home": anonymous.get("/"), "english": anonymous.get("/en/recherche/"),
           "ready": anonymous.get("/health/ready"), "live": anonymous.get("/health/live")}
print(json.dumps({name: [a.status_code, a.headers.get("Retry-After"), a.text] for name, a in answers.items()}))
"""


@pytest.fixture(scope="module")
def away() -> dict[str, list]:
    """The answers of a portal whose database is lost."""
    done = subprocess.run(
        [sys.executable, "-c", AWAY],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "portal.settings.test",
            "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(("name", "language"), [("home", "fr"), ("english", "en"), ("admin", "fr")])
def test_a_lost_database_is_a_plain_page_that_says_to_come_back(away, name, language):
    status, retry_after, text = away[name]
    assert status == 503
    assert retry_after == "60"
    assert "Erreur 503" in text or language == "en"
    assert f'<html lang="{language}">' in text


def test_a_lost_database_is_not_ready_but_alive(away):
    assert away["ready"][0] == 503
    assert json.loads(away["ready"][2]) == {"status": "unavailable", "database": "unreachable"}
    assert away["live"][0] == 200


def test_the_plain_page_needs_nothing_but_static_files(away):
    text = away["home"][2]
    asked = re.findall(r"(?:src|href)=\"([^\"]+)\"", text)
    assert [address for address in asked if address != "/" and not address.startswith(settings.STATIC_URL)] == []
    assert not {part for part in ("<script", "<img", "style=") if part in text}


def test_a_portal_in_good_health(db, client):
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json() == {"status": "ok", "database": "ok"}


def test_a_wrong_query_is_our_error_and_not_a_lost_database(db):
    assert not health.database_is_lost(OperationalError("no such column: nom"))
    assert not health.database_is_lost(ValueError("nom"))


def test_a_database_too_busy_to_answer_counts_as_lost(db):
    assert health.database_is_lost(OperationalError("database is locked"))


def test_an_error_of_ours_is_a_500_and_says_so_plainly(db, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("search.views.search", broken)
    response = Client(raise_request_exception=False).get("/recherche/")
    assert response.status_code == 500
    assert "Le portail a trébuché." in response.text
