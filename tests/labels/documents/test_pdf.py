"""What Typst makes of data: an accessible PDF, the same each time, in which nothing that was written is markup."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from labels.documents import pdf
from labels.documents.pdf import DocumentError, compile_pdf

HOSTILE = '#panic("x") #import "@preview/a:1.0.0" *gras* $x^2$ <etiquette> @renvoi \\ `code` [bloc] /* rien */ "'
SECTION = {
    "title": HOSTILE,
    "questions": [
        {"number": "1.1", "text": HOSTILE, "answer": [HOSTILE], "proofs": [{"title": HOSTILE, "detail": HOSTILE}]}
    ],
}


def _data(**values: Any) -> dict[str, Any]:
    return {
        "title": "Dossier de candidature 2027", "author": "Le Mené", "kicker": "Label Ville Internet",
        "name": "Le Mené", "facts": [("Numéro", "2027-0001")], "footer": "Dossier n° 2027-0001",
        "unanswered": "Sans réponse", "sections": [SECTION], "seal": "Empreinte", "sealed": "Elle change.",
        "fingerprint": "ab" * 32, **values,
    }  # fmt: skip


def _read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def test_what_somebody_wrote_is_printed_and_never_read_as_markup() -> None:
    text = _read(compile_pdf("dossier.typ", _data(name=HOSTILE))).pages[0].extract_text().replace("\n", " ")
    assert text.count('#panic("x")') == 6
    assert "*gras* $x^2$ <etiquette> @renvoi" in text


def test_it_is_tagged_and_titled_in_french_and_claims_pdf_ua() -> None:
    reader = _read(compile_pdf("dossier.typ", _data()))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("fr", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    fonts = [font.get_object()["/BaseFont"] for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert any("Bricolage" in font for font in fonts)


def test_its_metadata_name_the_document_and_nothing_of_the_machine_nor_the_hour() -> None:
    assert _read(compile_pdf("dossier.typ", _data())).metadata == {
        "/Title": "Dossier de candidature 2027",
        "/Author": "Le Mené",
        "/Creator": "Typst 0.15.1",
    }


def test_the_same_data_give_the_same_bytes() -> None:
    assert compile_pdf("dossier.typ", _data()) == compile_pdf("dossier.typ", _data())


def test_a_sign_that_no_font_draws_denies_nobody_the_document() -> None:
    content = compile_pdf("dossier.typ", _data(name="Le Mené 😀 中"))
    assert "Le Mené" in _read(content).pages[0].extract_text()


def test_what_fails_says_so() -> None:
    with pytest.raises(DocumentError, match=r"dossier\.typ"):
        compile_pdf("dossier.typ", {})


def test_what_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE_SECONDS", 0.01)
    with pytest.raises(DocumentError, match="no answer"):
        compile_pdf("dossier.typ", _data())
