"""Every way in goes through the same checks: the form, several at once, the chooser."""

import gc
import html
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from collectivities.document_uploads import check_document
from collectivities.image_uploads import MAX_SIDE, clean_image
from collectivities.models import CustomDocument, CustomImage
from tests.factories import CollectivityPageFactory, MembershipFactory, UserFactory, png
from tests.files import archive
from tests.photographs import GPS, GPS_LATITUDE, photograph

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n"


DOCX = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"}
GOOD = {
    "rapport.pdf": PDF,
    "rapport.docx": archive(DOCX),
    "rapport.odt": archive(ODT),
    "tableau.xlsx": archive(XLSX),
    "tableau.ods": archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
    "données.csv": "commune;lieux\nLe Mené;3\n".encode(),
    "données.zip": archive({"communes.csv": b"a;b"}),
    "notes.txt": b"Bonjour",
}
BAD = {
    "a program renamed": ("facture.pdf", b"MZ\x90\x00" + b"\x00" * 200),
    "a script renamed": ("facture.txt", b"#!/bin/sh\nrm -rf /\n"),
    "an image renamed": ("facture.pdf", png()),
    "a page renamed": ("facture.pdf", b"<html><script>alert(1)</script></html>"),
    "a page in a PDF": ("facture.pdf", b"%PDF-1.7\n<script>alert(1)</script>\n%%EOF"),
    "an archive behind a PDF": ("facture.pdf", PDF + archive({"a.class": b"x"}) + b"%%EOF"),
    "a PDF cut short": ("facture.pdf", PDF[:20]),
    "a PDF behind a drawing": ("facture.pdf", b"<svg></svg>" + PDF),
    "macros of Word": ("rapport.docx", archive({**DOCX, "word/vbaProject.bin": b"x"})),
    "macros of Excel 4": ("t.xlsx", archive({**XLSX, "xl/macrosheets/a.xml": b""})),
    "macros of LibreOffice": ("rapport.odt", archive({**ODT, "Basic/Standard/Module1.xml": b"<m/>"})),
    "a spreadsheet renamed": ("rapport.docx", archive(XLSX)),
    "a template renamed": ("rapport.odt", archive({"mimetype": b"application/zip"})),
    "a program in an archive": ("a.zip", archive({"setup.exe": b"MZ"})),
    "an archive in an archive": ("a.zip", archive({"b.zip": b"PK"})),
    "a path out of the archive": ("a.zip", archive({"../../etc/passwd": b"x"})),
    "too much once opened": ("a.zip", archive({"a.csv": b"0" * (201 * 1024 * 1024)})),
    "too many entries": ("a.zip", archive({f"{n}.csv": b"" for n in range(5_001)})),
    "a damaged archive": ("a.zip", b"PK\x03\x04" + b"\x00" * 50),
    "a drawing as a text": ("a.csv", b"<svg onload=alert(1)>"),
    "bytes as a text": ("a.txt", b"a\x00b"),
    "a PHP page as a text": ("a.txt", b"<?php system($_GET['c']);"),
}  # fmt: skip


class TestDocuments:
    @pytest.mark.parametrize("name", GOOD)
    def test_what_is_what_it_says_passes(self, name: str) -> None:
        file = SimpleUploadedFile(name, GOOD[name])
        check_document(file)
        assert file.tell() == 0

    @pytest.mark.parametrize("case", BAD)
    def test_what_is_not_is_refused(self, case: str) -> None:
        name, content = BAD[case]
        with pytest.raises(ValidationError):
            check_document(SimpleUploadedFile(name, content))

    def test_the_data_prepared_for_the_bad_cases_is_otherwise_good(self) -> None:
        check_document(SimpleUploadedFile("rapport.odt", archive({**ODT, "Basic/Standard/script-lb.xml": b"<m/>"})))


