"""Serves a world as ``make run`` does, and asks it for pages on one connection."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import psutil

from benchmarks.worlds import ROOT, World

sys.path.insert(0, str(ROOT / "scripts"))
from environment import server_command

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """``milliseconds`` from the first byte sent to the last received."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    milliseconds: float


def request(port: int, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """What a browser sends; « _ » in the name of a header stands for « - »."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: localhost:{port}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def status_and_headers(head: bytes) -> tuple[int, dict[str, str]]:
    """Of an answer, from what stands before its content."""
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    return int(first.split()[1]), dict(line.lower().split(": ", 1) for line in lines)


class Client:
    """A reader on a connection that stays open. Bare, so that its own time does not count for much."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, b"", headers)

    def post(self, path: str, fields: Mapping[str, list[str]], **headers: str) -> Answer:
        body = urlencode(fields, doseq=True).encode()
        form = {"Content-Type": "application/x-www-form-urlencoded", "Content-Length": str(len(body))}
        return self._ask("POST", path, body, {**form, **headers})

    def _ask(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        asked = request(self.port, method, path, headers, body)
        start = time.perf_counter()
        self.socket.sendall(asked)
        status, found, body = self._read()
        return Answer(status, found, body, (time.perf_counter() - start) * 1_000)

    def _read(self) -> tuple[int, dict[str, str], bytes]:
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, _, body = data.partition(b"\r\n\r\n")
        status, headers = status_and_headers(head)
        while len(body) < int(headers["content-length"]):
            body += self._receive()
        return status, headers, body

    def _receive(self) -> bytes:
        data = self.socket.recv(65_536)
        if not data:
            raise ConnectionError(f"The server on {self.port} closed the connection.")
        return data


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    process: subprocess.Popen[bytes]

    def client(self) -> Client:
        return Client(self.port)

    def worker_memory(self) -> float:
        """MiB held by the worker that answers: the largest of the processes."""
        return max(process.memory_info().rss for process in self._processes()) / 2**20

    def processor_seconds(self) -> float:
        """What the processes took of the processor until now."""
        return sum(sum(process.cpu_times()[:2]) for process in self._processes())

    def _processes(self) -> list[psutil.Process]:
        main = psutil.Process(self.process.pid)
        return main.children(recursive=True) or [main]


@contextmanager
def serving(
    world: World, *, cached: bool = False, workers: int = 1, variables: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """The world on a free port, stopped at the end; ``cached`` turns the page cache on, and ``variables`` are added to
    the environment of the world.
    """
    port = _free_port()
    command = server_command("127.0.0.1", port, "benchmarks.wsgi:application", workers)
    environment = {**world.environment, "BENCH_PAGE_CACHE_SECONDS": "600" if cached else "0", **(variables or {})}
    with (world.folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if Client(port).get("/health/ready").status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("The server does not start: see server.log in the folder of the world.")
