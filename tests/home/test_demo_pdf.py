"""The files of the demonstration: PDF that readers of PDF take."""

import re

import pytest

from collectivities.file_texts.reading import extract
from home.demo import content, pdf

DOCUMENTS = [text for sheet in content.initiatives() for text in sheet.get("documents", [])]


def test_the_table_leads_to_each_object():
    data = pdf.write("Le prêt (six semaines)", ["Une panne n'est pas une faute : on répare.", "Gratuit."])
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])
    positions = [int(entry) for entry in re.findall(rb"(\d{10}) 00000 n ", data[start:])]

    assert data.startswith(b"%PDF-1.4\n")
    assert data[start:].startswith(b"xref\n0 8\n")
    assert [data[position:].split(b" ", 1)[0] for position in positions] == [b"%d" % n for n in range(1, 8)]


def test_the_length_of_the_page_is_what_it_says():
    data = pdf.write("Titre", ["Un texte."])
    length, stream = re.search(rb"/Length (\d+) >>\nstream\n(.*?)\nendstream", data, re.DOTALL).groups()

    assert len(stream) == int(length)


def test_brackets_and_accents_are_written():
    data = pdf.write("L'accès (gratuit) \\ été", [])

    assert rb"(L'acc\350s \(gratuit\) \\ ".replace(rb"\350", b"\xe8").replace(rb"\\", b"\\\\") in data


def test_what_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        pdf.write("Titre", ["Un paragraphe."] * 60)


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text["slug"])
def test_every_file_of_the_sheets_can_be_written(text):
    assert pdf.write(text["title"], text["paragraphs"])


@pytest.mark.parametrize("text", DOCUMENTS, ids=lambda text: text["slug"])
def test_the_search_reads_every_word_of_them(text):
    written = " ".join([text["title"], *text["paragraphs"]])
    assert extract(pdf.write(text["title"], text["paragraphs"]), "pdf").text.split() == written.split()
