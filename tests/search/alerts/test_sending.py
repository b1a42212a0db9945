"""What each mail tells: what is new or confirmed since the last one, once, and only what anyone may read."""

import datetime
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, PageViewRestriction

from initiatives.models import InitiativePage
from portal.bulk import add_children
from search.alerts import sending
from search.alerts.enums import AlertState
from search.alerts.models import SearchAlert
from tests.factories import sheets
from tests.search.alerts.conftest import ANNE, told
from tests.search.indexing import index

pytestmark = pytest.mark.django_db


@pytest.fixture
def alert(follow: Any, clock: Any) -> SearchAlert:
    """Confirmed five minutes ago."""
    made = follow()
    clock(minutes=5)
    return made


class TestNews:
    def test_new_sheets_come_once_the_latest_first(self, alert: Any, publish: Any, run: Any, clock: Any) -> None:
        publish("Une ancienne lanterne", days=400)
        publish("Lanterne du jour")
        clock(days=1)
        publish("Lanterne du lendemain")

        assert run() == "1 mails sent.\n"
        assert told() == ["Lanterne du lendemain", "Lanterne du jour"]
        clock(days=1)
        assert run() == "0 mails sent.\n"

    def test_a_sheet_that_is_confirmed_again_is_news_again(
        self, alert: Any, publish: Any, confirm_sheet: Any, run: Any, clock: Any
    ) -> None:
        page = publish(days=400, confirmed_on=datetime.date(2026, 1, 1))
        publish("Une autre lanterne", days=400)
        assert run() == "0 mails sent.\n"
        confirm_sheet(page)

        assert run() == "1 mails sent.\n"
        assert told() == ["Une lanterne"]
        assert "confirmée par la commune" in mail.outbox[-1].body
        clock(days=1)
        assert run() == "0 mails sent.\n"
        confirm_sheet(page)
        assert run() == "1 mails sent.\n"

    def test_what_is_confirmed_the_day_it_is_published_comes_once(
        self, alert: Any, publish: Any, confirm_sheet: Any, run: Any, clock: Any
    ) -> None:
        page = publish()
        assert run() == "1 mails sent.\n"
        confirm_sheet(page)
        clock(days=1)

        assert run() == "0 mails sent.\n"

    def test_what_was_there_when_the_alert_was_confirmed_is_no_news(
        self, publish: Any, follow: Any, run: Any, clock: Any
    ) -> None:
        publish(confirmed_on=timezone.localdate())
        clock(minutes=1)
        follow()
        clock(days=1)

        assert run() == "0 mails sent.\n"

    def test_what_is_indexed_late_is_told_late(self, alert: Any, publish: Any, run: Any, clock: Any) -> None:
        publish("Première lanterne")
        assert run() == "1 mails sent.\n"
        clock(days=1)
        late = publish("Lanterne en retard", days=1, first_published_at=timezone.now() - datetime.timedelta(days=1))

        assert run() == "1 mails sent.\n"
        assert told() == [late.title]

    def test_only_sheets_with_every_word_and_filter(self, follow: Any, publish: Any, run: Any, clock: Any) -> None:
        follow("q=lanterne+phare&etape=en-service")
        clock(minutes=5)
        publish("Une lanterne")
        publish("Un phare et sa lanterne", stage="trial")
        assert run() == "0 mails sent.\n"
        publish("Un phare, une lanterne")

        assert run() == "1 mails sent.\n"
        assert told() == ["Un phare, une lanterne"]

    def test_a_filter_that_is_gone_does_not_widen_the_search(
        self, follow: Any, publish: Any, run: Any, clock: Any
    ) -> None:
        follow("q=lanterne&theme=disparu")
        clock(minutes=5)
        publish()

        assert run() == "0 mails sent.\n"

    def test_of_a_question_only_sheets_with_every_word(self, follow: Any, publish: Any, run: Any, clock: Any) -> None:
        follow("q=la+lanterne+du+phare+de+la+plage")
        clock(minutes=5)
        publish("La lanterne du phare")
        publish("La plage, le phare et sa lanterne")

        assert run() == "1 mails sent.\n"
        assert told() == ["La plage, le phare et sa lanterne"]

    def test_only_what_anyone_may_read_in_this_language(self, follow: Any, publish: Any, run: Any, clock: Any) -> None:
        follow(""), follow("", language="en", email="ann@example.org")
        clock(minutes=5)
        shown = publish()
        publish("Brouillon", live=False)
        PageViewRestriction.objects.create(page=publish("Privée"), restriction_type=PageViewRestriction.LOGIN)
        # Hidden without a word to the search.
        InitiativePage.objects.filter(pk=publish("Retirée").pk).update(live=False)
        translated = shown.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
        translated.title = "A lantern"
        translated.save_revision().publish()
        index(translated.specific)

        assert run() == "2 mails sent.\n"
        by_reader = {message.to[0]: message.body for message in mail.outbox}
        assert "Une lanterne\n" in by_reader[ANNE]
        assert "A lantern" not in by_reader[ANNE]
        assert "A lantern\n" in by_reader["ann@example.org"]
        assert "Une lanterne" not in by_reader["ann@example.org"]
        for hidden in ("Brouillon", "Privée", "Retirée"):
            assert hidden not in "".join(by_reader.values())

    def test_twenty_at_most_and_how_many_others(self, alert: Any, publish: Any, run: Any) -> None:
        for number in range(23):
            publish(f"Lanterne {number}")
        run()

        assert len(told()) == 20
        assert mail.outbox[-1].subject.startswith("23 nouveautés")
        for part in (mail.outbox[-1].body, mail.outbox[-1].alternatives[0].content):
            assert "Et 3 autres." in part
            assert "/recherche/?q=lanterne&" in part

    def test_past_what_can_be_turned_it_is_said_that_there_is_more(
        self, follow: Any, commune: Any, run: Any, clock: Any, monkeypatch: Any
    ) -> None:
        monkeypatch.setattr("search.alerts.news.MAX_PAGE", 2)
        monkeypatch.setattr("search.alerts.news.MOST", 40)
        follow("")
        clock(minutes=5)
        pages = sheets(commune.collectivity, 60)
        for page in pages:
            page.first_published_at = timezone.now()
        add_children(commune, pages)
        index(*InitiativePage.get_indexed_objects())
        run()

        assert "Et plus de 20 autres." in mail.outbox[-1].body
        clock(days=1)
        assert run() == "0 mails sent.\n"


