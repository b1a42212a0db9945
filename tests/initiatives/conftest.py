"""Fixtures of the tests of initiatives."""

import pytest

from initiatives.models import Theme
from tests.factories import theme


@pytest.fixture
def old(db: None) -> Theme:
    """A theme to rename, or to merge into « new »."""
    return theme("information-de-proximite")


@pytest.fixture
def new(db: None) -> Theme:
    return theme("expression-citoyenne")
