"""Small PDFs that do what files of a dossier may not."""

import io

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def plain() -> bytes:
    return _written(_writer())


def locked(password: str = "secret", user_password: str = "") -> bytes:
    """With an empty ``user_password``, anyone may read it."""
    writer = _writer()
    writer.encrypt(user_password=user_password, owner_password=password, algorithm="AES-256")
    return _written(writer)


def with_script() -> bytes:
    writer = _writer()
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    return _written(writer)


def with_file() -> bytes:
    writer = _writer()
    writer.add_attachment("virus.txt", b"x")
    return _written(writer)


def with_launch() -> bytes:
    """On a note of its page, in an object that is compressed."""
    writer = _writer()
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("calc.exe")})
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    return _written(writer)


def _writer() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def _written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