class TestWhen:
    def test_the_weekly_mail_comes_on_mondays(self, follow: Any, publish: Any, run: Any, clock: Any) -> None:
        clock(days=1)
        follow(frequency="weekly")
        clock(minutes=5)
        publish()
        for _day in range(6):
            assert run() == "0 mails sent.\n"
            clock(days=1)
        assert timezone.localdate().weekday() == 0

        assert run() == "1 mails sent.\n"

    def test_one_mail_a_day_at_most(self, alert: Any, publish: Any, run: Any, clock: Any) -> None:
        publish()
        run()
        clock(hours=2)
        publish("Une autre lanterne")
        assert run() == "0 mails sent.\n"
        clock(days=1)

        assert run() == "1 mails sent.\n"
        assert told() == ["Une autre lanterne"]

    def test_a_day_is_one_of_here(self, alert: Any, publish: Any, run: Any, clock: Any) -> None:
        publish()
        clock(hours=15)
        assert timezone.localtime().hour == 23
        assert run() == "1 mails sent.\n"
        publish("Une autre lanterne")
        clock(minutes=30)

        assert timezone.now().date() != timezone.localdate()
        assert run() == "1 mails sent.\n"

    def test_what_is_not_confirmed_receives_nothing(self, follow: Any, publish: Any, run: Any, clock: Any) -> None:
        follow(state=AlertState.PENDING, consented_at=None)
        clock(minutes=5)
        publish()

        assert run() == "0 mails sent.\n"
        assert mail.outbox == []