class TestImages:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_the_position_is_gone_and_the_picture_upright(self, kind: str) -> None:
        cleaned = clean_image(SimpleUploadedFile(f"photo.{kind.lower()}", photograph(kind)))
        with Image.open(cleaned) as image:
            assert image.format == kind
            assert image.size == (40, 80)
            assert not image.getexif()
            assert b"Exif" not in cleaned.read() if cleaned.seek(0) == 0 else True

    def test_a_photograph_of_a_telephone_becomes_a_jpeg(self) -> None:
        import pillow_heif

        pillow_heif.register_heif_opener()
        cleaned = clean_image(SimpleUploadedFile("IMG_0001.heic", photograph("HEIF")))
        assert cleaned.name == "IMG_0001.jpg"
        with Image.open(cleaned) as image:
            assert image.format == "JPEG"
            assert not image.getexif()

    def test_an_animation_moves_on_without_its_metadata(self) -> None:
        stream = io.BytesIO()
        frames = [Image.new("RGB", (20, 20), color) for color in ("red", "green", "blue")]
        exif = Image.Exif()
        exif[GPS] = GPS_LATITUDE
        frames[0].save(stream, "WEBP", save_all=True, append_images=frames[1:], exif=exif)
        cleaned = clean_image(SimpleUploadedFile("a.webp", stream.getvalue()))
        with Image.open(cleaned) as image:
            assert image.n_frames == 3
            assert not image.getexif()

    def test_a_large_picture_is_brought_to_the_size_of_screens(self) -> None:
        cleaned = clean_image(SimpleUploadedFile("a.jpg", photograph(size=(6000, 3000))))
        with Image.open(cleaned) as image:
            assert max(image.size) == MAX_SIDE

    @pytest.mark.parametrize(
        "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a<script>", PDF, b"", photograph()[:200]]
    )
    def test_what_is_no_picture_is_refused(self, content: bytes) -> None:
        with pytest.raises(ValidationError):
            clean_image(SimpleUploadedFile("a.jpg", content))

    def test_what_hides_behind_the_picture_does_not_survive(self) -> None:
        cleaned = clean_image(SimpleUploadedFile("a.jpg", photograph() + b"<?php system('id');"))
        assert b"<?php" not in cleaned.read()


def send_one(client: Client, kind: str, file: SimpleUploadedFile, title: str = "Titre tapé") -> Any:
    return client.post(reverse(f"wagtail{kind}:add"), {"title": title, "file": file})


def send_several(client: Client, kind: str, file: SimpleUploadedFile, title: str = "Titre tapé") -> Any:
    return client.post(reverse(f"wagtail{kind}:add_multiple"), {"title": title, "files[]": file})


def send_chosen(client: Client, kind: str, file: SimpleUploadedFile, title: str = "Titre tapé") -> Any:
    prefix = {"images": "image", "docs": "document"}[kind]
    data = {f"{prefix}-chooser-upload-title": title, f"{prefix}-chooser-upload-file": file}
    return client.post(reverse(f"wagtail{kind}_chooser:create"), data)


WAYS = [send_one, send_several, send_chosen]


def words(answer: Any) -> str:
    """What the person reads, whether the answer is a page or data for the page."""
    content = answer.content.decode()
    return html.unescape(
        str(json.loads(content)) if answer.headers["Content-Type"].startswith("application") else content
    )


