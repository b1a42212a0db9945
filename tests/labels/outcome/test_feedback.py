"""What candidates think of the process: given once, changed until the appeals end, read without a name."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from labels.enums import Grade, WouldAgain
from labels.models import Dossier, ProcessFeedback
from labels.outcome.figures import LEAST
from tests.factories import CollectivityFactory
from tests.labels.factories import CampaignFactory, QuestionnaireFactory
from tests.labels.outcome.conftest import FEEDBACK, OUTCOME
from tests.labels.outcome.world import APPEALS_END, SECOND, Edition, decided
from tests.pages import text_of

pytestmark = pytest.mark.django_db
GIVEN = {"clarity": "4", "time": "2", "opinion": "5", "fairness": "3", "again": "yes", "words": "Moins de questions."}
REPORT = "/admin/reports/avis-des-candidats/"
TABLE = f"{REPORT}tableau/"


def test_any_of_the_team_gives_it_and_a_colleague_changes_it(
    dossier: Dossier, member: Any, colleague: Any, post: Any, client_of: Any
) -> None:
    assert post(colleague, FEEDBACK, **GIVEN).headers["Location"] == OUTCOME
    shown = client_of(member).get(FEEDBACK).text
    assert "Moins de questions." in shown
    assert post(member, FEEDBACK, **{**GIVEN, "clarity": "1", "words": ""}).status_code == 302
    found = ProcessFeedback.objects.get()
    assert (found.dossier, found.clarity, found.again, found.words) == (dossier, 1, "yes", "")
    assert "Votre équipe a donné son avis" in text_of(client_of(member).get(OUTCOME))


def test_what_lacks_is_said_and_nothing_is_lost(dossier: Dossier, member: Any, post: Any) -> None:
    response = post(member, FEEDBACK, **{**GIVEN, "fairness": "", "time": "9"})
    assert response.status_code == 422
    assert "Choisissez une réponse." in response.text
    assert "Moins de questions." in response.text
    assert not ProcessFeedback.objects.exists()


def test_it_changes_until_the_last_second_of_the_appeals(
    dossier: Dossier, member: Any, post: Any, client_of: Any, clock: Any
) -> None:
    clock.move_to(APPEALS_END + datetime.timedelta(milliseconds=900))
    assert post(member, FEEDBACK, **GIVEN).status_code == 302
    clock.move_to(APPEALS_END + SECOND)
    late = post(member, FEEDBACK, **{**GIVEN, "words": "Trop tard."})
    assert late.status_code == 409
    assert "Trop tard." in late.text
    assert "jusqu’au 4 avril 2027" in text_of(late)
    assert ProcessFeedback.objects.get().words == "Moins de questions."
    assert client_of(member).get(FEEDBACK).status_code == 200


def test_nobody_else_gives_it(dossier: Dossier, other_member: Any, association: Any, superuser: Any, post: Any) -> None:
    juror = dossier.assignments.first().juror.user
    for user in (other_member, association, superuser, juror):
        assert post(user, FEEDBACK, **GIVEN).status_code == 404
    assert post(None, FEEDBACK, **GIVEN).headers["Location"].startswith("/connexion/")
    assert not ProcessFeedback.objects.exists()


def test_who_gave_it_is_not_kept() -> None:
    assert not [field.name for field in ProcessFeedback._meta.get_fields() if field.name in {"author", "user"}]


def given(edition: Edition, count: int, **values: Any) -> None:
    for place in range(count):
        dossier = decided(edition, CollectivityFactory(name=f"Commune secrète {place}"))
        grades = {"clarity": 5, "time": 1, "opinion": 4, "fairness": 3, "again": WouldAgain.YES}
        words = f"Texte {place}"
        ProcessFeedback.objects.create(dossier=dossier, **{**grades, "words": words, **values})


def test_the_association_reads_means_and_texts_after_the_appeals(
    year: Edition, association: Any, client_of: Any, clock: Any
) -> None:
    given(year, LEAST)
    client = client_of(association)
    before = text_of(client.get(REPORT))
    assert f"{LEAST} réponses." in before
    assert "Texte 1" not in before
    assert "Texte 1" not in client.get(TABLE).content.decode()
    clock.move_to(APPEALS_END + SECOND)
    client = client_of(association)
    page = text_of(client.get(REPORT))
    for said in ("Texte 1", "5,0", "1,0", "4,0", "3,0", "Village"):
        assert said in page
    assert "Commune secrète" not in page
    table = client.get(TABLE).content.decode()
    assert table.count("Texte") == LEAST
    assert str(Grade.FULLY.label) in table
    assert "Commune secrète" not in table


def test_fewer_than_five_are_not_read(year: Edition, association: Any, client_of: Any, clock: Any) -> None:
    given(year, LEAST - 1)
    clock.move_to(APPEALS_END + SECOND)
    page = text_of(client_of(association).get(REPORT))
    assert "on reconnaîtrait qui les a données" in page
    assert "Texte" not in page
    assert "Texte" not in client_of(association).get(TABLE).content.decode()


def test_a_small_class_hides_the_classes(year: Edition, association: Any, client_of: Any, clock: Any) -> None:
    given(year, LEAST)
    towns = Edition(**{**year.__dict__, "questionnaire": QuestionnaireFactory(campaign=year.campaign, for_towns=True)})
    given(towns, 1)
    clock.move_to(APPEALS_END + SECOND)
    client = client_of(association)
    page = text_of(client.get(REPORT))
    assert "elles ne se lisent pas par classe" in page
    assert "Village" not in page
    assert "classe" not in client.get(TABLE).content.decode().splitlines()[0]


def test_the_report_is_the_associations(
    year: Edition, member: Any, other_member: Any, association: Any, superuser: Any, client_of: Any
) -> None:
    for address in (REPORT, TABLE):
        for user in (association, superuser):
            assert client_of(user).get(address).status_code == 200
        for user in (member, other_member):
            assert client_of(user).get(address).status_code in {302, 403, 404}


def test_nothing_of_a_palmares_under_embargo_nor_of_another_year_is_in_it(
    year: Edition, association: Any, client_of: Any, clock: Any
) -> None:
    CampaignFactory(year=2028, is_settled=True, embargo_until=APPEALS_END, appeals_until=APPEALS_END)
    given(year, LEAST)
    clock.move_to(APPEALS_END - SECOND)
    assert "2028" not in text_of(client_of(association).get(f"{REPORT}?annee=2028")).split("<main")[-1]


def test_as_many_queries_for_many_as_for_few(year: Edition, association: Any, client_of: Any, clock: Any) -> None:
    clock.move_to(APPEALS_END + SECOND)

    def counted() -> int:
        client = client_of(association)
        client.get(REPORT)
        with CaptureQueriesContext(connection) as queries:
            client.get(REPORT)
        return len(queries)

    given(year, LEAST)
    few = counted()
    given(year, 2 * LEAST)
    assert counted() == few
