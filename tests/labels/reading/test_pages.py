"""Reading a dossier, marking it section by section, depositing, and what is seen of the others, and when."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from initiatives.models import InitiativePage
from labels.depositing.freezing import freeze
from labels.enums import DossierState
from labels.jury.enums import AssignmentState
from labels.models import Answer, Dossier, Evidence, JournalEntry, Review, Score
from tests.factories import CollectivityPageFactory, InitiativePageFactory
from tests.labels.factories import (
    AssignmentFactory,
    CampaignFactory,
    DossierFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)
from tests.labels.reading.conftest import Bench, grades, opinion, read_whole
from tests.portal.test_html import title_of

JSON = {"Accept": "application/json"}


@pytest.fixture
def reader(bench: Bench, client_of: Any) -> Client:
    found: Client = client_of(bench.own.juror.user)
    return found


def test_it_opens_where_a_note_is_left(bench: Bench, reader: Client, post: Any) -> None:
    assert reader.get(bench.address()).url == bench.section(0)
    post(bench.own.juror.user, bench.section(0), **grades(bench, "4", "-"))
    assert reader.get(bench.address()).url == bench.section(1)
    post(bench.own.juror.user, bench.section(1), **grades(bench, "0", "5"))
    assert reader.get(bench.address()).url == bench.address("avis/")


def test_the_dossier_is_beside_the_grid(bench: Bench, reader: Client) -> None:
    page = reader.get(bench.section()).text
    assert "À la bibliothèque, deux après-midi." in page
    assert "Utilité pour les habitants" in page
    assert "coef. 3" in page
    assert "L’auto-évaluation de la collectivité sur cette rubrique" in page
    assert "Première candidature sur le portail" in page


def test_each_page_says_which_it_is(bench: Bench, reader: Client) -> None:
    pages = [bench.section(0), bench.section(1), bench.address("avis/")]
    assert len({title_of(reader.get(one).text) for one in pages}) == len(pages)


def test_notes_are_kept_and_go_on_to_the_next_section(bench: Bench, post: Any) -> None:
    sent = grades(bench, "4", "-", opinion="Un lieu vivant.") | {"surete-utilite": "3", "suite": "1"}
    answer = post(bench.own.juror.user, bench.section(), **sent)
    assert answer.url == bench.section(1)
    bench.own.refresh_from_db()
    review = bench.own.review
    assert bench.own.state == AssignmentState.STARTED
    assert review.opinions.get().text == "Un lieu vivant."
    found = {score.criterion.code: (score.note, score.abstains, score.confidence) for score in review.scores.all()}
    assert found == {"utilite": (4, False, 3), "accueil": (None, True, None)}


def test_what_did_not_change_is_not_written_again(bench: Bench, post: Any) -> None:
    user = bench.own.juror.user
    post(user, bench.section(), **grades(bench, "4", "2"))
    changed_at = Review.objects.get().changed_at
    post(user, bench.section(), **grades(bench, "4", "2", before=("4", "2")))
    assert Review.objects.get().changed_at == changed_at


def test_a_note_is_taken_away(bench: Bench, post: Any) -> None:
    user = bench.own.juror.user
    post(user, bench.section(), **grades(bench, "4", "2"))
    post(user, bench.section(), **grades(bench, "", "2", before=("4", "2")))
    score = Score.objects.get(criterion=bench.criteria[0])
    assert (score.note, score.abstains) == (None, False)


@pytest.mark.parametrize("note", ["6", "-1", "a", "²", "4.5"])
def test_a_note_that_is_none_is_refused_and_the_rest_kept(bench: Bench, post: Any, note: str) -> None:
    answer = post(bench.own.juror.user, bench.section(), **grades(bench, note, "2"))
    assert answer.status_code == 422
    assert list(Score.objects.exclude(note=None).values_list("criterion__code", "note")) == [("accueil", 2)]


def test_two_screens_of_the_same_reader_lose_nothing(bench: Bench, post: Any) -> None:
    user = bench.own.juror.user
    post(user, bench.section(), **grades(bench, "4", ""))
    answer = post(user, bench.section(), **grades(bench, "1", "3"))
    assert answer.status_code == 409
    found = dict(Score.objects.values_list("criterion__code", "note"))
    assert found == {"utilite": 4, "accueil": 3}
    assert "vous, sur un autre écran" in answer.text


def test_a_script_is_told_what_is_stored(bench: Bench, reader: Client) -> None:
    told = reader.post(bench.section(), grades(bench, "4", "2"), headers=JSON).json()
    assert told["values"]["note-utilite"] == ["4"]
    assert told["saved"].startswith("Enregistré à")
    assert "Il manque 2 notes." in told["parts"]["left"]


def test_a_section_that_is_not_asked_does_not_exist(bench: Bench, reader: Client) -> None:
    assert reader.get(bench.address("rubriques/inconnue/")).status_code == 404


def test_a_proof_is_read_as_it_was_deposited(bench: Bench, reader: Client) -> None:
    home = CollectivityPageFactory(collectivity=bench.dossier.collectivity)
    sheet = InitiativePageFactory(parent=home, title="Le bus des écrans", summary="Huit ordinateurs.")
    sheet.save_revision()
    question = QuestionFactory(section=bench.sections[0], for_evidence=True)
    proof = Evidence.objects.create(dossier=bench.dossier, question=question, initiative=sheet, title=sheet.title)
    freeze(bench.dossier, timezone.now())
    InitiativePage.objects.get(pk=sheet.pk).delete()
    assert "Le bus des écrans" in reader.get(bench.section()).text
    page = reader.get(bench.address(f"preuves/{proof.pk}/")).text
    assert "Huit ordinateurs." in page


def test_what_changed_since_the_year_before_is_said(bench: Bench, reader: Client) -> None:
    before = CampaignFactory(year=2026, is_past=True)
    questionnaire = QuestionnaireFactory(campaign=before)
    section = SectionFactory(questionnaire=questionnaire, code="acces-public")
    question = QuestionFactory(section=section, is_text=True, code="lieux")
    earlier = DossierFactory(
        campaign=before,
        questionnaire=questionnaire,
        collectivity=bench.dossier.collectivity,
        state=DossierState.PUBLISHED,
    )
    Answer.objects.create(dossier=earlier, question=question, text="À la bibliothèque, le mercredi.")
    page = reader.get(bench.section()).text
    assert "Depuis 2026" in page
    assert "1 a changé" in page
    assert "À la bibliothèque, le mercredi." in page


def test_depositing_owes_every_note_an_opinion_and_a_level(bench: Bench, post: Any, reader: Client) -> None:
    user = bench.own.juror.user
    post(user, bench.address("avis/"), **opinion(bench, deposer="1"))
    assert "Il manque 4 notes." in reader.get(bench.address("avis/")).text
    for place in range(2):
        post(user, bench.section(place), **grades(bench, "4", "4"))
    Review.objects.update(opinion="")
    assert "Il manque votre avis sur l’ensemble." in reader.get(bench.address("avis/")).text
    Review.objects.update(level=None)
    both = "Il manque votre avis sur l’ensemble. Il manque le niveau que vous proposez."
    assert both in reader.get(bench.address("avis/")).text
    Review.objects.update(opinion="Solide.")
    assert "Il manque le niveau que vous proposez." in reader.get(bench.address("avis/")).text
    assert not Review.objects.deposited().exists()


def test_what_she_noted_is_before_her_when_she_says_the_whole(bench: Bench, post: Any, reader: Client) -> None:
    assert "Ce que vous avez noté" not in reader.get(bench.address("avis/")).text
    post(bench.own.juror.user, bench.section(), **grades(bench, "5", "-"))
    page = reader.get(bench.address("avis/"))
    assert [(one.criterion.code, one.notes, one.mean) for one in page.context["given"]] == [
        ("utilite", "5 ?", 5),
        ("accueil", "– ?", None),
    ]
    assert "la vôtre est de 100,0 sur 100" in page.text.replace("\xa0", " ")


def test_a_reading_is_deposited_once_with_its_mark(bench: Bench, post: Any) -> None:
    for _press in range(2):
        read_whole(post, bench, "4")
    review = Review.objects.deposited().get()
    assert (review.mark, review.level) == (Decimal("80.00"), bench.level(3))
    assert review.grid["sections"][0]["notes"] == {"utilite": 4, "accueil": 4}
    bench.own.refresh_from_db()
    assert bench.own.state == AssignmentState.DONE
    entry = JournalEntry.objects.get(action="jury_review")
    assert (entry.dossier, entry.reason) == (bench.dossier, "")


def test_once_deposited_nothing_is_written(bench: Bench, post: Any, reader: Client) -> None:
    read_whole(post, bench, "4")
    answer = reader.post(bench.section(), grades(bench, "0", "0", before=("4", "4")), headers=JSON)
    assert (answer.status_code, answer.json()) == (409, {"closed": "Votre lecture est déposée."})
    assert set(Score.objects.values_list("note", flat=True)) == {4}


def test_others_are_hidden_until_one_s_own_is_deposited(bench: Bench, post: Any, reader: Client) -> None:
    """In every page of the jury: not a note, not a mean, not even how many deposited."""
    read_whole(post, bench, "1", bench.other)
    Review.objects.update(opinion="Un avis secret.")
    for address in ("/jury/", bench.section(0), bench.section(1), bench.address("avis/")):
        page = reader.get(address).text
        assert "Un avis secret." not in page
        assert "20,0" not in page
    assert reader.get(bench.address("autres/")).url == bench.address("avis/")
    assert post(bench.own.juror.user, bench.address("autres/")).url == bench.address("avis/")
    assert not JournalEntry.objects.filter(action="jury_see_others").exists()


def test_the_list_says_nothing_of_the_readings_of_others(bench: Bench, post: Any, reader: Client) -> None:
    before = reader.get("/jury/").text
    read_whole(post, bench, "1", bench.other)
    assert _same(before, reader.get("/jury/").text)


def _same(one: str, other: str) -> bool:
    return [line for line in one.splitlines() if "csrf" not in line] == [
        line for line in other.splitlines() if "csrf" not in line
    ]


def test_others_are_opened_by_a_button_and_for_good(bench: Bench, post: Any, reader: Client) -> None:
    user = bench.own.juror.user
    read_whole(post, bench, "4")
    read_whole(post, bench, "1", bench.other)
    assert "Reprendre ma lecture" in reader.get(bench.address("avis/")).text
    assert post(user, bench.address("autres/")).url == bench.address("autres/")
    page = reader.get(bench.address("autres/")).text
    assert "Lecture A" in page
    assert "20,0" in page
    assert str(bench.other.juror.user) not in page
    post(user, bench.address("reprendre/"))
    bench.own.refresh_from_db()
    assert bench.own.state == AssignmentState.DONE


def test_a_reading_is_taken_back_before_the_others_are_opened(bench: Bench, post: Any) -> None:
    read_whole(post, bench, "4")
    post(bench.own.juror.user, bench.address("reprendre/"))
    bench.own.refresh_from_db()
    assert bench.own.state == AssignmentState.STARTED
    review = bench.own.review
    assert (review.deposited_at, review.mark, review.grid) == (None, None, None)
    assert review.opinion


def test_one_reading_is_counted_in_the_singular(bench: Bench, post: Any, reader: Client) -> None:
    read_whole(post, bench, "4")
    assert "1 lecture déposée sur 1 · label" in reader.get(bench.address("avis/")).text


def test_one_that_stepped_aside_is_shown_to_nobody(bench: Bench, post: Any, reader: Client) -> None:
    read_whole(post, bench, "4")
    read_whole(post, bench, "1", bench.other)
    post(bench.other.juror.user, f"/jury/lectures/{bench.other.pk}/deport/", note="Un lien.")
    post(bench.own.juror.user, bench.address("autres/"))
    assert "Lecture A" not in reader.get(bench.address("autres/")).text


def test_a_reader_sees_her_own_measure(bench: Bench, post: Any, reader: Client) -> None:
    read_whole(post, bench, "4")
    second = AssignmentFactory(
        dossier=DossierFactory(
            campaign=bench.campaign, questionnaire=bench.dossier.questionnaire, state=DossierState.READING
        ),
        juror=bench.own.juror,
    )
    page = reader.get(bench.section(0, second)).text
    assert "2 × 4" in page
    measure = reader.get(bench.address("avis/", second)).text
    assert bench.dossier.collectivity.full_name in measure.replace("&#x27;", "'").replace("’", "'")
    assert "au-dessus de" not in measure
    read_whole(post, bench, "2", second)
    assert "au-dessus de 60 sur 100" in reader.get(bench.address("avis/", second)).text


def test_readings_end_with_their_day(bench: Bench, client_of: Any) -> None:
    until = bench.campaign.readings_until
    with time_machine.travel(until, tick=False):
        reader = client_of(bench.own.juror.user)
        assert reader.post(bench.section(), grades(bench, "4", "2"), headers=JSON).status_code == 200
    with time_machine.travel(until + datetime.timedelta(seconds=1), tick=False):
        told = reader.post(bench.section(), grades(bench, "1", "2", before=("4", "2")), headers=JSON)
        assert "Les lectures sont closes depuis" in told.json()["closed"]
        assert "Les lectures sont closes depuis" in reader.get(bench.section()).text


def test_a_dossier_that_is_not_in_reading_is_not_written(bench: Bench, reader: Client) -> None:
    Dossier.objects.update(state=DossierState.ADMISSIBLE)
    assert reader.post(bench.section(), grades(bench, "4", "2"), headers=JSON).status_code == 409


def test_the_next_one_is_that_which_fewest_have_read(bench: Bench, post: Any, reader: Client) -> None:
    fresh = AssignmentFactory(
        dossier=DossierFactory(
            campaign=bench.campaign, questionnaire=bench.dossier.questionnaire, state=DossierState.READING
        ),
        juror=bench.own.juror,
    )
    read_whole(post, bench, "3", bench.other)
    assert reader.get("/jury/lectures/suivante/").url == f"/jury/lectures/{fresh.pk}/"
    reader.post(f"/jury/lectures/{fresh.pk}/passer/")
    assert reader.get("/jury/lectures/suivante/").url == bench.address()


def test_each_that_is_put_off_has_its_turn(bench: Bench, reader: Client) -> None:
    others = [AssignmentFactory(dossier__campaign=bench.campaign, juror=bench.own.juror) for _one in range(2)]
    pile = [f"/jury/lectures/{one.pk}/" for one in (bench.own, *others)]
    walked = [reader.get("/jury/lectures/suivante/").url]
    for _turn in range(5):
        walked.append(reader.post(f"{walked[-1]}passer/").url)
    assert walked == pile * 2


def test_who_has_read_all_goes_to_the_list(bench: Bench, post: Any, reader: Client) -> None:
    read_whole(post, bench, "4")
    assert reader.get("/jury/lectures/suivante/").url == "/jury/"
    assert "Toutes vos lectures sont déposées" in reader.get("/jury/").text


@pytest.mark.parametrize("count", [2, 8])
def test_the_queries_of_a_section_do_not_grow(
    bench: Bench, reader: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(count):
        question = QuestionFactory(section=bench.sections[0], is_text=True)
        Answer.objects.create(dossier=bench.dossier, question=question, text=f"Réponse {place}")
    reader.get(bench.section())
    with django_assert_max_num_queries(18):
        assert reader.get(bench.section()).status_code == 200
    reader.post(bench.section(), grades(bench, "1", ""), headers=JSON)
    with django_assert_max_num_queries(24):
        reader.post(bench.section(), grades(bench, "4", "2"), headers=JSON)
