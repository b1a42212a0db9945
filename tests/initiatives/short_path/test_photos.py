"""The photo of a sheet."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from collectivities.models import CustomImage
from initiatives.models import InitiativePage
from portal.models import User
from tests.factories import CollectivityPageFactory, MembershipFactory, png
from tests.initiatives.short_path.conftest import address_of, latest

pytestmark = pytest.mark.django_db


def photograph() -> bytes:
    """Held upright: the camera wrote it lying down, with the place where it was taken."""
    stream, picture = io.BytesIO(), Image.new("RGB", (80, 40), "#1f4dbf")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def file_of(content: bytes, name: str = "IMG_2041.JPG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def test_a_photo_is_upright_without_its_place_and_of_the_commune(
    sheet: InitiativePage, maryvonne: User, client_of: Any
) -> None:
    answer = client_of(maryvonne).post(address_of(sheet, "space_sheet_photo"), {"photo": file_of(photograph())})
    image = latest(sheet).image
    assert answer.json() == {
        "photo": image.file.url, "written": latest(sheet).latest_revision_id, "saved": answer.json()["saved"],
    }  # fmt: skip
    assert (image.collectivity, image.uploaded_by_user, image.title) == (sheet.collectivity, maryvonne, "Le bus")
    with image.file.open() as stored, Image.open(stored) as kept:
        assert (kept.size, dict(kept.getexif())) == ((40, 80), {})


def test_it_is_sent_with_the_form_too_and_taken_away(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    assert write(maryvonne, sheet).send(photo=file_of(png(), "bus.png"), staff_time=["Une agente"]).status_code == 302
    assert latest(sheet).image
    assert latest(sheet).staff_time == "Une agente"
    assert write(maryvonne, sheet).send(sans_photo="1").status_code == 302
    assert latest(sheet).image is None
    assert CustomImage.objects.count() == 1


def test_a_new_sheet_takes_its_photo_with_its_name(mene: Any, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne).type(title="Le bus")
    assert writer.send(photo=file_of(png(), "bus.png")).status_code == 302
    assert latest(InitiativePage.objects.get()).image.title == "Le bus"


@pytest.mark.parametrize("content", [b"MZ un programme", b"", png()[:40]])
def test_what_is_no_photo_is_refused_and_the_rest_is_saved(
    content: bytes, sheet: InitiativePage, maryvonne: User, write: Any, client_of: Any
) -> None:
    alone = client_of(maryvonne).post(address_of(sheet, "space_sheet_photo"), {"photo": file_of(content)})
    assert alone.status_code == 422
    assert alone.json()["errors"]
    answer = write(maryvonne, sheet).send(photo=file_of(content), staff_time=["Une agente"])
    assert answer.status_code == 422
    assert "photo-erreur" in answer.content.decode()
    assert (latest(sheet).image, latest(sheet).staff_time) == (None, "Une agente")
    assert not CustomImage.objects.exists()


def test_who_works_for_two_communes_gives_it_to_that_of_the_sheet(
    sheet: InitiativePage, maryvonne: User, client_of: Any
) -> None:
    other = CollectivityPageFactory(collectivity__code="22001", collectivity__name="Allineuc")
    MembershipFactory(user=maryvonne, collectivity=other.collectivity)
    client_of(maryvonne).post(address_of(sheet, "space_sheet_photo"), {"photo": file_of(png(), "bus.png")})
    assert latest(sheet).image.collectivity == sheet.collectivity


def test_no_photo_is_put_while_the_sheet_is_read(
    sheet: InitiativePage, maryvonne: User, write: Any, client_of: Any
) -> None:
    write(maryvonne, sheet).send(soumettre="1")
    answer = client_of(maryvonne).post(address_of(sheet, "space_sheet_photo"), {"photo": file_of(png(), "bus.png")})
    assert (answer.status_code, list(answer.json())) == (409, ["closed"])
    assert not CustomImage.objects.exists()
