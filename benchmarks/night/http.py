"""A browser's connection, many of which may wait at the same time."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from benchmarks.server import request, status_and_headers


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Connection:
    """It asks for one thing at a time; one that the server closed, since nothing was asked for long, is made again."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    def __init__(self, port: int) -> None:
        self.port = port

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**20)

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._ask("GET", path, headers)

    async def post(self, path: str, fields: Mapping[str, list[str]], **headers: str) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self._ask("POST", path, {**form, **headers}, urlencode(fields, doseq=True).encode())

    async def _ask(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        if self.reader.at_eof():
            self.writer.close()
            await self.open()
        self.writer.write(request(self.port, method, path, {"Content-Length": str(len(body)), **headers}, body))
        await self.writer.drain()
        status, found = status_and_headers(await self.reader.readuntil(b"\r\n\r\n"))
        return Answer(status, found, await self.reader.readexactly(int(found["content-length"])))


@asynccontextmanager
async def connected(port: int) -> AsyncIterator[Connection]:
    connection = Connection(port)
    await connection.open()
    try:
        yield connection
    finally:
        connection.writer.close()
