"""Writes a page of text as a PDF: enough for the files that sheets of the demonstration give, without a library."""

import textwrap

WIDTH, HEIGHT = 595, 842
"""A4, in points."""
MARGIN, TITLE_SIZE, TEXT_SIZE, LEADING = 64, 18, 11, 17
TITLE_COLUMNS, TEXT_COLUMNS = 46, 82
"""Characters a line holds at these sizes."""


def write(title: str, paragraphs: list[str]) -> bytes:
    """One page: a title, then the paragraphs. Raises ValueError when they do not fit, or hold what Latin 1 lacks."""
    content = _content(title, paragraphs)
    font = "/Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding"
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) /ViewerPreferences << /DisplayDocTitle true >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
            "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            f"<< {font} /BaseFont /Helvetica >>".encode(),
            f"<< {font} /BaseFont /Helvetica-Bold >>".encode(),
            b"<< /Title (%s) >>" % _escaped(title),
        ]
    )


def _content(title: str, paragraphs: list[str]) -> bytes:
    lines = [b"BT", b"%d %d Td" % (MARGIN, HEIGHT - MARGIN - TITLE_SIZE), b"/F2 %d Tf" % TITLE_SIZE, b"24 TL"]
    lines += [_line(line) for line in textwrap.wrap(title, TITLE_COLUMNS)]
    lines += [b"/F1 %d Tf" % TEXT_SIZE, b"%d TL" % LEADING]
    text = [line for paragraph in paragraphs for line in ("", *textwrap.wrap(paragraph, TEXT_COLUMNS))]
    if len(text) * LEADING > HEIGHT - 3 * MARGIN:
        raise ValueError(f"« {title} » does not fit on one page.")
    return b"\n".join([*lines, *(_line(line) for line in text), b"ET"])


def _line(text: str) -> bytes:
    return b"(%s) Tj T*" % _escaped(text)


def _escaped(text: str) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return escaped.encode("latin-1")


def _file(objects: list[bytes]) -> bytes:
    """The objects numbered from 1, the first being the catalogue and the last the information on the document."""
    data, positions = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        positions.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % position for position in positions)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, size - 1, len(data))
    )
