"""Who may not write what a member writes: another commune's member, a person without a commune, the anonymous."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from collectivities.models import CustomDocument, CustomImage
from initiatives.models import InitiativePage
from tests.admin import form
from tests.factories import InitiativePageFactory, UserFactory, png

pytestmark = pytest.mark.django_db

STRANGERS = ("other_member", "juror", "anonymous")


@pytest.fixture
def stranger(request: Any, client_of: Callable[..., Client]) -> Client:
    if request.param == "anonymous":
        return Client()
    return client_of(request.getfixturevalue("other_member") if request.param == "other_member" else UserFactory())


def is_refused(answer: Any) -> bool:
    return answer.status_code == 403 or answer.headers.get("Location", "").startswith("/connexion/")


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
@pytest.mark.parametrize("kind", ["initiativepage", "publicaccesspage", "eadministrationpage", "educationpage"])
@pytest.mark.parametrize("action", ["", "action-submit", "action-publish"])
def test_nobody_else_adds_a_sheet(kind: str, action: str, stranger: Client, member: Any) -> None:
    address = reverse("wagtailadmin_pages:add", args=["initiatives", kind, member.page.pk])
    assert is_refused(stranger.post(address, form("Une fiche d’ailleurs", **({action: "1"} if action else {}))))
    assert not InitiativePage.objects.exists()


@pytest.mark.parametrize("stranger", STRANGERS, indirect=True)
@pytest.mark.parametrize("of", ["commune", "sheet"])
def test_nobody_else_edits(of: str, stranger: Client, member: Any) -> None:
    page = member.page if of == "commune" else InitiativePageFactory(parent=member.page, title="Le bus")
    for name in ("edit", "preview_on_edit", "confirm_workflow_cancellation"):
        address = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        assert is_refused(stranger.post(address, form("Pris par d’autres", **{"action-submit": "1"})))
    page.refresh_from_db()
    assert page.title != "Pris par d’autres"
    assert not page.revisions.exists()
    assert not page.workflow_in_progress


@pytest.mark.parametrize("stranger", STRANGERS[1:], indirect=True)
@pytest.mark.parametrize("name", ["add", "add_multiple"])
@pytest.mark.parametrize("kind", ["images", "docs"])
def test_who_has_no_commune_sends_no_file(kind: str, name: str, stranger: Client) -> None:
    file = SimpleUploadedFile("a.png" if kind == "images" else "a.txt", png() if kind == "images" else b"Bonjour")
    answer = stranger.post(reverse(f"wagtail{kind}:{name}"), {"title": "Le bus", "file": file, "files[]": file})
    assert is_refused(answer)
    assert not CustomImage.objects.exists()
    assert not CustomDocument.objects.exists()
