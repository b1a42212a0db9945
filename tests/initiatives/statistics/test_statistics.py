"""« Statistiques »: what a commune reads of its pages, in words, in bars and in a table."""

import csv
import datetime
import io
import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from initiatives.models import InitiativePage, Inspiration, Message, Question
from initiatives.statistics.chart import bars
from initiatives.statistics.figures import Figures, figures_of
from initiatives.statistics.periods import Period, window
from portal.models import DailyViews
from tests.factories import InitiativePageFactory
from tests.initiatives.conftest import Neighbour, neighbour
from tests.portal.page_views.conftest import viewed

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 3, 20)


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def opened(client_of: Any, town: Neighbour, query: str = "", language: str = "") -> str:
    answer = client_of(town.user).get(f"{language}{town.space}statistiques/{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.text.partition("<main")[2].partition("</main")[0])


def figures(town: Neighbour, period: Period = Period.DAYS, today: datetime.date = TODAY) -> Figures:
    return figures_of(town.collectivity, window(period, today))


def question(town: Neighbour, asking: Neighbour, days: int | None = None) -> Question:
    """One that was asked, and answered so many days later."""
    asked = Question.objects.create(sheet=town.sheet, asked=town.collectivity, asking=asking.collectivity)
    Message.objects.create(question=asked, side="asking", text="Qui l’anime ?")
    if days is not None:
        for more in (0, 40):
            answer = Message.objects.create(question=asked, side="asked", text="Une conseillère.")
            moment = asked.created_at + datetime.timedelta(days=days + more)
            Message.objects.filter(pk=answer.pk).update(sent_at=moment)
    return asked


# The periods


def test_thirty_days_end_today_and_follow_thirty_others() -> None:
    shown = window(Period.DAYS, TODAY)
    assert (shown.now.first, shown.now.last) == (datetime.date(2027, 2, 19), TODAY)
    assert (shown.before.first, shown.before.last) == (datetime.date(2027, 1, 20), datetime.date(2027, 2, 18))
    assert (len(shown.steps), shown.steps[0], shown.steps[-1]) == (30, shown.now.first, TODAY)


def test_twelve_months_are_compared_with_as_many_days_a_year_earlier() -> None:
    shown = window(Period.MONTHS, TODAY)
    assert (shown.now.first, shown.now.last) == (datetime.date(2026, 4, 1), TODAY)
    assert (shown.before.first, shown.before.last) == (datetime.date(2025, 4, 1), datetime.date(2026, 3, 20))
    assert (len(shown.steps), shown.steps[-1]) == (12, datetime.date(2027, 3, 1))
    assert window(Period.MONTHS, datetime.date(2028, 2, 29)).before.last == datetime.date(2027, 2, 28)


def test_what_is_kept_covers_both_periods(settings: Any) -> None:
    first = window(Period.MONTHS, TODAY).before.first
    assert (TODAY.year - first.year) * 12 + TODAY.month - first.month < settings.PORTAL_VIEWS_MONTHS


@pytest.mark.parametrize("asked", ["", "an", "mois ", "<script>"])
def test_a_period_that_makes_no_sense_is_the_first(asked: str) -> None:
    assert Period.asked(asked) == Period.DAYS


def test_bars_are_as_high_as_what_they_stand_for() -> None:
    shown = window(Period.DAYS, TODAY)
    drawn = bars(shown, {TODAY: 1000, days_before(1): 500, days_before(2): 1})
    assert [bar.height for bar in drawn[-4:]] == [0, 2, 50, 100]
    assert (drawn[-1].y, drawn[0].x, drawn[-1].x) == (0, 0, 290)
    assert {bar.height for bar in bars(shown, {})} == {0}


def days_before(days: int) -> datetime.date:
    return TODAY - datetime.timedelta(days=days)


# The figures


def test_each_view_is_counted_in_its_period(mauron: Neighbour) -> None:
    for days, views in ((0, 1), (29, 2), (30, 4), (59, 8), (60, 16)):
        viewed(mauron.sheet, days_before(days), views)
    found = figures(mauron)
    assert (found.views, found.before) == (3, 12)
    assert [bar.views for bar in found.bars if bar.views] == [2, 1]
    by_month = figures(mauron, Period.MONTHS)
    assert (by_month.views, by_month.before) == (31, 0)
    assert [bar.views for bar in by_month.bars if bar.views] == [24, 6, 1]


def test_a_sheet_and_its_translation_are_one_row(mauron: Neighbour) -> None:
    english = mauron.sheet.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = "The bus of Mauron"
    english.save_revision().publish()
    viewed(english, TODAY, 3)
    viewed(mauron.sheet, TODAY, 2)
    viewed(mauron.page, TODAY, 1)
    rows = figures(mauron).rows
    assert [(row.title, row.url, row.views) for row in rows] == [
        ("Le bus de Mauron", mauron.sheet.url, 5),
        ("La page de votre collectivité", mauron.page.url, 1),
    ]


def test_what_is_of_others_or_was_never_public_has_no_row(mauron: Neighbour, arvieu: Neighbour) -> None:
    InitiativePageFactory(parent=mauron.page, title="Un brouillon", live=False)
    viewed(arvieu.sheet, TODAY, 9)
    found = figures(mauron)
    assert {row.title for row in found.rows} == {"Le bus de Mauron", "La page de votre collectivité"}
    assert found.views == 0


def test_a_sheet_taken_offline_keeps_what_it_earned_without_a_link(mauron: Neighbour, client_of: Any) -> None:
    viewed(mauron.sheet, timezone.localdate(), 7)
    InitiativePage.objects.get(pk=mauron.sheet.pk).unpublish()
    page = opened(client_of, mauron)
    assert "Le bus de Mauron <small" in page
    assert "(plus en ligne)" in page
    assert f'href="{mauron.sheet.url}"' not in page


def test_reuse_and_questions_stand_beside_the_views(mauron: Neighbour, arvieu: Neighbour, client_of: Any) -> None:
    Inspiration.objects.create(sheet=arvieu.sheet, origin=mauron.sheet)
    contested = InitiativePageFactory(parent=arvieu.page, title="La copie")
    Inspiration.objects.create(sheet=contested, origin=mauron.sheet, state="contested", reply="Non.")
    for days in (0, 2, 9, None):
        question(mauron, arvieu, days)
    [row, *_others] = [row for row in figures(mauron).rows if row.questions]
    assert (row.title, row.inspirations, row.questions) == ("Le bus de Mauron", 1, 4)
    page = opened(client_of, mauron).replace("\xa0", " ")
    assert 'Arvieu (Côtes-d’Armor)</a><br><small class="muted">La caravane d’Arvieu ← Le bus de Mauron' in page
    assert "La copie" not in page
    assert "4 questions reçues, 3 avec une réponse. La moitié des premières réponses partent en 2 jours." in page
    assert arvieu.user.email not in page


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([0], "1 question reçue, toutes avec une réponse. La moitié des premières réponses partent le jour même."),
        ([1], "La moitié des premières réponses partent en un jour."),
        ([None], "1 question reçue, aucune réponse encore."),
    ],
)
def test_answers_are_told_in_words(
    mauron: Neighbour, arvieu: Neighbour, client_of: Any, days: list[int | None], said: str
) -> None:
    for one in days:
        question(mauron, arvieu, one)
    assert said in opened(client_of, mauron)


