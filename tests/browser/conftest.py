"""A real Chromium against a live server."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def live_server() -> Iterator[Any]:
    """As pytest-django's, but its requests take turns."""
    with override_settings(MIDDLEWARE=["tests.browser.one_at_a_time.OneAtATime", *settings.MIDDLEWARE]):
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture(scope="session")
def browser(django_db_setup: str) -> Iterator[Any]:
    if not CHROMIUM.exists():
        message = "Chromium is missing: install Debian's package chromium"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    from playwright.sync_api import sync_playwright

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


def wait_for_server() -> None:
    """Until the answers under way are given: the database they use is taken away after the last test."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=20)


def _check_origin(url: str, home: str, problems: list[str]) -> None:
    if not url.startswith((home, "data:", "blob:")):
        problems.append(f"A request left the site: {url}")
