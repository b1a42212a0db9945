"""Where the files of dossiers lie: outside of the media that the web serves, read through a view that checks."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def dossier_storage() -> FileSystemStorage:
    """Asked for each time, so that a test has its own; no address leads to it."""
    return FileSystemStorage(location=settings.PRIVATE_ROOT / "dossiers", base_url=None, file_permissions_mode=0o600)
