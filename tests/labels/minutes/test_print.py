"""Minutes as a PDF: accessible, the same each time, their fingerprint on every page."""

import io

import pytest
from pypdf import PdfReader

from labels.minutes.keeping import keep_pdf, pdf_of
from labels.minutes.printing import print_minutes
from labels.minutes.sealing import seal_sitting
from labels.models import Minutes
from labels.storage import minutes_storage
from tests.labels.minutes.world import Held, held

pytestmark = pytest.mark.django_db


@pytest.fixture
def minutes(ended: Held) -> Minutes:
    return seal_sitting(ended.sitting, None)


def _text(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_it_says_all_of_it_in_french(minutes: Minutes) -> None:
    text = " ".join(" ".join(_text(print_minutes(minutes))).split())
    for told in (
        "Procès-verbal n° 1 du jury 2027", "Séance 1, à huis clos", "Ouverte le : 14 décembre 2026 à 9 h 00",
        "Présidée par : Maryvonne Le Bris", "1. Arvieu", "Labellisé, Trois arobases", "Mentions : Logiciel libre",
        "Note moyenne : 68,34", "Note corrigée : 73,21", "Sorti·es : Awa Diallo", "Non labellisé",
        "Il reste à ouvrir le samedi.",
    ):  # fmt: skip
        assert told in text


def test_it_is_accessible_and_names_nothing_in_its_metadata(minutes: Minutes) -> None:
    reader = PdfReader(io.BytesIO(print_minutes(minutes)))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fr", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert reader.metadata == {
        "/Title": "Procès-verbal n°\xa01 du jury 2027", "/Author": "Villes Internet", "/Creator": "Typst 0.15.1",
    }  # fmt: skip


def test_each_page_has_the_fingerprint() -> None:
    towns = [(str(10_000 + one), f"Commune {one}", one % 6) for one in range(20)]
    minutes = seal_sitting(held(towns=towns).sitting, None)
    pages = _text(print_minutes(minutes))
    assert len(pages) > 2
    assert all(minutes.fingerprint in page for page in pages)


def test_it_is_printed_once_and_kept_out_of_the_web(minutes: Minutes) -> None:
    keep_pdf.func(minutes.pk)
    assert f"{minutes.fingerprint}.pdf" in minutes_storage().listdir("")[1]
    assert pdf_of(minutes) == print_minutes(minutes)