def test_what_merged_into_one_commune_asks_itself_nothing(mauron: Neighbour) -> None:
    question(mauron, mauron, 1)
    assert figures(mauron).answers.received == 0


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (3, 0, "Rien n’a été compté les 30 jours d’avant."),
        (3, 1, "C’est 2 de plus que les 30 jours d’avant (1)."),
        (1, 3, "C’est 2 de moins que les 30 jours d’avant (3)."),
        (2, 2, "C’est autant que les 30 jours d’avant."),
        (0, 2, "C’est 2 de moins que les 30 jours d’avant (2)."),
    ],
)
def test_the_comparison_is_told_in_words(mauron: Neighbour, client_of: Any, now: int, before: int, said: str) -> None:
    for days, views in ((3, now), (33, before)):
        if views:
            viewed(mauron.sheet, days_ago(days), views)
    page = opened(client_of, mauron)
    assert said in page
    assert ("<svg viewBox" in page) == bool(now)


# The page


@time_machine.travel("2027-03-20T12:00:00+00:00", tick=False)
def test_the_bars_and_the_table_say_the_same(mauron: Neighbour, client_of: Any) -> None:
    viewed(mauron.sheet, TODAY, 1200)
    viewed(mauron.sheet, days_before(4), 300)
    page = opened(client_of, mauron).replace("\xa0", " ")
    drawn = dict(re.findall(r"<title>(.+?) : (\d+)</title>", page))
    table = dict(re.findall(r'<th scope="row">([^<]+)</th><td class="n">([^<]+)</td></tr>', page))
    assert {day: int(re.sub(r"\D", "", views)) for day, views in table.items()} == {
        day: int(views) for day, views in drawn.items()
    }
    assert (drawn["20 mars 2027"], drawn["16 mars 2027"], len(drawn)) == ("1200", "300", 30)
    assert "Le jour le plus lu : 20 mars 2027 (1 200)." in page


