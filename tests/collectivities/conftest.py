"""Fixtures of the tests of collectivités."""

from pathlib import Path

import pytest

from tests.collectivities.reference_files import write_all


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of a small reference."""
    return write_all(tmp_path)
