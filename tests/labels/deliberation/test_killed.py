"""A process that is killed in the middle of a decision leaves the state before; after it, the state after."""

from pathlib import Path

import pytest

from tests.killing import ON_SQLITE, counted_after, database_in

PROGRAM = Path(__file__).with_name("killed.py")
STEPS = ("_write_presences", "perform")
"""What a decision calls once it is written: the process ends as each has been done, with nothing said."""

COUNTS = {
    "labelled": "select count(*) from labels_dossier where state = 'labelled'",
    "decisions": "select count(*) from labels_decision",
    "presences": "select count(*) from labels_presence",
    "journal": "select count(*) from labels_journalentry where action = 'label'",
}
pytestmark = ON_SQLITE


def _after(database: Path, step: str) -> dict[str, int]:
    return counted_after(PROGRAM, [step], database, COUNTS, is_killed=bool(step))


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = database_in(tmp_path)
    nothing = {"labelled": 0, "decisions": 0, "presences": 0, "journal": 0}
    for step in STEPS:
        assert _after(database, step) == nothing, step
    assert _after(database, "") == {"labelled": 1, "decisions": 1, "presences": 4, "journal": 1}
