"""A sheet begun and saved by the five questions: it is the page that Wagtail's editor writes."""

from typing import Any

import pytest
from wagtail.models import PageLogEntry

from initiatives.models import EducationPage, InitiativePage, PublicAccessPage
from portal.models import User
from tests.factories import InitiativePageFactory, theme
from tests.initiatives.short_path.conftest import NEW, latest

pytestmark = pytest.mark.django_db


def test_a_name_makes_a_draft_below_the_commune(mene: Any, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne)
    answer = writer.save(title="Le cahier des chemins")
    page = InitiativePage.objects.get()
    assert answer.json()["address"] == f"/espace/communes/22046/initiatives/{page.pk}/"
    assert (page.title, page.slug, page.live) == ("Le cahier des chemins", "le-cahier-des-chemins", False)
    assert page.get_parent().pk == mene.pk
    assert page.collectivity == mene.collectivity
    assert page.owner == maryvonne
    assert page.revisions.count() == 1
    assert [entry.action for entry in PageLogEntry.objects.filter(page=page.pk)] == ["wagtail.create"]


def test_sent_twice_it_is_one_sheet(mene: Any, maryvonne: User, write: Any) -> None:
    """The button after the script, or the browser's back arrow: the form still has its first address."""
    writer = write(maryvonne)
    before = dict(writer.fields)
    writer.save(title="Le bus")
    writer.address, writer.fields = NEW, {**before, "title": ["Le bus"], "staff_time": ["Une agente"]}
    assert writer.send().status_code == 302
    assert latest(InitiativePage.objects.get()).staff_time == "Une agente"


def test_the_key_of_another_page_makes_a_sheet_of_its_own(
    mene: Any, maryvonne: User, write: Any, other_member: Any
) -> None:
    foreign = InitiativePageFactory(parent=other_member.page, title="À Hennebont")
    write(maryvonne).save(title="Au Mené", cle=str(foreign.translation_key))
    foreign.refresh_from_db()
    assert foreign.title == "À Hennebont"
    assert InitiativePage.objects.get(title="Au Mené").collectivity == mene.collectivity


@pytest.mark.parametrize(
    ("name", "model"), [("lieu", PublicAccessPage), ("education", EducationPage), ("faux", InitiativePage)]
)
def test_the_type_is_chosen_at_the_beginning(
    name: str, model: type, mene: Any, maryvonne: User, client_of: Any, write: Any
) -> None:
    page = client_of(maryvonne).get(f"{NEW}?genre={name}")
    write(maryvonne).read(page).save(title="La cybercommune")
    assert type(InitiativePage.objects.get().specific) is model


