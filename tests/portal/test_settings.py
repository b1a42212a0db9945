"""The settings of a public server, read in a process of their own, and the headers of a public page."""

import datetime
import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.test import Client

from labels.proof.keys import new_key
from portal.accounts import client_ip

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "portal.settings.production",
    "SECRET_KEY": "k7" * 40 + "-a-long-key-of-many-different-characters",
    "ALLOWED_HOSTS": "portail.example",
    "PUBLIC_URL": "https://portail.example",
    "DATABASE_URL": "postgres://portal:secret@127.0.0.1:5432/portal",
    "CACHE_URL": "dbcache://portal_cache",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example:587",
    "DEFAULT_FROM_EMAIL": "Portail <portail@portail.example>",
    "LABEL_SIGNING_KEYS": json.dumps([new_key("2027", datetime.date(2027, 1, 1)).entry(with_secret=True)]),
}
NAMES = (
    "DEBUG", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_TRUSTED_ORIGINS", "EMAIL_HOST", "PORTAL_MFA_REQUIRED",
    "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_SECURE",
)  # fmt: skip


def production(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    outside = {name: value for name, value in os.environ.items() if name not in PRODUCTION}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env={**outside, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_the_checks_of_a_deployment():
    done = production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


def test_production_signs_in_over_https_alone_with_a_second_factor():
    script = "import json; from django.conf import settings as s; "
    script += f"print(json.dumps({{name: getattr(s, name) for name in {NAMES}}}))"
    assert json.loads(production("-c", script).stdout) == {
        "DEBUG": False,
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_TRUSTED_ORIGINS": ["https://portail.example"],
        "EMAIL_HOST": "mail.example",
        "PORTAL_MFA_REQUIRED": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": True,
    }


def test_production_names_all_that_is_missing_at_once():
    done = production("manage.py", "check", SECRET_KEY="", CACHE_URL="")
    assert done.returncode != 0
    assert "Set these environment variables: SECRET_KEY, CACHE_URL." in done.stderr


@pytest.mark.parametrize("address", ["/", "/en/", "/br/", "/recherche/", "/communes/", "/nulle-part/"])
def test_a_public_page_asks_for_nothing_elsewhere_and_runs_nothing_inline(db, client, address):
    headers = client.get(address).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";") if part.strip())
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/", "/en/", "/br/", "/recherche/?q=ecole", "/communes/", "/nulle-part/"])
def test_an_anonymous_reader_gets_no_cookie(db, client, address):
    assert not client.get(address).cookies


def test_a_client_is_told_apart_behind_the_proxies(db, settings, rf):
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert client_ip(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client_ip(request) == "198.51.100.7"


def test_robots_are_kept_out_of_what_is_not_public(db, settings):
    settings.PUBLIC_URL = "https://portail.example"
    response = Client().get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Sitemap: https://portail.example/sitemap.xml" in lines
