"""A process that is killed in the middle of a deposit leaves the state before; after it, the state after."""

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
STEPS = ("perform", "freeze", "_write", "send_receipt")
"""What a deposit calls: the process ends as each has been done, with nothing said."""

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
    with sqlite3.connect(database) as found:
        return {
            "deposited": found.execute("select count(*) from labels_dossier where state = 'deposited'").fetchone()[0],
            "deposits": found.execute("select count(*) from labels_deposit").fetchone()[0],
            "journal": found.execute("select count(*) from labels_journalentry").fetchone()[0],
            "frozen": found.execute("select count(*) from labels_evidence where frozen_at is not null").fetchone()[0],
        }


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = tmp_path / "portal.sqlite3"
    shutil.copy(_path(), database)
    nothing = dict.fromkeys(("deposited", "deposits", "journal", "frozen"), 0)
    for step in STEPS:
        assert _after(database, step) == nothing, step
    assert _after(database, "") == dict.fromkeys(nothing, 1)