def test_every_answer_is_kept(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    other = theme("education-et-formation")
    answers = {
        "title": "Le bus bleu",
        "summary": "Huit écrans.",
        "themes": [str(other.pk)],
        "stage": "trial",
        "body": "Un bus.\n\nHuit écrans.",
        "image_alt": "Un bus bleu.",
        "cost_first_year": "12 000 €",
        "cost_yearly": "3 000",
        "staff_time": "Une agente.",
        "results": "Plus de monde.",
        "difficulties": "Le moteur.",
        "success_conditions": "- Un garage\n- Une conseillère",
    }
    assert write(maryvonne, sheet).save(**answers).json()["errors"] == {}
    draft = latest(sheet)
    assert (draft.title, draft.summary, draft.stage) == ("Le bus bleu", "Huit écrans.", "trial")
    assert [one.slug for one in draft.themes.all()] == ["education-et-formation"]
    assert [(block.block_type, block.value.source) for block in draft.body] == [
        ("paragraph", "<p>Un bus.</p><p>Huit écrans.</p>")
    ]
    assert (draft.cost_first_year, draft.cost_yearly) == (12_000, 3_000)
    assert draft.success_conditions == "<ul><li>Un garage</li><li>Une conseillère</li></ul>"
    again = write(maryvonne, sheet).fields
    assert {name: again[name] for name in ("body", "themes", "cost_first_year")} == {
        "body": ["Un bus.\n\nHuit écrans."],
        "themes": [str(other.pk)],
        "cost_first_year": ["12000"],
    }


def test_what_is_wrong_keeps_nothing_else_from_being_saved(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    told = write(maryvonne, sheet).save(cost_yearly="beaucoup", staff_time="Une agente.").json()
    assert list(told["errors"]) == ["cost_yearly"]
    assert told["saved"].endswith("sauf : Coût par an ensuite, en euros")
    assert (latest(sheet).cost_yearly, latest(sheet).staff_time) == (None, "Une agente.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "???"),
        ("title", "x" * 256),
        ("summary", "x" * 301),
        ("summary", "Un <b>bus</b>"),
        ("body", "x" * 10_001),
        ("results", "caché\u202e"),
        ("cost_first_year", "-1"),
        ("cost_first_year", "9999999999"),
        ("cost_yearly", "12,505"),
        ("cost_yearly", "entre 10 et 20"),
        ("stage", "faux"),
        ("themes", "999999"),
        ("themes", "faux"),
    ],
)
def test_what_makes_no_sense_is_refused_and_shown_again(
    name: str, value: str, sheet: InitiativePage, maryvonne: User, write: Any
) -> None:
    writer = write(maryvonne, sheet).type(**{name: value})
    answer = writer.send()
    assert answer.status_code == 422
    assert "Ce qui est à reprendre" in answer.content.decode()
    if name not in {"themes", "stage"}:
        assert writer.read(answer).fields[name] == [value]
    assert sheet.revisions.count() == 1


@pytest.mark.parametrize(
    ("written", "euros"),
    [
        ("1 200", 1_200), ("1\u202f200 €", 1_200), ("1.200", 1_200), ("1 200,50 €", 1_201), ("1 200,49", 1_200),
        ("12 000 euros", 12_000), ("environ 3000", 3_000), ("~ 300 €", 300), ("1.234.567,00", 1_234_567), ("", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(
    written: str, euros: int | None, sheet: InitiativePage, maryvonne: User, write: Any
) -> None:
    assert write(maryvonne, sheet).save(cost_yearly=written).json()["errors"] == {}
    assert latest(sheet).cost_yearly == euros


def test_without_a_name_nothing_is_made_and_nothing_is_lost(mene: Any, maryvonne: User, write: Any) -> None:
    writer = write(maryvonne).type(summary="Un bus.")
    answer = writer.send()
    assert answer.status_code == 422
    assert writer.read(answer).fields["summary"] == ["Un bus."]
    assert list(writer.save().json()["errors"]) == ["title"]
    assert not InitiativePage.objects.exists()


def test_the_address_follows_the_name_until_it_is_public(
    sheet: InitiativePage, mene: Any, maryvonne: User, write: Any
) -> None:
    InitiativePageFactory(parent=mene, title="Le car", slug="le-car")
    write(maryvonne, sheet).save(title="Le car")
    sheet.refresh_from_db()
    assert (sheet.slug, sheet.url_path.endswith("/le-car-2/")) == ("le-car-2", True)
    latest(sheet).latest_revision.publish()
    write(maryvonne, sheet).save(title="L’autocar")
    sheet.refresh_from_db()
    assert (sheet.title, latest(sheet).title, latest(sheet).slug) == ("Le car", "L’autocar", "le-car-2")


def test_one_form_makes_one_revision_and_one_line_of_history(
    sheet: InitiativePage, maryvonne: User, write: Any
) -> None:
    writer = write(maryvonne, sheet)
    for text in ("Une", "Une agente", "Une agente, deux heures"):
        writer.save(staff_time=text)
    assert sheet.revisions.count() == 2
    assert len(set(PageLogEntry.objects.filter(page=sheet.pk).values_list("uuid"))) == 1


def test_a_revision_that_was_submitted_or_is_public_is_written_over_by_nothing(
    sheet: InitiativePage, maryvonne: User, write: Any
) -> None:
    writer = write(maryvonne, sheet)
    writer.save(staff_time="Une agente")
    latest(sheet).latest_revision.publish()
    writer.save(staff_time="Deux agentes")
    assert sheet.revisions.count() == 3
    sheet.refresh_from_db()
    assert (sheet.staff_time, sheet.has_unpublished_changes) == ("Une agente", True)


def test_saving_what_did_not_change_makes_no_revision(sheet: InitiativePage, maryvonne: User, write: Any) -> None:
    assert write(maryvonne, sheet).send().status_code == 302
    assert sheet.revisions.count() == 1


def test_what_is_formatted_is_left_to_the_whole_editor(mene: Any, maryvonne: User, write: Any) -> None:
    body = [("paragraph", "<p>Un.</p>"), ("quote", {"text": "Merci", "attribution": "Jeanne"})]
    page = InitiativePageFactory(parent=mene, body=body, results="<p>Un <b>grand</b> changement.</p>", live=False)
    page.save_revision()
    writer = write(maryvonne, page)
    assert {"body", "results"}.isdisjoint(writer.fields)
    answer = writer.client.get(writer.address).content.decode()
    assert "Ces textes ont une mise en forme" in answer
    writer.save(staff_time="Une agente", results="Écrasé", **{"initial-results": ""})
    draft = latest(page)
    assert (draft.results, len(draft.body), draft.staff_time) == (
        "<p>Un <b>grand</b> changement.</p>", 2, "Une agente",
    )  # fmt: skip
