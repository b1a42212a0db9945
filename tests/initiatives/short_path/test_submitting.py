"""From the draft to the reading and back: reasons, questions, answers."""

from typing import Any

import pytest
from django.core import mail
from wagtail.models import PageLogEntry, TaskState

from initiatives.models import InitiativePage
from portal.models import User
from tests.factories import InitiativePageFactory, UserFactory, theme
from tests.initiatives.short_path.conftest import address_of, latest

pytestmark = pytest.mark.django_db
HOME = "/espace/communes/22046/"


@pytest.fixture
def camille(db: None) -> User:
    """Of the association."""
    user: User = UserFactory(association=True, email="camille@association.example")
    return user


@pytest.fixture
def send(write: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Press the button as somebody, and let the mails leave."""

    def sent(user: User, page: InitiativePage, **typed: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return write(user, page).type(**typed).send(soumettre="1")

    return sent


def ask(page: InitiativePage, user: User, comment: str, callbacks: Any) -> None:
    state = page.specific.current_workflow_task_state
    with callbacks(execute=True):
        state.task.specific.on_action(state, user, "reject", comment=comment)


def test_a_sheet_is_sent_as_by_the_editor(
    sheet: InitiativePage, maryvonne: User, camille: User, send: Any, client_of: Any
) -> None:
    answer = send(maryvonne, sheet, staff_time="Une agente")
    assert answer.headers["Location"] == HOME
    state = sheet.specific.current_workflow_state
    assert (state.status, state.requested_by) == ("in_progress", maryvonne)
    assert state.current_task_state.revision.as_object().staff_time == "Une agente"
    assert [message.to for message in mail.outbox] == [[camille.email]]
    shown = client_of(maryvonne).get(address_of(sheet)).content.decode()
    assert "En relecture" in shown
    assert "l’association vous répondra par courriel" in shown
    assert "data-short-path" not in shown


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"summary": ""}, "Il manque encore : le résumé."),
        ({"themes": []}, "Il manque encore : un thème."),
        ({"summary": "", "themes": []}, "Il manque encore : le résumé, un thème."),
    ],
)
def test_a_button_that_is_off_says_why(
    typed: dict[str, Any], reason: str, sheet: InitiativePage, maryvonne: User, write: Any, send: Any
) -> None:
    told = write(maryvonne, sheet).save(**typed).json()
    assert told["why_not"] == reason
    answer = send(maryvonne, sheet)
    assert answer.status_code == 422
    page = answer.content.decode().replace("\xa0", " ")
    assert reason in page
    assert 'aria-disabled="true"' in page
    assert sheet.specific.current_workflow_state is None


def test_what_the_public_reads_already_is_not_sent(mene: Any, maryvonne: User, write: Any, send: Any) -> None:
    page = InitiativePageFactory(parent=mene, themes=[theme()])
    page.save_revision().publish()
    assert send(maryvonne, page).status_code == 422
    assert page.specific.current_workflow_state is None
    assert "Rien n’a changé" in write(maryvonne, page).client.get(address_of(page)).content.decode()
    assert send(maryvonne, page, staff_time="Une agente").status_code == 302
    assert page.specific.current_workflow_state


def test_pressed_twice_it_is_sent_once(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne, sheet)
    assert writer.send(soumettre="1").status_code == 302
    again = writer.send(soumettre="1")
    assert again.status_code == 200
    assert "En relecture" in again.content.decode()
    assert TaskState.objects.count() == 1


def test_what_is_typed_while_it_is_read_is_refused_with_the_reason(
    sheet: InitiativePage, maryvonne: User, yann: User, write: Any
) -> None:
    late = write(yann, sheet)
    write(maryvonne, sheet).send(soumettre="1")
    answer = late.save(staff_time="Trop tard")
    assert (answer.status_code, list(answer.json())) == (409, ["closed"])
    assert latest(sheet).staff_time == ""
    # Without a script, it is given back when the sheet may be written again.
    answer = late.send()
    assert answer.status_code == 409
    assert "Votre texte est gardé" in answer.text
    sheet.specific.current_workflow_state.cancel(user=maryvonne)
    assert late.open().fields["staff_time"] == ["Trop tard"]


def test_the_first_address_of_a_form_opens_no_closed_sheet(
    sheet: InitiativePage, maryvonne: User, yann: User, write: Any
) -> None:
    write(maryvonne, sheet).send(soumettre="1")
    answer = write(yann).save(title="Écrasé", cle=str(sheet.translation_key))
    assert (answer.status_code, list(answer.json())) == (409, ["closed"])
    assert latest(sheet).title == "Le bus"


def test_what_the_association_asks_is_read_and_answered_in_the_page(
    sheet: InitiativePage,
    maryvonne: User,
    yann: User,
    camille: User,
    send: Any,
    write: Any,
    client_of: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    send(maryvonne, sheet)
    ask(sheet, camille, "Combien de personnes par mois ?", django_capture_on_commit_callbacks)
    asked = mail.outbox[-1]
    assert "Combien de personnes par mois" in asked.body
    assert address_of(sheet) in asked.body
    page = client_of(yann).get(address_of(sheet)).content.decode().replace("\xa0", " ")
    assert "Combien de personnes par mois ?" in page
    mail.outbox.clear()
    answer = send(yann, sheet, results="Quarante par mois", answer="Quarante : je l’ai ajouté.")
    assert answer.status_code == 302
    [told] = mail.outbox
    assert told.to == [camille.email]
    assert "Quarante : je l’ai ajouté." in told.body.replace("\xa0", " ")
    review = client_of(camille).get(f"/admin/moderation/{sheet.pk}/").content.decode()
    assert "Ce que la commune répond" in review
    assert "Quarante : je l’ai ajouté." in review
    history = client_of(camille).get(f"/admin/pages/{sheet.pk}/history/").content.decode()
    assert "Quarante : je l’ai ajouté." in history
    assert sheet.specific.current_workflow_state.status == "in_progress"


def test_an_answer_is_asked_of_nobody_else(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne, sheet)
    assert "answer" not in writer.fields
    writer.send(soumettre="1", answer="Une réponse à rien")
    assert not PageLogEntry.objects.filter(action="moderation.answer").exists()


def test_an_answer_is_not_told_again_with_the_next_question(
    sheet: InitiativePage,
    maryvonne: User,
    camille: User,
    send: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    send(maryvonne, sheet)
    ask(sheet, camille, "Combien ?", django_capture_on_commit_callbacks)
    send(maryvonne, sheet, answer="Quarante.")
    ask(sheet, camille, "Et l’an dernier ?", django_capture_on_commit_callbacks)
    mail.outbox.clear()
    send(maryvonne, sheet)
    assert "Quarante" not in mail.outbox[-1].body


def test_who_sent_it_takes_it_back(
    sheet: InitiativePage, maryvonne: User, yann: User, write: Any, client_of: Any
) -> None:
    write(maryvonne, sheet).send(soumettre="1")
    address = address_of(sheet, "space_sheet_withdraw")
    assert address not in client_of(yann).get(address_of(sheet)).content.decode()
    assert client_of(yann).post(address).status_code == 302
    assert sheet.specific.current_workflow_state.status == "in_progress"
    assert address in client_of(maryvonne).get(address_of(sheet)).content.decode()
    client_of(maryvonne).post(address)
    assert sheet.specific.current_workflow_state is None
    assert write(maryvonne, sheet).save(staff_time="Une agente").status_code == 200
    # Once more, it says that there is nothing to take back.
    answer = client_of(maryvonne).post(address, follow=True)
    assert "Elle ne peut pas être retirée" in answer.content.decode()
