"""The self-assessment: points, shares of sections, a score out of 100 on one scale for both paths."""

from decimal import Decimal
from typing import Any

import pytest

from labels.enums import DossierPath
from labels.models import Answer, Choice, Dossier, Evidence
from labels.writing.assessing import Assessment, assess, earned
from labels.writing.reading import read
from tests.labels.writing.conftest import HOME, VOICE, Asking, sent

pytestmark = pytest.mark.django_db


def assessed(dossier: Dossier) -> Assessment:
    return assess(read(dossier), list(dossier.campaign.levels.all()))


def answered(dossier: Dossier, asked: Asking, code: str, **values: Any) -> Decimal:
    Answer.objects.filter(dossier=dossier).delete()
    Answer.objects.create(dossier=dossier, question=asked.questions[code], **values)
    return next(earned(one) for one in read(dossier).asked if one.question.code == code)


def test_what_each_kind_of_answer_earns_of_ten_points(dossier: Dossier, asked: Asking) -> None:
    choices = {one.code: one for one in Choice.objects.filter(question=asked.questions["comment"])}
    assert answered(dossier, asked, "vote", number=1) == 10
    assert answered(dossier, asked, "vote", number=0) == 0
    assert answered(dossier, asked, "comment", choice=choices["courriel"]) == 3
    assert answered(dossier, asked, "comment", choice=choices["mairie"]) == 0
    assert answered(dossier, asked, "postes", number=4) == 4
    assert answered(dossier, asked, "postes", number=400) == 10
    assert answered(dossier, asked, "recit", text="Un récit.") == 10
    assert answered(dossier, asked, "recit", text="") == 0


def test_proofs_earn_up_to_the_number_that_brings_all(dossier: Dossier, asked: Asking, sheets: Any) -> None:
    def earned_now() -> Decimal:
        return next(earned(one) for one in read(dossier).asked if one.question.code == "preuves")

    assert earned_now() == 0
    for sheet, points in zip(sheets, (5, 10), strict=True):
        Evidence.objects.create(
            dossier=dossier, question=asked.questions["preuves"], initiative=sheet, title=sheet.title
        )
        assert earned_now() == points


def test_sections_weigh_what_the_campaign_says(dossier: Dossier, asked: Asking) -> None:
    Answer.objects.create(dossier=dossier, question=asked.questions["ecole"], number=1)
    found = assessed(dossier)
    assert [(one.part.section.code, one.share, one.weight, one.brings) for one in found.sections] == [
        ("expression", 0, 75, 0), ("education", 100, 25, 25),
    ]  # fmt: skip
    assert found.score == 25
    assert (found.level.symbols, found.next_level.symbols, found.lacks) == (1, 2, 10)  # type: ignore[union-attr]
    assert [one.part.section.code for one in found.strong] == ["education"]


def test_both_paths_lead_to_the_same_scale(dossier: Dossier, asked: Asking) -> None:
    for code, values in {"vote": {"number": 1}, "postes": {"number": 10}, "recit": {"text": "Un récit."}}.items():
        Answer.objects.create(dossier=dossier, question=asked.questions[code], **values)
    short = assessed(dossier)
    assert short.score == 45
    # The full path asks for « cours » too, of ten more points in the other section: nothing of this one changes.
    dossier.path = DossierPath.FULL
    full = assessed(dossier)
    assert (full.score, full.sections[1].most, short.sections[1].most) == (45, 20, 10)
    Answer.objects.create(dossier=dossier, question=asked.questions["cours"], text="Le samedi.")
    assert assessed(dossier).score == Decimal("57.5")


def test_next_steps_bring_the_most_first(dossier: Dossier, asked: Asking) -> None:
    Answer.objects.create(dossier=dossier, question=asked.questions["postes"], number=9)
    found = assessed(dossier)
    assert found.next_steps[0].asked.question.code == "ecole"
    assert found.next_steps[0].gain == 25
    assert {step.gain for step in found.next_steps[1:]} == {15}


def test_nothing_answered_reaches_no_level(dossier: Dossier) -> None:
    found = assessed(dossier)
    assert (found.score, found.level, found.strong) == (0, None, ())


def test_a_section_without_points_has_no_say(dossier: Dossier, asked: Asking) -> None:
    asked.school.questions.update(points=0)
    Answer.objects.create(dossier=dossier, question=asked.questions["vote"], number=1)
    found = assessed(dossier)
    assert [one.part.section.code for one in found.sections] == ["expression"]
    assert found.score == 20


def test_a_campaign_without_points_has_no_score(dossier: Dossier, asked: Asking) -> None:
    for section in (asked.voice, asked.school):
        section.questions.update(points=0)
    assert assessed(dossier).score == 0


def test_the_pages_say_it_and_promise_nothing(member: Any, member_client: Any, post: Any, dossier: Dossier) -> None:
    post(member, f"{HOME}education/", **{"q-ecole": "1", "initial-q-ecole": ""})
    page = member_client.get(HOME).text.replace("\xa0", " ")
    for said in ("sur 100, à titre indicatif", "Une arobase", "Deux arobases", "10 points plus haut", "Points forts"):
        assert said in page
    assert "Rien n’est promis" in page
    assert 'href="/espace/communes/22046/dossier/2027/expression/#q-' in page
    section = post(member, VOICE, **sent(vote="1", postes="x")).text.replace("\xa0", " ")
    assert "Cette rubrique : 10 sur 50 points." in section
