"""A form too large to be read is answered by a page in French."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import InitiativePage

pytestmark = pytest.mark.django_db


def check(answer: Any) -> None:
    content = answer.content.decode()
    assert answer.status_code == 413
    assert '<html lang="fr">' in content
    assert content.count("<h1") == 1
    assert "votre texte y est gardé" in content


@pytest.fixture
def strict(member: Any) -> Client:
    """As a browser: the protection of forms reads the body first."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    client.cookies["csrftoken"] = "a" * 32
    return client


def test_too_many_megabytes(settings: Any, member: Any, strict: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["initiatives", "initiativepage", member.page.pk])
    check(strict.post(address, {"title": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}))
    assert not InitiativePage.objects.exists()


def test_too_many_fields(settings: Any, member: Any, strict: Client) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50
    address = reverse("wagtailadmin_pages:edit", args=[member.page.pk])
    check(strict.post(address, {f"champ-{number}": "x" for number in range(60)}))


def test_too_many_files(settings: Any, strict: Client) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 0
    check(strict.post(reverse("wagtailimages:add"), {"title": "Le bus", "file": io.BytesIO(b"x")}))


@pytest.mark.parametrize("address", ["/connexion/", "/contact/"])
def test_to_the_anonymous_too(address: str, settings: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "a" * 32
    check(client.post(address, {"login": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}))


def test_another_bad_request_says_nothing_of_length(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = client.get("/", headers={"host": "a b"})
    assert answer.status_code == 400
    assert "trop long" not in answer.content.decode()
