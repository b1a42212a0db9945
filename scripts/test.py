"""``make test``: checks, then the suite on SQLite, on a real PostgreSQL, in a real Chromium. Services always stop."""

import os
import subprocess
import sys
import time
from pathlib import Path

from environment import PYTHON, ROOT, compile_messages, main, prepare_venv

IN_CI = os.environ.get("CI") == "true"
WORKERS = str(os.cpu_count() or 2)


def services(name: str) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "services.py", name], stdout=subprocess.PIPE, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def suite(title: str, *arguments: str, **environment: str) -> int:
    print(f"\n── {title}", flush=True)
    start = time.monotonic()
    # A test may ask for the same worker as others that share what is long to make.
    command = [str(PYTHON), "-m", "pytest", "-q", "-n", WORKERS, "--dist", "loadgroup", *arguments]
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode
    print(f"── {title}: {time.monotonic() - start:.0f} s", flush=True)
    return code


def checks() -> int:
    return subprocess.run([sys.executable, ROOT / "scripts" / "check.py"], cwd=ROOT, check=False).returncode


def missing(what: str) -> int:
    """A missing service skips here, loudly, and fails where the whole suite must run."""
    print(f"\n{'✗' if IN_CI else '⚠ SKIPPED:'} {what}", file=sys.stderr, flush=True)
    return int(IN_CI)


def everything() -> None:
    prepare_venv("dev.txt")
    compile_messages()
    services("install")
    failures = [checks()]
    try:
        services("start")
        url = services("env").removeprefix("export DATABASE_URL=").strip()
        failures.append(suite("SQLite", "-m", "not browser", DATABASE_URL=""))
        if url:
            failures.append(suite("PostgreSQL", "-m", "not browser", DATABASE_URL=url))
        else:
            failures.append(missing("no PostgreSQL could be started: the suite ran on SQLite alone"))
        if Path("/usr/bin/chromium").exists():
            failures.append(suite("Chromium", "-m", "browser", DATABASE_URL=""))
        else:
            failures.append(missing("no Chromium: the browser tests did not run"))
    finally:
        services("stop")
    sys.exit(int(any(failures)))


if __name__ == "__main__":
    main(everything)
