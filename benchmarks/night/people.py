"""Référents who write at the same time, each on a connection of her own, and what they were told."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.forms import CSRF, fields_of
from benchmarks.night.http import Answer, Connection, connected

EVERY = 10.0
"""Seconds between two saves of a référent."""
QUESTION = "question-5"
NAME = f"q-{QUESTION}"
SENTENCE = "Nous ouvrons le samedi, et la médiathèque prête des tablettes. "
OPENING, SAVING = "opening a section", "autosave"
BEFORE, DEPOSITING, RECEIPT = "before depositing", "deposit", "receipt"
CONSTANT = "constant view"


class WrongError(Exception):
    """An answer that a référent should never see."""


@dataclass(slots=True)
class Night:
    """Moments are those of ``time.monotonic``. ``times`` are milliseconds by action, ``wrong`` what went wrong."""

    port: int
    starts: float
    closes: float
    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Referent:
    """``says`` is what the server last told her it had stored; the rest is given."""

    number: int
    cookie: str
    section: str
    deposit: str
    dossier: int
    deposits_at: float | None = None
    says: str = ""


async def night(port: int, referents: list[Referent], opening: float, closes: float) -> Night:
    """Each opens her section within the first ``opening`` seconds; then all save until the closing."""
    now = time.monotonic()
    whole = Night(port, now + opening, closes)
    people = [_live(whole, one, now + opening * place / len(referents)) for place, one in enumerate(referents)]
    await asyncio.gather(_constant(whole), *people)
    return whole


async def _constant(whole: Night) -> None:
    """The least that can be asked, ten times a second, while all others write."""
    async with connected(whole.port) as connection:
        await _wait(whole.starts)
        while time.monotonic() < whole.closes:
            await _timed(whole, CONSTANT, connection.get("/constant/"))
            await asyncio.sleep(0.1)


async def _live(whole: Night, who: Referent, opens_at: float) -> None:
    try:
        async with connected(whole.port) as connection:
            await _wait(opens_at)
            await _Evening(whole, who, connection).spend()
    except (WrongError, OSError, asyncio.IncompleteReadError) as error:
        whole.wrong.append(f"référent {who.number}: {error!r}")


@dataclass(slots=True)
class _Evening:
    night: Night
    who: Referent
    connection: Connection
    fields: dict[str, list[str]] = field(default_factory=dict)

    async def spend(self) -> None:
        """A sentence more every ten seconds, from a moment of her own."""
        page = await self._get(OPENING, self.who.section)
        self.fields = fields_of(page.body.decode(), "[data-dossier]")
        at, count = self.night.starts + EVERY * (self.who.number * 0.618 % 1), 0
        while at < (self.who.deposits_at or self.night.closes):
            await _wait(at)
            count += 1
            await self._save(SENTENCE * (count % 10 + 1) + f"{self.who.number}.{count}")
            at += EVERY
        if self.who.deposits_at:
            await _wait(self.who.deposits_at)
            await self._deposit()

    async def _save(self, text: str) -> None:
        self.fields[NAME] = [text]
        answer = await self._post(SAVING, self.who.section, self.fields, 200, Accept="application/json")
        told: dict[str, Any] = json.loads(answer.body)
        if told["errors"] or told["conflicts"] or told["values"][NAME] != [text]:
            raise WrongError(f"an autosave tells {told['errors'] or told['conflicts'] or told['values'][NAME]}")
        self.who.says = text
        self.fields[f"initial-{NAME}"] = [text]

    async def _deposit(self) -> None:
        await self._get(BEFORE, self.who.deposit)
        answer = await self._post(DEPOSITING, self.who.deposit, {"csrfmiddlewaretoken": [CSRF]}, 302)
        await self._get(RECEIPT, answer.headers["location"])

    async def _get(self, action: str, path: str) -> Answer:
        return self._is(200, action, await _timed(self.night, action, self.connection.get(path, Cookie=self.cookies)))

    async def _post(
        self, action: str, path: str, fields: Mapping[str, list[str]], status: int, **headers: str
    ) -> Answer:
        asked = self.connection.post(path, fields, Cookie=self.cookies, **headers)
        return self._is(status, action, await _timed(self.night, action, asked))

    @staticmethod
    def _is(status: int, action: str, answer: Answer) -> Answer:
        if answer.status != status:
            raise WrongError(f"{action}: {answer.status}")
        return answer

    @property
    def cookies(self) -> str:
        return f"{self.who.cookie}; csrftoken={CSRF}"


async def _timed(whole: Night, action: str, asked: Any) -> Answer:
    start = time.perf_counter()
    answer: Answer = await asked
    whole.times.setdefault(action, []).append((time.perf_counter() - start) * 1_000)
    return answer


async def _wait(moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.monotonic()))
