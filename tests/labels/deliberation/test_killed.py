"""A process that is killed in the middle of a decision leaves the state before; after it, the state after."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.database_template import _path

PROGRAM = Path(__file__).with_name("killed.py")
STEPS = ("_write_presences", "perform")
"""What a decision calls once it is written: the process ends as each has been done, with nothing said."""

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="It kills a process that has a file of its own")


def _after(database: Path, step: str) -> dict[str, int]:
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": str(settings.BASE_DIR),
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(PROGRAM), step],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == (-9 if step else 0), done.stderr.decode()[-2_000:]
    counts = {
        "labelled": "select count(*) from labels_dossier where state = 'labelled'",
        "decisions": "select count(*) from labels_decision",
        "presences": "select count(*) from labels_presence",
        "journal": "select count(*) from labels_journalentry where action = 'label'",
    }
    with sqlite3.connect(database) as found:
        return {name: found.execute(count).fetchone()[0] for name, count in counts.items()}


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = tmp_path / "portal.sqlite3"
    shutil.copy(_path(), database)
    nothing = {"labelled": 0, "decisions": 0, "presences": 0, "journal": 0}
    for step in STEPS:
        assert _after(database, step) == nothing, step
    assert _after(database, "") == {"labelled": 1, "decisions": 1, "presences": 4, "journal": 1}
