"""A process that is killed while an appeal is filed, answered, or its label put right, leaves the state before; done
again, the state after, with the mails that say so.
"""

from pathlib import Path

import pytest

from tests.killing import ON_SQLITE, counted_after, database_in

PROGRAM = Path(__file__).with_name("killed.py")
STEPS = {
    "file": ("send_receipt",),
    "answer": ("tell_answered",),
    "rectify": ("save", "tell_rectified"),
}
"""What each calls: the process ends as it has been done, with nothing said."""
COUNTS = {
    "filed": "select count(*) from labels_appeal",
    "founded": "select count(*) from labels_appeal where state = 'founded' and answer <> ''",
    "three": "select count(*) from labels_award join labels_level on labels_level.id = level_id where symbols = 3",
    "four": "select count(*) from labels_award join labels_level on labels_level.id = level_id where symbols = 4",
    "rectified": "select count(*) from labels_rectification",
    "journal": "select count(*) from labels_journalentry",
    "mails": "select count(*) from django_tasks_database_dbtaskresult where task_path = 'portal.mail.send_mail_task'",
}

pytestmark = ON_SQLITE


def _after(database: Path, what: str, step: str = "") -> dict[str, int]:
    own = "tests.labels.settling.settings"
    return counted_after(PROGRAM, [what, step], database, COUNTS, is_killed=bool(step), DJANGO_SETTINGS_MODULE=own)


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = database_in(tmp_path)
    before = dict.fromkeys(COUNTS, 0) | {"three": 1}
    for what, done in (
        ("file", {"filed": 1, "journal": 1, "mails": 2}),
        ("answer", {"founded": 1, "journal": 2, "mails": 4}),
        ("rectify", {"three": 0, "four": 1, "rectified": 1, "journal": 3, "mails": 6}),
    ):
        for step in STEPS[what]:
            assert _after(database, what, step) == before, (what, step)
        before |= done
        assert _after(database, what) == before
