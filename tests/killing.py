"""Programs that are killed in the middle of what they do, each on a database of its own: what it then holds."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.database_template import template_path

ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="It kills a process that has a file of its own")


def database_in(folder: Path) -> Path:
    """A copy of the migrated database of the suite."""
    return Path(shutil.copy(template_path(), folder / "portal.sqlite3"))


def counted_after(
    program: Path, arguments: list[str], database: Path, counts: Mapping[str, str], *, is_killed: bool, **variables: str
) -> dict[str, int]:
    """What each of these statements counts once the program ended as it should; ``variables`` are its environment's."""
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PYTHONPATH": str(settings.BASE_DIR),
        **variables,
    }
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(program), *arguments],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == (-9 if is_killed else 0), done.stderr.decode()[-2_000:]
    with sqlite3.connect(database) as found:
        return {name: found.execute(statement).fetchone()[0] for name, statement in counts.items()}


def kill_after(module: Any, step: str, times: int = 1) -> None:
    """From now on this process ends, with nothing said, as a function of a module has been done so many times."""
    setattr(module, step, _killing(getattr(module, step), times))


def _killing(done: Callable[..., Any], times: int) -> Callable[..., Any]:
    left = [times]

    def killed(*args: Any, **kwargs: Any) -> Any:
        found = done(*args, **kwargs)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return found

    return killed