@time_machine.travel("2027-03-20T12:00:00+00:00", tick=False)
def test_months_are_a_link_away(mauron: Neighbour, client_of: Any) -> None:
    viewed(mauron.sheet, datetime.date(2026, 5, 3), 8)
    assert f'href="{mauron.space}statistiques/?periode=mois"' in opened(client_of, mauron)
    page = opened(client_of, mauron, "?periode=mois").replace("\xa0", " ")
    assert f'href="{mauron.space}statistiques/?periode=mois" aria-current="true"' in page
    assert "Le mois le plus lu : mai 2026 (8)." in page
    assert page.count("<rect") == 12


def test_a_commune_without_figures_is_told_what_brings_readers(mauron: Neighbour, client_of: Any) -> None:
    page = opened(client_of, mauron)
    assert "Rien n’a encore été compté" in page
    assert f'href="{mauron.space}initiatives/nouvelle/"' in page
    assert "<svg viewBox" not in page


def test_what_was_read_long_ago_is_not_nothing(mauron: Neighbour, client_of: Any) -> None:
    viewed(mauron.sheet, days_ago(200), 3)
    page = opened(client_of, mauron)
    assert "Rien n’a encore été compté" not in page
    assert f'href="{mauron.space}statistiques/?periode=mois"' in page


def test_a_member_without_a_page_of_the_commune_is_told_too(mauron: Neighbour, client_of: Any) -> None:
    mauron.sheet.delete()
    mauron.page.delete()
    assert "Rien n’a encore été compté" in opened(client_of, mauron)


@pytest.mark.parametrize("language", ["/en", "/br"])
def test_the_page_is_in_the_language_of_the_reader(mauron: Neighbour, client_of: Any, language: str) -> None:
    viewed(mauron.sheet, timezone.localdate(), 3)
    page = opened(client_of, mauron, language=language)
    assert "vues" not in re.sub(r"<[^>]*>", " ", page)
    assert 'href="/communes/56127-mauron/le-bus' in page


def test_many_sheets_are_cut_in_pages(mauron: Neighbour, client_of: Any) -> None:
    for number in range(30):
        viewed(InitiativePageFactory(parent=mauron.page, title=f"Fiche {number}"), days_ago(1), number + 1)
    first, second = opened(client_of, mauron, "?periode=mois"), opened(client_of, mauron, "?periode=mois&page=2")
    assert ("Fiche 29<" in first, "Fiche 2<" in first) == (True, False)
    assert ("Fiche 29<" in second, "Fiche 2<" in second) == (False, True)
    assert "?periode=mois&amp;page=2" in first
    assert "465" in first.partition("<svg")[0]


def test_the_table_holds_every_page(mauron: Neighbour, arvieu: Neighbour, client_of: Any) -> None:
    odd = InitiativePageFactory(parent=mauron.page, title="=SOMME(A1)", slug="somme")
    viewed(odd, days_ago(1), 5)
    viewed(odd, days_ago(31), 2)
    Inspiration.objects.create(sheet=arvieu.sheet, origin=mauron.sheet)
    answer = client_of(mauron.user).get(f"{mauron.space}statistiques/tableau/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="statistiques-56127-jours.csv"'
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";")) == [
        ["page", "adresse", "vues, 30 jours", "vues, 30 jours avant", "reprises", "questions"],
        ["'=SOMME(A1)", f"http://testserver{odd.url}", "5", "2", "0", "0"],
        ["La page de votre collectivité", f"http://testserver{mauron.page.url}", "0", "0", "0", "0"],
        ["Le bus de Mauron", f"http://testserver{mauron.sheet.url}", "0", "0", "1", "0"],
    ]


@pytest.mark.parametrize("query", ["", "?periode=mois", "tableau/"])
def test_at_most_fifteen_queries_whatever_the_history(mauron: Neighbour, client_of: Any, query: str) -> None:
    client = client_of(mauron.user)
    address = f"{mauron.space}statistiques/{query}"

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def grow(codes: range) -> None:
        for code in codes:
            other = neighbour(str(code), f"Commune {code}", f"mairie@{code}.example", f"Fiche {code}")
            sheet = InitiativePageFactory(parent=mauron.page)
            Inspiration.objects.create(sheet=other.sheet, origin=sheet)
            question(mauron, other, 1)
            DailyViews.objects.bulk_create(
                DailyViews(page_id=sheet.pk, day=days_ago(days), views=days + 1) for days in range(70)
            )

    grow(range(35001, 35002))
    client.get(address)
    few = count()
    grow(range(35002, 35012))
    assert count() == few
    assert few <= 15
