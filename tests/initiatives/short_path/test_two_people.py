"""Two people write the same sheet: field by field, nobody loses anything without being told."""

from typing import Any

import pytest

from initiatives.models import InitiativePage
from portal.models import User
from tests.factories import theme
from tests.initiatives.short_path.conftest import latest

pytestmark = pytest.mark.django_db


def test_different_fields_are_merged(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(staff_time="Une agente")
    told = one.save(results="Plus de monde").json()
    assert told["conflicts"] == {}
    assert told["taken"]["names"] == ["staff_time"]
    assert told["taken"]["text"].startswith(f"Écrit entre-temps par {yann}")
    assert told["values"]["staff_time"] == ["Une agente"]
    assert (latest(sheet).staff_time, latest(sheet).results) == ("Une agente", "<p>Plus de monde</p>")


def test_the_same_field_is_a_choice(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(summary="De Yann")
    told = one.save(summary="De Maryvonne", staff_time="Une agente").json()
    assert list(told["conflicts"]) == ["summary"]
    assert "De Yann" in told["conflicts"]["summary"]
    assert str(yann) in told["conflicts"]["summary"]
    assert (latest(sheet).summary, latest(sheet).staff_time) == ("De Yann", "Une agente")
    # « Garder le mien »: the form now knows what it writes over.
    told = one.save(**{"initial-summary": "De Yann"}).json()
    assert (told["conflicts"], latest(sheet).summary) == ({}, "De Maryvonne")


def test_one_choice_makes_no_other(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(summary="De Yann", staff_time="Une agente")
    answer = one.type(summary="De Maryvonne", staff_time="Deux agentes").send()
    answer = one.read(answer).send(prendre="summary")
    assert answer.status_code == 409
    assert (latest(sheet).summary, latest(sheet).staff_time) == ("De Yann", "Une agente")
    assert one.read(answer).send(soumettre="1").status_code == 409
    assert latest(sheet).staff_time == "Une agente"
    assert one.send(garder="staff_time").status_code == 302
    assert (latest(sheet).summary, latest(sheet).staff_time) == ("De Yann", "Deux agentes")


def test_the_same_words_are_no_choice(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(summary="Un bus bleu")
    assert one.save(summary="Un bus bleu ").json()["conflicts"] == {}


def test_themes_are_one_choice(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    access, school, voice = (str(theme(slug).pk) for slug in ("acces-public", "education-et-formation",
                                                               "expression-citoyenne"))  # fmt: skip
    other.save(themes=[access, school])
    told = one.save(themes=[voice]).json()
    assert "Accès public, Éducation et formation" in told["conflicts"]["themes"]


def test_without_a_script_too(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(summary="De Yann", staff_time="Une agente")
    answer = one.type(summary="De Maryvonne").send()
    assert answer.status_code == 409
    assert "De Yann" in answer.content.decode()
    fields = one.read(answer).fields
    assert (fields["summary"], fields["initial-summary"], fields["staff_time"]) == (
        ["De Maryvonne"], ["Un bus."], ["Une agente"],
    )  # fmt: skip
    assert one.send(prendre="summary").status_code == 302
    assert latest(sheet).summary == "De Yann"
    fields["summary"] = ["De Maryvonne"]
    one.fields = fields
    assert one.send(garder="summary").status_code == 302
    assert latest(sheet).summary == "De Maryvonne"


@pytest.mark.parametrize("name", ["faux", "written", "body\x00"])
def test_taking_what_is_no_field_changes_nothing(name: str, sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    assert write(maryvonne, sheet).send(prendre=name).status_code == 302
    assert sheet.revisions.count() == 1


def test_what_is_chosen_first_is_said_where_the_sheet_is_sent(
    sheet: InitiativePage, maryvonne: User, yann: User, write: Any
) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    other.save(summary="De Yann")
    assert "Choisissez d’abord" in one.save(summary="De Maryvonne").json()["why_not"]
    assert one.type(summary="Encore").send(soumettre="1").status_code == 409
    assert sheet.specific.current_workflow_state is None


def test_the_revision_of_a_colleague_is_written_over_by_nobody(
    sheet: InitiativePage, maryvonne: User, yann: User, write: Any
) -> None:
    one, other = write(maryvonne, sheet), write(yann, sheet)
    one.save(staff_time="Une")
    other.save(results="Deux")
    one.save(staff_time="Trois")
    assert sheet.revisions.count() == 4


def test_a_false_base_takes_nothing_away(sheet: InitiativePage, maryvonne: User, yann: User, write: Any) -> None:
    told = write(maryvonne, sheet).save(themes=[], **{"initial-themes": ["faux"]}).json()
    assert list(told["conflicts"]) == ["themes"]
    assert latest(sheet).themes.count() == 1
