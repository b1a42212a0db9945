"""The editor's form of initiatives, as it is sent."""

from datetime import time

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, streamfield

from initiatives.models import InitiativePage, OpeningPeriod, PublicAccessPage
from tests.factories import (
    CustomDocumentFactory,
    EAdministrationPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    page = PublicAccessPageFactory(themes=[theme()])
    page.opening_periods = [
        OpeningPeriod(sort_order=0, weekday=2, opens=time(9), closes=time(12)),
        OpeningPeriod(sort_order=1, weekday=2, opens=time(14), closes=time(18)),
    ]
    page.save_revision().publish()
    return page


def edit(client, page, **changes):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    # The blocks are written by the browser.
    data.update(nested_form_data({"body": streamfield([])}))
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    return client.post(url, data)


def with_documents(client, page, *documents):
    rows = [{"document": document.pk, "title": "", "ORDER": str(number)} for number, document in enumerate(documents)]
    return edit(client, page, **nested_form_data({"documents": inline_formset(rows)}))


def row_errors(response, relation="opening_periods"):
    formset = response.context["form"].formsets[relation]
    return [str(error) for form in formset.forms for errors in form.errors.values() for error in errors]


def test_the_form_shows_how_complete_the_sheet_is(superuser_client, place):
    page = superuser_client.get(reverse("wagtailadmin_pages:edit", args=[place.pk])).content.decode()

    assert 'id="completeness" max="100" value="' in page
    assert "Ce que les autres communes cherchent encore" in page
    assert "comptera la prochaine fois que vous ouvrirez la fiche" in page
    assert "initiatives/js/character-count.js" in page


def test_the_form_opens_for_a_sheet_that_does_not_exist_yet(superuser_client, member):
    url = reverse("wagtailadmin_pages:add", args=["initiatives", "publicaccesspage", member.page.pk])

    assert superuser_client.get(url).status_code == 200


def test_spans_that_follow_each_other_are_saved(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__1__opens="12:00")

    assert response.status_code == 302
    saved = PublicAccessPage.objects.get(pk=place.pk).get_latest_revision_as_object()
    assert saved.opening_periods.last().opens.hour == 12


def test_spans_that_overlap_are_refused_beside_the_hour(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__1__opens="11:30")

    assert response.status_code == 200
    assert row_errors(response) == ["Ce créneau commence à 11\u00a0h\u00a030, avant la fin d’un autre du même jour."]
    assert "11:30" in response.content.decode()


def test_a_span_that_is_deleted_overlaps_with_nothing(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__1__opens="11:30", opening_periods__0__DELETE="on")

    assert response.status_code == 302


def test_the_same_span_twice_is_refused(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__1__opens="09:00", opening_periods__1__closes="12:00")

    assert "Deux créneaux sont identiques" in str(
        response.context["form"].formsets["opening_periods"].non_form_errors()
    )


def test_a_span_that_closes_before_it_opens_is_refused(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__1__opens="19:00")

    assert row_errors(response) == ["L’heure de fermeture vient après l’heure d’ouverture."]


def hours(page):
    draft = PublicAccessPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    return [(row.opens.hour, row.closes.hour) for row in draft.opening_periods.all()]


@pytest.mark.parametrize("blank", ["", " "])
def test_a_new_row_left_empty_is_dropped(superuser_client, place, blank):
    new = {"opening_periods-2-weekday": "", "opening_periods-2-opens": blank, "opening_periods-2-closes": ""}
    rows = {**new, "opening_periods-2-id": "", "opening_periods-2-ORDER": "3", "opening_periods-TOTAL_FORMS": "3"}

    assert edit(superuser_client, place, **rows).status_code == 302

    assert hours(place) == [(9, 12), (14, 18)]


def test_a_row_that_was_emptied_is_dropped(superuser_client, place):
    emptied = {"opening_periods-0-weekday": "", "opening_periods-0-opens": "", "opening_periods-0-closes": ""}

    assert edit(superuser_client, place, **emptied).status_code == 302

    assert hours(place) == [(14, 18)]


def test_a_row_half_filled_is_refused_beside_what_it_lacks(superuser_client, place):
    response = edit(superuser_client, place, opening_periods__0__closes="")

    assert row_errors(response) == ["Champ requis."]


def test_an_empty_row_has_no_error_where_the_sheet_has_one(superuser_client, place):
    new = {"opening_periods-2-weekday": "", "opening_periods-2-opens": "", "opening_periods-2-closes": ""}
    rows = {**new, "opening_periods-2-id": "", "opening_periods-2-ORDER": "3", "opening_periods-TOTAL_FORMS": "3"}

    response = edit(superuser_client, place, title="", **rows)

    assert response.status_code == 200
    assert "title" in response.context["form"].errors
    assert row_errors(response) == []


@pytest.mark.parametrize(
    ("factory", "relation", "blank"),
    [
        (EAdministrationPageFactory, "procedures", {"name": "", "share_online": "", "yearly_volume": ""}),
        (EducationPageFactory, "establishments", {"name": "", "level": ""}),
        (InitiativePageFactory, "documents", {"document": "", "title": ""}),
    ],
)
def test_every_list_of_a_sheet_drops_empty_rows(superuser_client, factory, relation, blank):
    page = factory()
    rows = nested_form_data({relation: inline_formset([{**blank, "ORDER": "1"}])})

    assert edit(superuser_client, page, **rows).status_code == 302

    page.refresh_from_db()
    assert not getattr(page.get_latest_revision_as_object(), relation).exists()


def test_a_sheet_is_not_inspired_by_itself(superuser_client):
    page = InitiativePageFactory()

    response = edit(superuser_client, page, inspired_by=str(page.pk))

    assert "inspired_by" in response.context["form"].errors


def test_a_sheet_is_not_inspired_by_one_that_it_inspired(superuser_client):
    origin = InitiativePageFactory()
    copy = InitiativePageFactory(inspired_by=origin, parent=origin.get_parent())
    grandchild = InitiativePageFactory(inspired_by=copy, parent=origin.get_parent())

    response = edit(superuser_client, origin, inspired_by=str(grandchild.pk))

    assert "inspired_by" in response.context["form"].errors


def test_a_sheet_may_be_inspired_by_a_sister(superuser_client):
    origin = InitiativePageFactory()
    one, other = (InitiativePageFactory(inspired_by=origin, parent=origin.get_parent()) for _ in range(2))

    assert edit(superuser_client, one, inspired_by=str(other.pk)).status_code == 302


def test_a_member_gives_files_of_his_commune_and_those_shared_in_his_order(member, member_client):
    page = InitiativePageFactory(parent=member.page, live=False)
    own, shared = CustomDocumentFactory(collectivity=member.membership.collectivity), CustomDocumentFactory()

    assert with_documents(member_client, page, shared, own).status_code == 302

    draft = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [row.document for row in draft.documents.all()] == [shared, own]


def test_a_member_does_not_give_another_communes_file(member, other_member, member_client):
    page = InitiativePageFactory(parent=member.page, live=False)
    foreign = CustomDocumentFactory(collectivity=other_member.membership.collectivity)

    response = with_documents(member_client, page, foreign)

    assert row_errors(response, "documents") == [
        "Ce fichier ou cette page appartient à une autre commune\u00a0: choisissez-en un autre."
    ]
    assert not page.get_latest_revision()


def test_the_association_gives_any_file(association_client, member):
    page = InitiativePageFactory(parent=member.page, live=False)
    document = CustomDocumentFactory(collectivity=member.membership.collectivity)

    assert with_documents(association_client, page, document).status_code == 302


def test_the_same_file_twice_is_refused(member, member_client):
    page = InitiativePageFactory(parent=member.page, live=False)
    shared = CustomDocumentFactory()

    response = with_documents(member_client, page, shared, shared)

    assert row_errors(response, "documents") == ["Corrigez les valeurs en double ci-dessous."]


@pytest.mark.parametrize(
    ("name", "written", "hour"),
    [
        ("closes", "12h30", time(12, 30)),
        ("closes", "12 h 30", time(12, 30)),
        ("closes", "12H30", time(12, 30)),
        ("closes", "12:30", time(12, 30)),
        ("closes", "12.30", time(12, 30)),
        ("opens", "8h", time(8)),
        ("opens", " 8 ", time(8)),
    ],
)
def test_an_hour_is_read_as_people_write_it(superuser_client, place, name, written, hour):
    response = edit(superuser_client, place, **{f"opening_periods__0__{name}": written})

    assert response.status_code == 302
    draft = PublicAccessPage.objects.get(pk=place.pk).get_latest_revision_as_object()
    assert getattr(draft.opening_periods.first(), name) == hour


@pytest.mark.parametrize("written", ["25h", "12h75", "midi", "9h-12h"])
def test_what_is_no_hour_is_refused_beside_it(superuser_client, place, written):
    assert row_errors(edit(superuser_client, place, opening_periods__0__closes=written)) == [
        "Saisissez une heure valide."
    ]


@pytest.mark.parametrize("model", InitiativePage.types())
def test_a_sheet_is_previewed_before_it_is_ever_saved(model, member_client, member):
    names = (model._meta.app_label, model._meta.model_name, member.page.pk)
    form = member_client.get(reverse("wagtailadmin_pages:add", args=names)).content.decode()
    data = querydict_from_html(form, form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([])}))
    data["title"] = "Le bus des écrans"
    address = reverse("wagtailadmin_pages:preview_on_add", args=names)

    assert member_client.post(address, data).json() == {"is_valid": True, "is_available": True}
    preview = member_client.get(address).content.decode()

    assert "Le bus des écrans" in preview
    assert "la page telle qu’elle sera une fois publiée" in preview
    assert "À confirmer." not in preview
    assert member.page.collectivity.name in preview
