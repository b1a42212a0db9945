"""``make test``: checks, then the suite on SQLite, on a real PostgreSQL with a real Elasticsearch, in Chromium.

Services always stop.
"""

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from environment import PYTHON, ROOT, compile_messages, main, prepare_venv

IN_CI = os.environ.get("CI") == "true"
WORKERS = str(os.cpu_count() or 2)
SERVICES = [sys.executable, str(ROOT / "scripts" / "services.py")]
NOWHERE = {"DATABASE_URL": "", "ELASTICSEARCH_URL": ""}


def services(name: str) -> None:
    """What does not go is said by the command itself; the suite does with the services there are."""
    subprocess.run([*SERVICES, name], check=False)


def addresses() -> dict[str, str]:
    """Where the services are, by variable; empty for one that is not there."""
    done = subprocess.run([*SERVICES, "env"], stdout=subprocess.PIPE, text=True, check=False)
    return NOWHERE | exported(done.stdout)


def exported(lines: str) -> dict[str, str]:
    """The variables that these lines would export in a shell."""
    words = [word for line in lines.splitlines() for word in shlex.split(line.removeprefix("export "))]
    return dict(word.split("=", 1) for word in words)


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
        found = addresses()
        failures.append(suite("SQLite", "-m", "not browser", "--cases=even", **NOWHERE))
        search = ", Elasticsearch" if found["ELASTICSEARCH_URL"] else ""
        if not search:
            failures.append(missing("no Elasticsearch could be started: what needs it did not run"))
        if found["DATABASE_URL"]:
            failures.append(
                suite(f"PostgreSQL{search}", "-m", "not browser", "--database-only", "--cases=odd", **found)
            )
        else:
            failures.append(missing("no PostgreSQL could be started: the suite ran on SQLite alone"))
        if Path("/usr/bin/chromium").exists():
            failures.append(suite("Chromium", "-m", "browser", **NOWHERE))
        else:
            failures.append(missing("no Chromium: the browser tests did not run"))
    finally:
        services("stop")
    sys.exit(int(any(failures)))


if __name__ == "__main__":
    main(everything)
