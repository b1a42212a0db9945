"""A process that is killed leaves a palmarès settled or not, each dossier published or not; restarted, it goes on."""

from pathlib import Path

import pytest

from tests.killing import ON_SQLITE, counted_after, database_in

PROGRAM = Path(__file__).with_name("killed.py")
SETTLING = ("give", "write", "append")
"""What settling calls: the process ends as each has been done, with nothing said."""
COUNTS = {
    "awards": "select count(*) from labels_award",
    "mentions": "select count(*) from labels_award_mentions",
    "settled": "select count(*) from labels_campaign where settled_at is not null",
    "minutes": "select count(*) from labels_minutes",
    "settlings": "select count(*) from labels_journalentry where action = 'campaign_settled'",
    "published": "select count(*) from labels_dossier where state = 'published'",
    "publishings": "select count(*) from labels_journalentry where action = 'publish'",
    "mails": "select count(*) from django_tasks_database_dbtaskresult where task_path = 'portal.mail.send_mail_task'",
}

pytestmark = ON_SQLITE


def _after(database: Path, what: str, step: str = "", times: int = 1) -> dict[str, int]:
    arguments = [what, step, str(times)]
    own = "tests.labels.settling.settings"
    return counted_after(PROGRAM, arguments, database, COUNTS, is_killed=bool(step), DJANGO_SETTINGS_MODULE=own)


@pytest.mark.django_db
def test_it_is_before_or_after_and_never_between(tmp_path: Path) -> None:
    database = database_in(tmp_path)
    before = dict.fromkeys(COUNTS, 0)
    for step in SETTLING:
        assert _after(database, "settle", step) == before, step
    settled = {**before, "awards": 2, "mentions": 1, "settled": 1, "minutes": 1, "settlings": 1}
    assert _after(database, "settle") == settled
    # The second dossier was done and its mails queued when the process died: neither stands.
    one = {**settled, "published": 1, "publishings": 1, "mails": 1}
    assert _after(database, "publish", "perform", 2) == one
    # After its transaction, it stands with its mail; what is left is done by the next run, and told once.
    assert _after(database, "publish", "publish", 1) == {**one, "published": 2, "publishings": 2, "mails": 2}
    assert _after(database, "publish") == {**one, "published": 3, "publishings": 3, "mails": 3}
    assert _after(database, "publish") == {**one, "published": 3, "publishings": 3, "mails": 3}
