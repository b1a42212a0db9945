"""A commune that is not registered, and what a person writes to register it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from collectivities.models import Collectivity
from tests.factories import CollectivityFactory

WANTED = {
    "first_name": "Maryvonne",
    "last_name": "Le Goff",
    "email": "Mairie@Plouezec.example",
    "position": "staff",
    "function": "Secrétaire de mairie",
}


@pytest.fixture
def commune() -> Collectivity:
    return CollectivityFactory(code="22214", name="Plouézec")


@pytest.fixture
def post(client: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """Send a form, and let the mails leave."""

    def send(address: str, **values: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, values)

    return send


@pytest.fixture
def register(post: Callable[..., Any], commune: Collectivity) -> Callable[..., Any]:
    def send(**more: Any) -> Any:
        return post(commune.registration_address, **{**WANTED, **more})

    return send
