"""A migrated SQLite database, kept from one run of the suite to the next: migrating takes longer than most runs.

The copy is named after everything it was made from, so a changed migration, text or dependency makes a new one.
"""

import hashlib
import os
import sqlite3
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

FOLDER = Path(settings.BASE_DIR) / ".cache" / "tests"
MADE_FROM = (
    "requirements/dev.txt",
    "*/migrations/*.py",
    "initiatives/data/*",
    "home/*.*",
    "collectivities/rights.py",
    "search/fts.py",
    "search/data/*",
)


def template_path() -> Path:
    total = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            total.update(path.name.encode() + b"\0" + path.read_bytes())
    return FOLDER / f"{total.hexdigest()[:24]}.sqlite3"


def start_from_template() -> None:
    """Have the first connection to a database in memory begin with what an earlier run kept."""
    path = template_path()
    if connection.vendor == "sqlite" and path.exists():
        connection_created.connect(_restore, dispatch_uid="database-template")


def _restore(connection: Any, **kwargs: Any) -> None:
    connection_created.disconnect(dispatch_uid="database-template")
    source = sqlite3.connect(template_path())
    source.backup(connection.connection)
    source.close()


def keep_as_template() -> None:
    """Keep the database as it is now for the next runs; the older copies go."""
    path = template_path()
    if connection.vendor != "sqlite" or path.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    # Two workers may do this at once: each writes a file of its own, the last one stays.
    part = path.with_suffix(f".{os.getpid()}")
    target = sqlite3.connect(part)
    connection.connection.backup(target)
    target.close()
    part.replace(path)
