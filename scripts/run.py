"""``make run``: from a fresh clone to the demonstration. A step already done is skipped: a second run takes seconds."""

import fcntl
import hashlib
import os
import shutil
import socket

from environment import (
    PYTHON,
    ROOT,
    VAR,
    Problem,
    check_room,
    compile_messages,
    digest,
    main,
    prepare_venv,
    run,
    server_command,
    step,
)

HOST = os.environ.get("HOST") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"
DATABASE_URL = os.environ.get("DATABASE_URL", "")
STAMPS = VAR / "stamps" / (hashlib.sha256(DATABASE_URL.encode()).hexdigest()[:12] if DATABASE_URL else "sqlite")
"""What was done, by database: another one has yet to be prepared."""
APPS = ("portal", "collectivities", "initiatives", "labels", "search", "home")


def manage(*arguments: str, show: bool = False) -> None:
    run(PYTHON, ROOT / "manage.py", *arguments, show=show, PORTAL_VAR=str(VAR))


def check_port() -> None:
    family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
    try:
        with socket.create_server((HOST, int(PORT)), family=family):
            pass
    except (OSError, ValueError, OverflowError) as error:
        raise Problem(f"{HOST}:{PORT} cannot be used ({error}). Choose another port: make run PORT=8001") from error


def forget_lost_database() -> None:
    """Somebody removed the SQLite file: what was done to it is to be done again."""
    if not DATABASE_URL and not (VAR / "portal.sqlite3").exists():
        shutil.rmtree(STAMPS, ignore_errors=True)


def prepare() -> None:
    forget_lost_database()
    migrations = [path for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]
    reference = list((ROOT / "collectivities" / "data").glob("*"))
    lock = (ROOT / "requirements" / "base.txt").read_text()
    compile_messages()
    step(
        "Preparing the database",
        STAMPS / "migrate",
        digest(migrations, lock),
        lambda: manage("migrate", "--verbosity=0"),
    )
    step(
        "Loading every commune of France",
        STAMPS / "collectivities",
        digest(reference),
        lambda: manage("load_collectivities"),
    )
    step(
        "Making the first pages",
        STAMPS / "portal",
        digest([ROOT / "home" / "structure.py"]),
        lambda: manage("setup_portal"),
    )
    # Loaded once: an editor may have removed or changed it since.
    step(
        "Loading the demonstration and its index, some minutes", STAMPS / "demo", "loaded", lambda: manage("load_demo")
    )
    step(
        "Producing the open data",
        STAMPS / "open-data",
        digest([*(ROOT / "search" / "open_data").glob("*.py")]),
        lambda: manage("produce_open_data", "--now"),
    )


def serve() -> None:
    local = HOST in ("127.0.0.1", "0.0.0.0", "::1", "::")
    address = f"http://{'localhost' if local else f'[{HOST}]' if ':' in HOST else HOST}:{PORT}"
    print(f"\nThe portal    {address}/\nThe editors   {address}/admin/\n\nDemonstration accounts:")
    manage("load_demo", "--accounts", show=True)
    print("\nCtrl-C stops it.", flush=True)
    command = server_command(HOST, PORT)
    environment = {**os.environ, "PORTAL_VAR": str(VAR), "PUBLIC_URL": os.environ.get("PUBLIC_URL") or address}
    # The server takes this process's place: a signal sent to it then stops the server, and leaves nothing behind.
    os.chdir(ROOT)
    os.execve(command[0], command, environment)


def start() -> None:
    check_room()
    check_port()
    with (VAR / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Problem(f"Another « make run » is at work in {VAR}.") from None
        prepare_venv("base.txt")
        prepare()
    serve()


if __name__ == "__main__":
    main(start)
