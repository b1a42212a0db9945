"""Starts and stops the real servers of the suite, PostgreSQL and Elasticsearch; installs what they and it need.

``install``, ``start``, ``stop``, ``status``, ``env``. A DATABASE_URL or ELASTICSEARCH_URL that is already set wins.
Standard library only.
"""

import fcntl
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable

from environment import Problem, main
from servers import elasticsearch, elasticsearch_bundle, postgresql
from servers.machine import FOLDER

PACKAGES = {"chromium": "chromium", "xgettext": "gettext"}
SERVERS = (postgresql, elasticsearch)


def install_packages(packages: list[str]) -> None:
    """Install Debian's packages where this can be done: as root, with apt-get."""
    if not packages or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # One by one: a release of Debian without one of them still gives the others.
    for command in (["update"], *(["install", "-y", package] for package in packages)):
        subprocess.run(["apt-get", "-qq", *command], check=False, stdout=subprocess.DEVNULL, env=quiet)


def install() -> None:
    missing = [package for program, package in PACKAGES.items() if not shutil.which(program)]
    install_packages([*missing, *elasticsearch_bundle.missing_packages()])
    for program, package in PACKAGES.items():
        if not shutil.which(program):
            print(f"⚠ {program} is missing (Debian's package {package}): what needs it is skipped.", file=sys.stderr)
    if not elasticsearch_bundle.is_installed():
        elasticsearch.forget()
    elasticsearch_bundle.install()


def each(actions: list[Callable[[], None]]) -> None:
    """Do them all, whatever happens to one, then tell what did not go."""
    problems = []
    for action in actions:
        try:
            action()
        except (Problem, OSError) as problem:
            problems.append(str(problem))
    if problems:
        raise Problem("\n✗ ".join(problems))


def start() -> None:
    each([server.start for server in SERVERS])


def stop() -> None:
    each([server.stop for server in SERVERS])


def env() -> None:
    """Print what a shell evaluates to reach the servers there are."""
    for server in SERVERS:
        if url := server.url():
            print(f"export {server.VARIABLE}={shlex.quote(url)}")


def status() -> None:
    for server in SERVERS:
        pid = server.server_pid()
        print(f"{server.NAME}: {f'running (process {pid})' if pid else 'stopped'}")


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
