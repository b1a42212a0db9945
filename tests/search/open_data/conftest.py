"""Produces datasets, and reads what was produced."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from search.open_data.datasets import BY_NAME
from search.open_data.producing import produce

Rows = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def in_csv(client: Client, committed: Callable) -> Rows:
    def rows(name: str) -> list[dict[str, Any]]:
        committed(lambda: produce(BY_NAME[name]))
        return list(csv.DictReader(io.StringIO(content(client, f"/donnees/{name}.csv"), newline="")))

    return rows


@pytest.fixture
def in_json(client: Client, committed: Callable) -> Rows:
    def rows(name: str) -> list[dict[str, Any]]:
        committed(lambda: produce(BY_NAME[name]))
        return [json.loads(line) for line in content(client, f"/donnees/{name}.jsonl").splitlines()]

    return rows


def content(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return read(response)


def read(response: Any) -> str:
    return b"".join(response.streaming_content).decode()
