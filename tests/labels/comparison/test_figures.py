"""What the figures of two years say."""

import pytest
from django.http import QueryDict

from labels.comparison import candidates, decisions, notes, questions
from labels.comparison.years import Years
from labels.enums import DossierPath, QuestionKind
from labels.models import Answer, Assignment, Choice, Evidence
from tests.factories import CollectivityFactory, InitiativePageFactory
from tests.labels.comparison.conftest import Year
from tests.labels.factories import (
    CLOSES,
    AwardFactory,
    CampaignFactory,
    DossierFactory,
    MentionFactory,
    QuestionFactory,
    QuestionnaireFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db


def asked(query: str = "") -> Years:
    found = Years.asked(QueryDict(query))
    assert found
    return found


def lines(found: list) -> dict[str, tuple[int | None, int | None]]:
    return {line.name: (line.now, line.before) for line in found}


def test_the_last_year_is_compared_with_the_one_before_it(year: Year, before: Year) -> None:
    past = CampaignFactory(year=2020, is_past=True)
    CampaignFactory(year=2028, is_settled=False)
    years = asked()
    assert (years.campaign, years.earlier) == (year.campaign, before.campaign)
    assert (asked("avec=2020").earlier, asked("avec=2020").earlier_was_led) == (past, False)
    assert (asked("annee=2026").campaign, asked("annee=2026").earlier) == (before.campaign, past)


def test_a_later_year_and_words_are_no_earlier_one(year: Year, before: Year) -> None:
    assert asked("annee=2026&avec=2027").earlier is None
    assert asked("annee=zut&avec=zut").campaign == year.campaign


def test_candidates_are_counted(year: Year, before: Year) -> None:
    back, gone = before.decided(), before.decided()
    year.decided(dossier={"collectivity": back.collectivity})
    year.decided()
    DossierFactory(campaign=year.campaign, questionnaire=year.questionnaire, is_inadmissible=True)
    DossierFactory(campaign=year.campaign, questionnaire=year.questionnaire, collectivity=gone.collectivity)
    years = asked()
    found = lines(candidates.candidacies(years, candidates.dossier_rows(years)))
    assert found == {
        "Dossiers déposés": (3, 2),
        "Premières candidatures, labellisées ou non": (2, 2),
        "Dossiers irrecevables": (1, 0),
        "Candidates en 2026, pas cette année": (1, None),
    }


def test_of_a_year_that_was_not_led_here_only_labels_are_known(year: Year) -> None:
    AwardFactory(campaign__year=2026, symbols=4)
    years = asked()
    found = lines(candidates.candidacies(years, candidates.dossier_rows(years)))
    assert found["Dossiers déposés"] == (0, None)
    assert found["Au palmarès de 2026, pas candidates cette année"] == (1, None)
    assert lines(candidates.levels(years))["Quatre arobases"] == (0, 1)


def test_levels_and_mentions(year: Year, before: Year) -> None:
    free = MentionFactory(campaign=year.campaign, name="Logiciel libre")
    MentionFactory(campaign=before.campaign, name="Logiciel libre")
    MentionFactory(campaign=before.campaign, name="Éducation")
    year.decided().award.mentions.add(free)
    year.decided(decided=0)
    before.decided(decided=5)
    years = asked()
    levels = lines(candidates.levels(years))
    assert (levels["Cinq arobases"], levels["Trois arobases"], levels["Mention"]) == ((0, 1), (1, 0), (1, 0))
    assert lines(candidates.mentions(years)) == {"Logiciel libre": (1, 0), "Éducation": (None, 0)}


def test_regions_and_classes(year: Year, before: Year) -> None:
    brittany = CollectivityFactory(kind="region", code="53", name="Bretagne")
    corsica = CollectivityFactory(kind="region", code="94", name="Corse")
    for region, count in ((brittany, 6), (corsica, 5)):
        for _ in range(count):
            year.decided(dossier={"collectivity__region": region})
    AwardFactory(campaign=year.campaign, is_honorary=True, collectivity__region=brittany)
    years = asked()
    regions = {one.name: (one.now.deposited, one.now.labels) for one in candidates.by_region(years).groups}
    assert regions == {"Bretagne": (6, 7), "Corse": (5, 5)}
    classes = candidates.by_class(years, candidates.dossier_rows(years)).groups
    assert [(one.name, one.now.deposited, one.now.labels) for one in classes] == [("Village", 11, 11)]


def test_notes_are_means_of_those_that_were_given(year: Year, before: Year) -> None:
    for _ in range(4):
        year.decided(notes=(4, 2), confidence=1)
    year.decided(notes=(5, None), confidence=1)
    for _ in range(5):
        before.decided(notes=(2, 2))
    years = asked()
    section, *others = notes.marked(years, notes.score_rows(years), "section")
    assert (section.name, others) == ("Expression citoyenne", [])
    assert section.now.mean == pytest.approx(29 / 9)
    assert (section.before.mean, section.difference) == (2, "+1.2")
    assert (section.now.abstentions, section.abstains) == (10, True)
    assert (section.sureness, section.is_unsure) == ("un peu", True)
    (criterion,) = notes.marked(years, notes.score_rows(years), "criterion")
    assert (criterion.name, criterion.now.mean) == ("Solidité dans la durée", section.now.mean)


def test_fewer_than_five_dossiers_have_no_mean(year: Year, before: Year) -> None:
    for _ in range(4):
        year.decided()
    (section,) = notes.marked(asked(), notes.score_rows(asked()), "section")
    assert (section.now.mean, section.now.abstentions, section.sureness, section.difference) == (None, None, "", "")
    assert decisions.decisions(asked()) == []


def test_a_reader_who_stepped_aside_counts_no_more(year: Year) -> None:
    dossiers = [year.decided(notes=(5, 1)) for _ in range(5)]
    Assignment.objects.filter(dossier__in=dossiers, juror=year.jurors[1]).update(
        state="recused", recused_at=CLOSES, recused_by="juror", reason="Elle y habite."
    )
    (section,) = notes.marked(asked(), notes.score_rows(asked()), "section")
    assert section.now.mean == 5


def test_decisions_stand_beside_what_was_proposed(year: Year, before: Year) -> None:
    for decided, levels in ((3, (3, 3)), (3, (2, 3)), (4, (2, 3)), (None, (0, 1)), (2, (3, 4))):
        year.decided(decided=decided, levels=levels)
    assert [(line.now, line.before) for line in decisions.decisions(asked())] == [(1, None), (2, None), (2, None)]


def test_a_question_that_all_answer_by_yes_tells_nothing_more(year: Year, before: Year) -> None:
    for place in range(5):
        year.decided()
        before.decided(yes=place % 2)
    (one,) = questions.questions(asked()).compared
    assert (one.now.asked, one.now.answered, one.share, one.share_before) == (5, 5, 100, 40)
    assert (one.settled, one.difference) == ("Presque toutes disent oui.", "+60")


def test_a_question_that_all_answer_by_no(year: Year) -> None:
    for _ in range(5):
        year.decided(yes=0)
    assert questions.questions(asked()).compared[0].settled == "Presque toutes disent non."


def test_nothing_is_told_of_a_question_that_few_were_asked(year: Year) -> None:
    for _ in range(4):
        year.decided()
    (one,) = questions.questions(asked()).compared
    assert (one.is_told, one.share, one.settled) == (False, None, "")


def test_an_answer_to_a_question_of_the_other_path_does_not_count(year: Year) -> None:
    full = QuestionFactory(section=year.section, code="budget", on_full_path=True)
    for place in range(7):
        dossier = year.decided(dossier={"path": DossierPath.FULL if place < 5 else DossierPath.SHORT})
        Answer.objects.create(dossier=dossier, question=full, number=0)
    found = {one.text: one.now for one in questions.questions(asked()).compared}
    assert (found[full.text].asked, found[full.text].answered, found[full.text].share) == (5, 5, 0)


def test_choices_numbers_texts_and_proofs(year: Year) -> None:
    choice = QuestionFactory(section=year.section, code="qui", is_choice=True)
    number = QuestionFactory(section=year.section, code="postes", is_number=True)
    text = QuestionFactory(section=year.section, code="appris", is_text=True)
    proof = QuestionFactory(section=year.section, code="preuve", for_evidence=True)
    service = Choice.objects.get(question=choice, code="service")
    for place in range(6):
        dossier = year.decided()
        Answer.objects.create(dossier=dossier, question=choice, choice=service)
        Answer.objects.create(dossier=dossier, question=number, number=place * 5)
        Answer.objects.create(dossier=dossier, question=text, text="Beaucoup." if place else "")
        for sheet in [InitiativePageFactory() for _ in range(2)] if place < 2 else []:
            Evidence.objects.create(dossier=dossier, question=proof, initiative=sheet, title="Fiche")
    found = {one.text: one for one in questions.questions(asked()).compared}
    assert (found[choice.text].share, found[choice.text].settled) == (100, "Presque toutes ont tous les points.")
    assert found[number.text].share == 75
    assert (found[text.text].now.answered, found[text.text].share) == (5, None)
    assert (found[proof.text].now.answered, found[proof.text].is_seldom_answered) == (2, True)


def test_a_question_of_several_classes_is_one(year: Year) -> None:
    towns = QuestionnaireFactory(campaign=year.campaign, for_towns=True)
    section = SectionFactory(questionnaire=towns, code="expression")
    same = QuestionFactory(section=section, code="idee")
    for _ in range(3):
        year.decided(yes=1)
        dossier = DossierFactory(campaign=year.campaign, questionnaire=towns, is_deposited=True)
        Answer.objects.create(dossier=dossier, question=same, number=0)
    (one,) = questions.questions(asked()).compared
    assert (one.now.asked, one.share, one.text) == (6, 50, year.question.text)


def test_new_questions_other_kinds_and_those_that_are_gone(year: Year, before: Year) -> None:
    QuestionFactory(section=year.section, code="neuve", text="Et l’an prochain ?")
    QuestionFactory(section=year.section, code="qui", is_text=True)
    QuestionFactory(section=before.section, code="qui", is_choice=True)
    QuestionFactory(section=before.section, code="vieille", text="Avez-vous un fax ?")
    found = questions.questions(asked())
    kinds = {one.text: one.kind_before for one in found.compared}
    assert kinds["Et l’an prochain ?"] is None
    assert QuestionKind.CHOICE in kinds.values()
    assert [one.before is None for one in found.compared] == [False, True, True]
    assert found.gone == ["Avez-vous un fax ?"]
