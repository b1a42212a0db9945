"""What the servers need of the machine: a folder, an account that is not root, free ports, a process of their own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from environment import ROOT, Problem

FOLDER = Path(os.environ.get("SERVICES_DIR") or ROOT / ".cache" / "services").absolute()
STOP_SECONDS = 30


def unprivileged() -> dict[str, Any]:
    """What ``subprocess`` is told so that a server, which refuses root, runs as nobody; nothing for anybody else."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def run_unprivileged(command: Iterable[object], **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run a command as the account of the servers, with what ``subprocess.run`` is told besides; it is not checked."""
    return subprocess.run([str(part) for part in command], text=True, check=False, **options, **unprivileged())


def hand_over(*paths: Path) -> None:
    """Give these files and folders to the account the servers run as."""
    owner = unprivileged()
    if owner:
        for path in paths:
            shutil.chown(path, owner["user"], owner["group"])


def open_the_way(folder: Path) -> None:
    """Let the account of the servers pass through the folders above this one; Problem where it may not."""
    if os.geteuid() != 0:
        return
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if mode & 0o001:
            continue
        if not (parent.is_relative_to(ROOT) or parent.is_relative_to(FOLDER)):
            raise Problem(
                f"The servers, which run as nobody, may not pass {parent}: set SERVICES_DIR to another folder."
            )
        parent.chmod(mode | 0o111)


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on at this moment, all different."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [free.getsockname()[1] for free in sockets]


def running(pid_file: Path, argument: str) -> int | None:
    """The pid in this file if that process was started with this argument, so that nothing else is ever stopped."""
    try:
        pid = int(pid_file.read_text().splitlines()[0])
        arguments = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError, IndexError):
        return None
    return pid if argument.encode() in arguments else None


def end(name: str, server_pid: Callable[[], int | None], by: signal.Signals) -> None:
    """Stop a server and wait until it has; nothing when it does not run."""
    pid = server_pid()
    if not pid:
        return
    os.kill(pid, by)
    deadline = time.monotonic() + STOP_SECONDS
    while server_pid():
        if time.monotonic() > deadline:
            raise Problem(f"{name} (process {pid}) does not stop.")
        time.sleep(0.1)
