"""Where private files lie: outside of the media that the web serves, read through a view that checks."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def dossier_storage() -> FileSystemStorage:
    """Asked for each time, so that a test has its own; no address leads to it."""
    return _private("dossiers")


def minutes_storage() -> FileSystemStorage:
    """The same for the minutes of the jury, as they were printed."""
    return _private("minutes")


def keep_once(storage: FileSystemStorage, name: str, content: bytes) -> None:
    """Keep a file under this very name: who reads it meanwhile reads none of it, or all of it."""
    path = Path(storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)


def _private(folder: str) -> FileSystemStorage:
    return FileSystemStorage(location=settings.PRIVATE_ROOT / folder, base_url=None, file_permissions_mode=0o600)
