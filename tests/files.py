"""Small real files, as the programs of town halls write them."""

import io
import zipfile
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter

from home.demo import pdf as demo_pdf

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def archive(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries.items():
            opened.writestr(name, content)
    return stream.getvalue()


def pdf(*paragraphs: str, title: str = "Document") -> bytes:
    return demo_pdf.write(title, list(paragraphs))


def locked_pdf(text: str, user: str, owner: str = "mairie") -> bytes:
    """Encrypted as today: it asks for ``user``, which may be empty."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(text))))
    writer.encrypt(user, owner, algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def raw_pdf(content: bytes, encoding: bytes = b"/WinAnsiEncoding", compressed: bool = False) -> bytes:
    """One page that draws this, with a font of this encoding."""
    pieces = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: b"<< /Length %d%s >>\nstream\n%s\nendstream"
        % (len(content), b" /Filter /FlateDecode" if compressed else b"", content),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding %s >>" % encoding,
    }
    data, positions = b"%PDF-1.4\n", []
    for number, piece in pieces.items():
        positions.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, piece)
    table = b"".join(b"%010d 00000 n \n" % position for position in positions)
    return data + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(data))
    )


def docx(*paragraphs: str, before: str = "") -> bytes:
    """``before`` stands before the text, as a declaration of entities would."""
    runs = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return docx_of(f'{before}<w:document xmlns:w="{WORD}"><w:body>{runs}</w:body></w:document>')


def docx_of(xml: str) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def odt(*paragraphs: str) -> bytes:
    return odt_of("".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs))


def odt_of(body: str, manifest: str = "<manifest/>", before: str = "") -> bytes:
    content = (
        f'{before}<office:document-content xmlns:office="{OFFICE}" xmlns:text="{TEXT}">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )
