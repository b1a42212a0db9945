"""A cluster of three real nodes of Elasticsearch, which tests may kill."""

import importlib
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from elasticsearch import Elasticsearch

from tests.search.elastic import PREFIX, need_elasticsearch

SIZE = 3
SECONDS = 60


class Cluster:
    def __init__(self, folder: Path) -> None:
        self.scripts = _scripts()
        names = [f"node-{number}" for number in range(SIZE)]
        self.http, self.transport = _halves(self.scripts["machine"].free_ports(2 * SIZE))
        discovery = "\n".join(
            (
                "node.name: {name}",
                f"cluster.name: {folder.name}",
                f"cluster.initial_master_nodes: [{', '.join(names)}]",
                f"discovery.seed_hosts: [{', '.join(f'127.0.0.1:{port}' for port in self.transport)}]",
            )
        )
        node = self.scripts["elasticsearch_node"].Node
        self.nodes = [node(folder / name, name, discovery.format(name=name)) for name in names]
        self.addresses = [f"http://127.0.0.1:{port}" for port in self.http]

    def start(self) -> None:
        """Start the nodes that do not run, together: each waits for the others."""
        home = self.scripts["java"].find()
        stopped = [
            (node, *ports) for node, *ports in zip(self.nodes, self.http, self.transport, strict=True) if not node.pid()
        ]
        for node, http, transport in stopped:
            node.configure(http, transport)
        with ThreadPoolExecutor(SIZE) as pool:
            assert list(pool.map(lambda each: each[0].launch(home), stopped)) == [""] * len(stopped)
        self.wait_until("green" if len(self.running()) == SIZE else "yellow")

    def kill(self, count: int) -> None:
        """As a machine that loses its current: nothing is said, nothing is finished."""
        for node in self.running()[:count]:
            node.stop(signal.SIGKILL)

    def running(self) -> list[Any]:
        return [node for node in self.nodes if node.pid()]

    def wait_until(self, status: str) -> None:
        with Elasticsearch(self.running()[0].url(), request_timeout=SECONDS + 5) as server:
            health = server.cluster.health(wait_for_status=status, timeout=f"{SECONDS}s")
        assert not health["timed_out"], health


def _scripts() -> dict[str, Any]:
    """The modules that ``make test`` starts its servers with."""
    path = str(Path(settings.BASE_DIR) / "scripts")
    sys.path.insert(0, path)
    try:
        names = ("machine", "java", "elasticsearch_bundle", "elasticsearch_node")
        return {name: importlib.import_module(f"servers.{name}") for name in names}
    finally:
        sys.path.remove(path)


def _halves(ports: list[int]) -> tuple[list[int], list[int]]:
    return ports[:SIZE], ports[SIZE:]


def three_nodes() -> Iterator[Cluster]:
    """Started, and gone with its data at the end."""
    need_elasticsearch()
    scripts = _scripts()
    if not scripts["elasticsearch_bundle"].is_installed():
        message = "no Elasticsearch of our own to start: python3 scripts/services.py install"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    folder = scripts["machine"].FOLDER / "run" / f"cluster-{PREFIX}"
    shutil.rmtree(folder, ignore_errors=True)
    cluster = Cluster(folder)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.kill(SIZE)
        shutil.rmtree(folder, ignore_errors=True)
