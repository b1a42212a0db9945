"""``make check``: everything that can be said of the code without running it."""

import os
import subprocess
import sys
import time

from environment import PYTHON, ROOT, main, prepare_venv

APPS = ("portal", "collectivities", "initiatives", "labels", "search", "home")
BIN = ROOT / ".venv" / "bin"
CHECKS: tuple[tuple[str, list[object]], ...] = (
    ("lint", [BIN / "ruff", "check", "."]),
    ("format", [BIN / "ruff", "format", "--check", "."]),
    ("templates", [BIN / "djlint", "--lint", "--quiet", "templates"]),
    ("types", [BIN / "mypy", *APPS, "benchmarks"]),
    ("imports", [BIN / "lint-imports"]),
    ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("system", [PYTHON, "manage.py", "check", "--fail-level", "WARNING"]),
    ("messages", [PYTHON, "scripts/messages.py", "--check"]),
)


def check() -> None:
    prepare_venv("dev.txt")
    failed = []
    for name, command in CHECKS:
        start = time.monotonic()
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "portal.settings.test",
                "DATABASE_URL": "",
                "ELASTICSEARCH_URL": "",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        print(f"{'✓' if done.returncode == 0 else '✗'} {name} ({time.monotonic() - start:.0f} s)", flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stdout, flush=True)
    if failed:
        sys.exit(f"Checks failed: {', '.join(failed)}")


if __name__ == "__main__":
    main(check)
