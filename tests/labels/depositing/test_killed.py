"""A process that is killed in the middle of a deposit leaves the state before; after it, the state after."""

from pathlib import Path

import pytest

from tests.killing import ON_SQLITE, counted_after, database_in

PROGRAM = Path(__file__).with_name("killed.py")
STEPS = ("perform", "freeze", "_write", "send_receipt")
"""What a deposit calls: the process ends as each has been done, with nothing said."""

COUNTS = {
    "deposited": "select count(*) from labels_dossier where state = 'deposited'",
    "deposits": "select count(*) from labels_deposit",
    "journal": "select count(*) from labels_journalentry",
    "frozen": "select count(*) from labels_evidence where frozen_at is not null",
}
pytestmark = ON_SQLITE


def _after(database: Path, step: str) -> dict[str, int]:
    return counted_after(PROGRAM, [step], database, COUNTS, is_killed=bool(step))


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = database_in(tmp_path)
    nothing = dict.fromkeys(("deposited", "deposits", "journal", "frozen"), 0)
    for step in STEPS:
        assert _after(database, step) == nothing, step
    assert _after(database, "") == dict.fromkeys(nothing, 1)
