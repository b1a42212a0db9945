"""``make run`` and what it is made of: each trouble ends with one clear line, and the next run goes on from there."""

import importlib
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

SCRIPTS = Path(settings.BASE_DIR) / "scripts"


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Imports a script as it would run with ``PORTAL_VAR`` in a folder of this test."""
    monkeypatch.syspath_prepend(str(SCRIPTS))
    monkeypatch.setenv("PORTAL_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("DATABASE_URL", "")

    def load(name: str, **environment: str) -> Any:
        for key, value in environment.items():
            monkeypatch.setenv(key, value)
        for module in ("environment", "run"):
            sys.modules.pop(module, None)
        return importlib.import_module(name)

    yield load
    for module in ("environment", "run"):
        sys.modules.pop(module, None)


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, SCRIPTS / "run.py"],
        env={"PATH": os.environ["PATH"], "PORTAL_VAR": str(tmp_path / "var"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def only_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a run that stopped says: one line, after an empty one."""
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1
    return lines[0]


class TestTroubles:
    def test_a_port_that_is_taken(self, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            line = only_line(start(tmp_path, PORT=str(port)))
        assert f"127.0.0.1:{port} cannot be used" in line
        assert "make run PORT=8001" in line

    @pytest.mark.parametrize("port", ["huit-mille", "99999", "-1"])
    def test_a_port_that_is_none(self, tmp_path: Path, port: str) -> None:
        assert f"{port} cannot be used" in only_line(start(tmp_path, PORT=port))

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "var").write_text("a file stands where the folder should")
        line = only_line(start(tmp_path))
        assert "Nothing can be written in" in line
        assert "PORTAL_VAR=" in line

    def test_no_room_on_the_disk(self, script: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        environment = script("environment")
        monkeypatch.setattr(environment.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 5 * 2**20}))
        with pytest.raises(environment.Problem, match="Only 5 MB are free"):
            environment.check_room()

    def test_another_run_at_work(self, tmp_path: Path, script: Any) -> None:
        run = script("run")
        run.check_room()
        with (run.VAR / ".lock").open("w") as lock:
            run.fcntl.flock(lock, run.fcntl.LOCK_EX)
            assert "Another « make run » is at work" in only_line(start(tmp_path, PORT="0"))

    def test_a_python_that_is_too_old(self, tmp_path: Path) -> None:
        for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
            old = tmp_path / name
            old.write_text("#!/bin/sh\nexit 1\n")
            old.chmod(old.stat().st_mode | stat.S_IXUSR)
        done = subprocess.run(
            ["/bin/sh", SCRIPTS / "find-python"],
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert only_line(done).startswith("The portal needs Python 3.11 or newer")

    def test_a_command_that_fails_shows_what_it_said(self, script: Any) -> None:
        environment = script("environment")
        with pytest.raises(environment.Problem, match="no such luck"):
            environment.run(sys.executable, "-c", "import sys; print('no such luck'); sys.exit(3)")

    def test_an_interruption_is_no_traceback(self, script: Any) -> None:
        def interrupted() -> None:
            raise KeyboardInterrupt

        with pytest.raises(SystemExit, match="The next run goes on from here"):
            script("environment").main(interrupted)


class TestSteps:
    def test_a_step_is_done_once_and_again_when_what_it_reads_changes(self, script: Any, tmp_path: Path) -> None:
        step, done = script("environment").step, []
        assert step("Migrating", tmp_path / "stamp", "one", lambda: done.append(1))
        assert not step("Migrating", tmp_path / "stamp", "one", lambda: done.append(2))
        assert step("Migrating", tmp_path / "stamp", "two", lambda: done.append(3))
        assert done == [1, 3]

    def test_an_interrupted_step_is_done_again(self, script: Any, tmp_path: Path) -> None:
        step, done = script("environment").step, []

        def interrupted() -> None:
            raise KeyboardInterrupt

        assert step("Loading", tmp_path / "stamp", "one", lambda: done.append(1))
        with pytest.raises(KeyboardInterrupt):
            step("Loading", tmp_path / "stamp", "two", interrupted)
        assert step("Loading", tmp_path / "stamp", "one", lambda: done.append(2))
        assert done == [1, 2]

    def test_the_fingerprint_follows_the_content_of_the_files(self, script: Any, tmp_path: Path) -> None:
        digest, file = script("environment").digest, tmp_path / "communes.csv"
        file.write_text("01001")
        first = digest([file])
        assert digest([file]) == first
        file.write_text("01002")
        assert digest([file]) != first

    def test_each_database_has_its_own_stamps(self, script: Any) -> None:
        embedded = script("run").STAMPS
        other = script("run", DATABASE_URL="postgres://portal@db.example/portal").STAMPS
        assert embedded != other
        assert "portal@" not in str(other)

    def test_a_database_that_was_removed_is_prepared_again(self, script: Any) -> None:
        run = script("run")
        run.STAMPS.mkdir(parents=True)
        (run.STAMPS / "migrate").write_text("done")
        (run.VAR / "portal.sqlite3").write_text("")
        run.forget_lost_database()
        assert (run.STAMPS / "migrate").exists()
        (run.VAR / "portal.sqlite3").unlink()
        run.forget_lost_database()
        assert not run.STAMPS.exists()


def test_every_command_of_make_has_its_help() -> None:
    makefile = (Path(settings.BASE_DIR) / "Makefile").read_text()
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    described = [line.split(":")[0] for line in makefile.splitlines() if ": ##" in line]
    assert sorted(phony) == sorted(described)
