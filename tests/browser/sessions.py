"""Browsers where somebody is signed in."""

from typing import Any

from django.conf import settings
from django.test import Client

from portal.models import User


def session_of(user: User, url: str) -> Any:
    """The cookie of a new session."""
    client = Client()
    client.force_login(user)
    return cookie_of(client, url)


def cookie_of(client: Client, url: str) -> Any:
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value, "url": url}
