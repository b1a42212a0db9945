"""A real Chromium against a live server."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.mailbox import Mailbox, mail_server
from tests.browser.sessions import session_of

SLOW = 60_000
"""Milliseconds: the machine that runs the suite does many things at once."""
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def live_server() -> Iterator[Any]:
    """As pytest-django's, but its requests take turns."""
    with override_settings(MIDDLEWARE=["tests.browser.one_at_a_time.OneAtATime", *django_settings.MIDDLEWARE]):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="session")
def browser(django_db_setup: str) -> Iterator[Any]:
    if not CHROMIUM.exists():
        message = "Chromium is missing: install Debian's package chromium"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SLOW)

    # Playwright runs an event loop, in which Django refuses to touch the database; nothing here is asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            # A thread with a loop has connections of its own: Django gives this one back what it is known to hold.
            connection._test_serialized_contents = django_db_setup
            chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            yield chromium
            chromium.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Any, live_server: Any) -> Iterator[Any]:
    """Opens a page of the portal; console errors and requests to other sites fail the test."""
    contexts = []
    problems: list[str] = []

    def opener(path: str, *, width: int = 1280, scheme: str = "light", context: Any = None) -> Any:
        context = context or browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="fr-FR", reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _check_origin(request.url, live_server.url, problems))
        page.goto(f"{live_server.url}{path}")
        return page

    yield opener
    for context in contexts:
        context.close()
    wait_for_server()
    assert problems == []


@pytest.fixture
def context_of(browser: Any, live_server: Any) -> Any:
    """A browser where somebody is signed in; ``open_page`` closes it."""

    def made(user: Any, width: int = 360) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR", reduced_motion="reduce")
        context.set_default_timeout(SLOW)
        context.add_cookies([session_of(user, live_server.url)])
        return context

    return made


@pytest.fixture
def mailbox(settings: Any, live_server: Any) -> Iterator[Mailbox]:
    """Where the mails of the portal arrive, through a mail server."""
    settings.PUBLIC_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    with mail_server(settings) as box:
        yield box


def wait_for_server() -> None:
    """Until the answers under way are given: the database they use is taken away after the last test."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=20)


def _check_origin(url: str, home: str, problems: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        problems.append(f"A request left the site: {url}")