@pytest.mark.django_db
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
class TestWaysIn:
    @pytest.fixture(autouse=True)
    def _collect(self) -> Iterator[None]:
        """Wagtail leaves the files it saves to the garbage collector: here, and not in the test that comes next."""
        yield
        gc.collect()

    @pytest.mark.parametrize("way", WAYS)
    def test_an_image_belongs_to_the_commune_and_tells_nothing(
        self, way: Callable[..., Any], member: Any, member_client: Client
    ) -> None:
        way(member_client, "images", SimpleUploadedFile("a.jpg", photograph()))
        image = CustomImage.objects.get()
        assert image.collectivity == member.membership.collectivity
        assert (image.width, image.height) == (40, 80)
        with image.file.open() as file, Image.open(file) as opened:
            assert not opened.getexif()

    @pytest.mark.parametrize("way", WAYS)
    def test_a_document_belongs_to_the_commune(
        self, way: Callable[..., Any], member: Any, member_client: Client
    ) -> None:
        way(member_client, "docs", SimpleUploadedFile("a.pdf", PDF))
        assert CustomDocument.objects.get().collectivity == member.membership.collectivity

    @pytest.mark.parametrize("way", WAYS)
    def test_what_the_association_sends_is_shared(self, way: Callable[..., Any], association_client: Client) -> None:
        way(association_client, "images", SimpleUploadedFile("a.jpg", photograph()))
        assert CustomImage.objects.get().collectivity is None

    @pytest.mark.parametrize("way", WAYS)
    def test_a_program_renamed_is_refused_beside_the_field(
        self, way: Callable[..., Any], member_client: Client
    ) -> None:
        content = way(member_client, "docs", SimpleUploadedFile("a.pdf", b"MZ\x90\x00")).content.decode()
        assert "programme" in content
        assert "extension" not in content.replace("file_extension", "")
        assert not CustomDocument.objects.exists()

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("name", ["a.gif", "a.png", "a.jpg", "a.webp"])
    def test_a_page_that_begins_like_an_image_is_refused(
        self, way: Callable[..., Any], name: str, member_client: Client
    ) -> None:
        heads = {"gif": b"GIF89a", "png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff", "webp": b"RIFF\0\0\0\0WEBPVP8 "}
        content = heads[name[2:]] + b"<script>alert(1)</script>" * 20
        answer = way(member_client, "images", SimpleUploadedFile(name, content))
        assert answer.status_code == 200
        assert "Ce fichier n’est pas une image, malgré son nom." in words(answer)
        assert not CustomImage.objects.exists()

    @pytest.mark.parametrize("way", [send_one, send_chosen])
    @pytest.mark.parametrize("size", [(10_000, 6_000)])
    def test_sixty_megapixels_are_refused_and_the_title_is_kept(
        self, way: Callable[..., Any], size: tuple[int, int], member_client: Client
    ) -> None:
        stream = io.BytesIO()
        Image.new("1", size).save(stream, "PNG")
        content = way(member_client, "images", SimpleUploadedFile("a.png", stream.getvalue())).content.decode()
        assert "60000000" in content
        assert "Titre tap" in content
        assert not CustomImage.objects.exists()

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("name", ["a.svg", "a.exe", "a.html", "a.docm", "a.pdf.exe"])
    def test_other_kinds_are_refused(self, way: Callable[..., Any], name: str, member_client: Client) -> None:
        way(member_client, "docs", SimpleUploadedFile(name, b"x"))
        way(member_client, "images", SimpleUploadedFile(name, b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
        assert not CustomDocument.objects.exists()
        assert not CustomImage.objects.exists()

    def test_too_large_a_document_is_refused(self, settings: Any, member_client: Client) -> None:
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 100
        send_one(member_client, "docs", SimpleUploadedFile("a.pdf", PDF + b" " * 200))
        assert not CustomDocument.objects.exists()

    def test_an_image_that_waits_for_its_title_is_cleaned_as_well(self, member: Any, member_client: Client) -> None:
        answer = send_several(member_client, "images", SimpleUploadedFile("a.jpg", photograph()), title="t" * 300)
        waiting = UploadedFile.objects.get(pk=answer.json()["uploaded_file_id"])
        with waiting.file.open() as file, Image.open(file) as opened:
            assert not opened.getexif()
        address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
        prefix = f"uploaded-image-{waiting.pk}"
        assert member_client.post(address, {f"{prefix}-title": "Le bus"}).json()["success"]
        assert CustomImage.objects.get().collectivity == member.membership.collectivity

    def test_a_new_file_of_an_image_is_cleaned_as_well(self, member: Any, member_client: Client) -> None:
        send_one(member_client, "images", SimpleUploadedFile("a.png", png()))
        image = CustomImage.objects.get()
        data = {"title": "Le bus", "file": SimpleUploadedFile("b.jpg", photograph())}
        assert member_client.post(reverse("wagtailimages:edit", args=[image.pk]), data).status_code == 302
        image.refresh_from_db()
        with image.file.open() as file, Image.open(file) as opened:
            assert not opened.getexif()

    def test_an_agent_of_two_communes_says_whose_it_is(self, client_of: Callable[..., Client]) -> None:
        agent = UserFactory()
        communes = [MembershipFactory(user=agent, collectivity=CollectivityPageFactory().collectivity) for _n in "ab"]
        client, other = client_of(agent), CollectivityPageFactory().collectivity
        for membership in communes:
            key = membership.collectivity_id
            data = {"title": f"À {key}", "file": SimpleUploadedFile("a.pdf", PDF), "collectivity": key}
            client.post(reverse("wagtaildocs:add"), data)
            assert CustomDocument.objects.get(title=f"À {key}").collectivity_id == key
        data = {"title": "À d'autres", "file": SimpleUploadedFile("a.pdf", PDF), "collectivity": other.pk}
        assert client.post(reverse("wagtaildocs:add"), data).status_code == 200
        assert CustomDocument.objects.count() == 2
