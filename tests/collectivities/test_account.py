"""The account page of the admin: a profile picture goes through the checks of every image."""

import gc
import html
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from tests.factories import UserFactory, png
from tests.photographs import GPS, GPS_LATITUDE, photograph

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")]

ADDRESS = "/admin/account/"


@pytest.fixture(autouse=True)
def _collect() -> Iterator[None]:
    """Wagtail leaves the files it opens to the garbage collector: here, and not in the test that comes next."""
    yield
    gc.collect()


def send(client: Client, file: SimpleUploadedFile | None = None, **more: str) -> Any:
    data: dict[str, Any] = {
        "name_email-first_name": "Maryvonne", "name_email-last_name": "Le Goff", "locale-preferred_language": "fr",
        "locale-current_time_zone": "", "theme-theme": "light", "theme-contrast": "system", "theme-density": "default",
        "theme-keyboard_shortcuts": "on", **more,
    }  # fmt: skip
    if file:
        data["avatar-avatar"] = file
    return client.post(ADDRESS, data)


def avatar(user: Any) -> Any:
    return UserProfile.objects.get(user=user).avatar


def errors(answer: Any) -> list[str]:
    """What stands beside the field; the rest of the form keeps what was typed."""
    content = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert 'value="Maryvonne"' in content
    return [" ".join(found.split()) for found in re.findall(r'<p class="error-message">(.*?)</p>', content, re.DOTALL)]


def test_the_address_is_wagtails() -> None:
    assert reverse("wagtailadmin_account") == ADDRESS


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_made_small_and_tells_nothing(kind: str, member: Any, member_client: Client) -> None:
    file = SimpleUploadedFile(f"moi.{kind.lower()}", photograph(kind, size=(1200, 600)))
    assert send(member_client, file).status_code == 302
    with avatar(member).open() as stored, Image.open(stored) as image:
        assert image.size == (200, 400)
        assert not image.getexif()


def test_an_animation_keeps_its_first_picture(member: Any, member_client: Client) -> None:
    stream = io.BytesIO()
    frames = [Image.new("RGB", (900, 900), color) for color in ("red", "green")]
    frames[0].save(stream, "GIF", save_all=True, append_images=frames[1:])
    assert send(member_client, SimpleUploadedFile("moi.gif", stream.getvalue())).status_code == 302
    with avatar(member).open() as stored, Image.open(stored) as image:
        assert getattr(image, "n_frames", 1) == 1
        assert image.size == (400, 400)


BAD = {
    "a drawing with scripts": ("moi.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "a program renamed": ("moi.png", b"MZ\x90\x00"),
    "a page renamed": ("moi.gif", b"GIF89a<script>alert(1)</script>"),
    "another kind of picture": ("moi.png", photograph("JPEG")),
    "a kind we do not take": ("moi.bmp", b"BM"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_picture_is_refused_beside_the_field(case: str, member: Any, member_client: Client) -> None:
    assert errors(send(member_client, SimpleUploadedFile(*BAD[case])))
    assert not avatar(member)


def test_sixty_megapixels_are_refused(member: Any, member_client: Client) -> None:
    stream = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(stream, "PNG")
    found = errors(send(member_client, SimpleUploadedFile("moi.png", stream.getvalue())))
    assert found == ["Cette image compte 60000000 pixels : réduisez-la à 50000000 au plus."]
    assert not avatar(member)


def test_too_heavy_a_picture_is_refused(settings: Any, member: Any, member_client: Client) -> None:
    content = photograph() + b" " * settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    assert len(errors(send(member_client, SimpleUploadedFile("moi.jpg", content)))) == 1
    assert not avatar(member)


def test_the_picture_stays_when_none_is_sent_and_goes_when_asked(member: Any, member_client: Client) -> None:
    send(member_client, SimpleUploadedFile("moi.png", png()))
    stored = avatar(member)
    send(member_client)
    assert avatar(member).name == stored.name
    send(member_client, **{"avatar-avatar-clear": "on"})
    assert not avatar(member)
    assert not stored.storage.exists(stored.name)


def test_the_position_is_there_to_be_taken_away() -> None:
    with Image.open(io.BytesIO(photograph(size=(1200, 600)))) as image:
        assert image.getexif().get_ifd(GPS) == GPS_LATITUDE


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_others_have_no_account_page(method: str, client_of: Any) -> None:
    assert getattr(client_of(UserFactory()), method)(ADDRESS).status_code == 403
    assert getattr(Client(), method)(ADDRESS).headers["Location"] == f"/connexion/?next={ADDRESS}"
