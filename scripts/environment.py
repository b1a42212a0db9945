"""What the commands of ``make`` share: folders, steps done once, clear errors. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("PORTAL_VAR") or ROOT / "var").resolve()
NEEDED_BYTES = 800 * 1024 * 1024


class Problem(Exception):  # noqa: N818 - it is told to a person, not raised at a programmer
    """Something the person can mend; the message is one line that says how."""


def digest(paths: Iterable[Path], *more: str) -> str:
    """A fingerprint of these files: a step whose fingerprint is unchanged is not done again."""
    total = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        total.update(str(path).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def run(*command: str | Path, show: bool = False, **environment: str) -> None:
    """Run a command of the project; its output is shown only when it fails, or always with ``show``."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=None if show else subprocess.PIPE,
        stderr=None if show else subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = (done.stdout or "").strip().splitlines()
        raise Problem("\n".join([*lines[-12:], f"The command failed: {' '.join(str(part) for part in command[:4])}"]))


def step(name: str, stamp: Path, fingerprint: str, action: Callable[[], None]) -> bool:
    """Do a step unless done with the same fingerprint. The stamp comes last: an interrupted step is done again."""
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    print(f"▸ {name}…", end=" ", flush=True)
    start = time.monotonic()
    stamp.unlink(missing_ok=True)
    action()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)
    print(f"done in {time.monotonic() - start:.0f} s", flush=True)
    return True


def prepare_venv(lock: str) -> None:
    """Make ``.venv`` and install a lock file into it, with hashes."""
    file = ROOT / "requirements" / lock
    fingerprint = digest([file], sys.version)

    def install() -> None:
        pip = [str(PYTHON), "-m", "pip", "--version"]
        if not PYTHON.exists() or subprocess.run(pip, capture_output=True, check=False).returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            run(sys.executable, "-m", "venv", VENV)
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", file)

    step(f"Installing the dependencies ({lock})", VENV / f".installed-{lock}", fingerprint, install)


def server_command(
    host: str, port: str | int, application: str = "portal.wsgi:application", workers: int = 1
) -> list[str]:
    """The server of the demonstration: one worker, since SQLite has one writer and the page cache is its own."""
    command = [str(PYTHON), "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    options = ["--workers", str(workers), "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    return [*command, *options, application]


def compile_messages() -> None:
    """Make the catalogues that the portal reads from the translations that people write."""
    step(
        "Compiling the translations",
        VENV / ".messages",
        digest((ROOT / "locale").glob("*/LC_MESSAGES/django.po")),
        lambda: run(PYTHON, ROOT / "scripts" / "compile_messages.py"),
    )


def check_room() -> None:
    try:
        VAR.mkdir(parents=True, exist_ok=True)
        probe = VAR / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise Problem(
            f"Nothing can be written in {VAR}: {error.strerror}. Choose another folder: PORTAL_VAR=/path make run"
        ) from error
    free = shutil.disk_usage(VAR).free
    if free < NEEDED_BYTES:
        raise Problem(f"Only {free // 2**20} MB are free in {VAR}; {NEEDED_BYTES // 2**20} MB are needed.")


def main(action: Callable[[], None]) -> None:
    """Run a command; a problem or an interruption ends it with one clear line."""
    try:
        action()
    except Problem as problem:
        sys.exit(f"\n✗ {problem}")
    except KeyboardInterrupt:
        sys.exit("\n✗ Interrupted. The next run goes on from here.")
    except OSError as error:
        sys.exit(f"\n✗ {error.strerror or error}: {error.filename or ''}")
