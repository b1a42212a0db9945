"""Makes the files of a dataset, row by row, and puts them in the place of the former ones at once."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from io import TextIOWrapper
from typing import IO, Any

from django.core.files import File
from django.db import transaction

from portal import page_cache
from portal.languages import in_french
from search.models import DataFile
from search.open_data.datasets import Dataset
from search.open_data.formats import FORMATS, Format

BLOCK = 1 << 16


def produce(dataset: Dataset) -> list[DataFile]:
    """Write every format of a dataset, then give them all: until then, and where one fails, the former ones stay."""
    with in_french(), ExitStack() as stack:
        streams = [stack.enter_context(tempfile.TemporaryFile()) for _form in FORMATS]
        rows = _write(dataset, streams)
        made = [_file(dataset, form, stream, rows) for form, stream in zip(FORMATS, streams, strict=True)]
    with transaction.atomic():
        DataFile.objects.bulk_create(made)
        for form in FORMATS:
            _forget_former(dataset, form)
    page_cache.forget_all()
    return made


def _write(dataset: Dataset, streams: Iterable[IO[bytes]]) -> int:
    """Read each row once, for every format: all files of a production say the same. Returns how many there are."""
    texts = [TextIOWrapper(stream, encoding="utf-8", newline="") for stream in streams]
    writers = [form.writer(text, dataset.columns) for form, text in zip(FORMATS, texts, strict=True)]
    count = 0
    for number, row in enumerate(dataset.rows(), 1):
        for write in writers:
            write(row)
        count = number
    for text in texts:
        # The stream stays open: it is read next.
        text.flush()
        text.detach()
    return count


def _file(dataset: Dataset, form: Format, stream: IO[bytes], rows: int) -> DataFile:
    """A row that is not saved yet, with its file in the storage."""
    size = stream.tell()
    row = DataFile(dataset=dataset.name, extension=form.extension, rows=rows, size=size, digest=_digest(stream))
    row.file.save(f"{dataset.name}.{form.extension}", File(stream), save=False)
    return row


def _digest(stream: IO[bytes]) -> str:
    stream.seek(0)
    digest = hashlib.sha256()
    while block := stream.read(BLOCK):
        digest.update(block)
    stream.seek(0, os.SEEK_SET)
    return digest.hexdigest()


def _forget_former(dataset: Dataset, form: Format) -> None:
    former = list(DataFile.objects.of(dataset.name, form.extension)[DataFile.KEPT :])
    DataFile.objects.filter(pk__in=[row.pk for row in former]).delete()
    for row in former:
        transaction.on_commit(_removal(row.file))


def _removal(file: Any) -> Any:
    return lambda: file.storage.delete(file.name)
