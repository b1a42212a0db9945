"""The pictures of the documentation."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from scripts.pictures import PICTURES

ROOT = Path(settings.BASE_DIR)
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_is_there_and_described(page: Path) -> None:
    for text, path in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text()):
        assert text
        assert (page.parent / path).is_file()


def test_every_picture_that_is_taken_is_shown() -> None:
    shown = (ROOT / "docs" / "communes.md").read_text()
    assert [one.name for one in PICTURES if f"images/{one.name}.png" not in shown] == []