class TestRuns:
    def test_a_mail_is_claimed_before_it_leaves(self, alert: Any, publish: Any, committed: Any) -> None:
        publish()
        keys = list(sending.due_keys(timezone.now()))

        assert keys == [alert.pk]
        assert committed(lambda: sending.send(alert.pk, timezone.now()))
        assert not committed(lambda: sending.send(alert.pk, timezone.now()))
        assert len(mail.outbox) == 1

    def test_a_run_that_was_stopped_goes_on_where_it_was(
        self, follow: Any, publish: Any, run: Any, clock: Any, monkeypatch: Any
    ) -> None:
        readers = [f"anne{number}@mairie.example" for number in range(5)]
        for email in readers:
            follow(email=email)
        clock(minutes=5)
        publish()
        send, done = sending.send, []

        def crash(key: int, moment: datetime.datetime) -> bool:
            if len(done) == 2:
                raise KeyboardInterrupt
            done.append(key)
            return send(key, moment)

        monkeypatch.setattr(sending, "send", crash)
        with pytest.raises(KeyboardInterrupt):
            run()
        monkeypatch.setattr(sending, "send", send)
        run()

        assert sorted(message.to[0] for message in mail.outbox) == readers

    @pytest.mark.parametrize("broken", ["search.alerts.sending.send_mail", "search.alerts.models.SearchAlert.save"])
    def test_a_mail_leaves_and_is_written_down_or_neither(
        self, alert: Any, publish: Any, run: Any, monkeypatch: Any, broken: str
    ) -> None:
        publish()
        with monkeypatch.context() as patch:
            patch.setattr(broken, lambda *_a, **_k: 1 / 0)
            with pytest.raises(CommandError, match="1 alerts failed"):
                run()
        alert.refresh_from_db()
        assert alert.last_sent_at is None
        assert mail.outbox == []

        assert run() == "1 mails sent.\n"

    def test_one_that_fails_stops_no_other(
        self, follow: Any, publish: Any, run: Any, clock: Any, monkeypatch: Any, caplog: Any
    ) -> None:
        broken = follow("q=bus")
        follow(email="yann@mairie.example")
        clock(minutes=5)
        publish()
        find = sending.news_of
        monkeypatch.setattr(sending, "news_of", lambda alert: 1 / 0 if alert.pk == broken.pk else find(alert))
        with pytest.raises(CommandError, match="1 alerts failed"):
            run()

        assert [message.to for message in mail.outbox] == [["yann@mairie.example"]]
        assert f"The alert {broken.pk} failed" in caplog.text

    def test_batches_reach_everyone(self, follow: Any, publish: Any, run: Any, clock: Any, monkeypatch: Any) -> None:
        monkeypatch.setattr(sending, "BATCH", 2)
        for number in range(5):
            follow(email=f"anne{number}@mairie.example")
        clock(minutes=5)
        publish()

        assert run() == "5 mails sent.\n"

    def test_a_dry_run_sends_nothing(self, alert: Any, publish: Any, run: Any) -> None:
        publish()

        assert run("--dry-run") == "1 alerts are due.\n"
        assert mail.outbox == []
        assert run() == "1 mails sent.\n"

    @pytest.mark.parametrize("query", ["q=lanterne", "q=lanterne+phare", "q=lanterne+xylophone"])
    def test_old_sheets_are_not_read(self, follow: Any, publish: Any, committed: Any, clock: Any, query: str) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert not committed(lambda: sending.send(alert.pk, timezone.now()))
            return len(queries)

        alert = follow(query)
        publish("Un phare", days=30)
        publish(days=30)
        asked()
        few = asked()
        for number in range(25):
            publish(f"Lanterne {number}", days=40 + number)

        assert asked() == few

    def test_an_alert_costs_the_same_with_few_and_many_sheets(
        self, alert: Any, publish: Any, committed: Any, clock: Any
    ) -> None:
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert committed(lambda: sending.send(alert.pk, timezone.now()))
            clock(days=3)
            return len(queries)

        publish()
        asked()
        publish()
        one = asked()
        for number in range(15):
            publish(f"Lanterne {number}")

        assert asked() == one


def test_the_headers_are_those_of_rfc_8058(alert: Any, publish: Any, run: Any) -> None:
    publish()
    run()
    received = message_from_bytes(mail.outbox[-1].message().as_bytes(), policy=policy.default)
    address = f"http://testserver/recherche/alerte/{alert.token}/arreter/"

    assert received["List-Unsubscribe"].strip() == f"<{address}>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in mail.outbox[-1].body
    assert f'href="{address}"' in mail.outbox[-1].alternatives[0].content


def test_nothing_of_a_sheet_is_markup_or_a_header(alert: Any, publish: Any, run: Any) -> None:
    publish("Lanterne <script>\nBcc: tout@le.monde", summary="<b>gras</b> & clair")
    run()
    message = mail.outbox[-1]

    assert message.recipients() == [ANNE]
    assert "<script>" not in message.alternatives[0].content
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; clair" in message.alternatives[0].content
    assert "<b>gras</b> & clair" in message.body
