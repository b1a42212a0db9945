"""Elasticsearch, one node for one machine."""

import os
import shutil
import subprocess

from environment import Problem

from servers import java
from servers.elasticsearch_bundle import is_installed
from servers.elasticsearch_node import START_SECONDS, Node
from servers.machine import FOLDER, free_ports

NAME = "Elasticsearch"
VARIABLE = "ELASTICSEARCH_URL"
NODE = Node(FOLDER / "run" / "elasticsearch")
ATTEMPTS = 3
IN_USE = "Address already in use"


def server_pid() -> int | None:
    return NODE.pid()


def start() -> None:
    if os.environ.get(VARIABLE) or server_pid():
        return
    if not is_installed():
        raise Problem(
            "Elasticsearch is not there: run « python3 scripts/services.py install », or set ELASTICSEARCH_URL."
        )
    home = java.find()
    said = ""
    try:
        # Somebody else may take a free port before the server does, some seconds later.
        for _ in range(ATTEMPTS):
            NODE.configure(*free_ports(2))
            said = NODE.launch(home)
            if IN_USE not in said:
                break
        if not said and NODE.wait_until_ready():
            return
    except subprocess.TimeoutExpired:
        said = f"it was not up after {START_SECONDS} seconds"
    stop()
    raise Problem(f"Elasticsearch does not start: {said or 'its indexes cannot be read'}. Its log: {NODE.log}")


def stop() -> None:
    NODE.stop()


def forget() -> None:
    """Stop it and remove its data: it is about to lose its files to another version, which may not read them."""
    stop()
    shutil.rmtree(NODE.run, ignore_errors=True)


def url() -> str:
    """Where Elasticsearch is: what the environment says, else our server while it runs, else empty."""
    return os.environ.get(VARIABLE) or NODE.url()
