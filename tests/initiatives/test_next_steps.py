"""What a member sees on arriving: her pages, their state, what is missing, the next step."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from initiatives.enums import SheetState, Stage
from initiatives.freshness import oldest_fresh_day
from initiatives.models import InitiativePage
from initiatives.next_steps import (
    SHEETS_SHOWN,
    STEP_ASKED,
    STEP_CHANGED,
    STEP_COMPLETE,
    STEPS,
    Row,
    own_rows,
)
from tests.admin import queries, submit
from tests.factories import (
    CollectivityPageFactory,
    EducationPageFactory,
    InitiativePageFactory,
    MembershipFactory,
    PublicAccessPageFactory,
    UserFactory,
    theme,
)

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def old() -> datetime.date:
    return oldest_fresh_day() - datetime.timedelta(days=1)


def refuse(page: Page, user: Any, comment: str) -> None:
    state = page.current_workflow_task_state
    state.task.specific.on_action(state, user, "reject", comment=comment)


def sheets_of(user: Any) -> list[Row]:
    return [one for one in own_rows(user) if one.is_sheet]


def communes_of(user: Any) -> list[Row]:
    return [one for one in own_rows(user) if not one.is_sheet]


def row(user: Any) -> Any:
    (only,) = sheets_of(user)
    return only


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"live": False}, SheetState.DRAFT),
        ({"live": True, "confirmed_on": None}, SheetState.STALE),
        ({"live": True, "confirmed_on": None, "stage": Stage.STOPPED}, SheetState.PUBLISHED),
        ({"live": False, "first_published_at": timezone.now()}, SheetState.ARCHIVED),
    ],
)
def test_a_sheet_is_in_one_state(fields: dict[str, Any], state: SheetState, member: Any) -> None:
    InitiativePageFactory(parent=member.page, **fields)
    assert row(member).state == state


def test_a_confirmation_is_trusted_for_twelve_months(member: Any) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=oldest_fresh_day())
    assert row(member).state == SheetState.PUBLISHED
    assert row(member).step == STEP_COMPLETE
    InitiativePage.objects.filter(pk=page.pk).update(confirmed_on=old())
    assert row(member).state == SheetState.STALE
    assert row(member).can_confirm


def test_what_is_submitted_is_in_review_and_lacks_nothing(member: Any) -> None:
    submit(InitiativePageFactory(parent=member.page, live=False), member)
    assert (row(member).state, row(member).missing) == (SheetState.REVIEW, ())


def test_what_the_association_asks_comes_first_in_its_words(member: Any, association: Any) -> None:
    InitiativePageFactory(parent=member.page, confirmed_on=old())
    page = submit(InitiativePageFactory(parent=member.page, live=False, title="La carte"), member)
    refuse(page, association, "Comptez les fontaines.")
    first = sheets_of(member)[0]
    assert first.page.title == "La carte"
    assert (first.state, first.step, first.asked) == (SheetState.DRAFT, STEP_ASKED, "Comptez les fontaines.")


def test_changes_nobody_submitted_are_told(member: Any) -> None:
    page = InitiativePageFactory(parent=member.page, confirmed_on=timezone.localdate())
    page.title = "Un autre titre"
    page.save_revision(user=member)
    assert row(member).step == STEP_CHANGED


def test_what_is_missing_is_read_in_the_latest_draft(member: Any) -> None:
    page = EducationPageFactory(parent=member.page, live=False, summary="")
    page.summary, page.staff_time, page.themes = "Un résumé.", "Deux heures", [theme()]
    page.body = [("paragraph", "<p>Il roule.</p>")]
    page.save_revision(user=member)
    missing = {str(criterion.label) for criterion in row(member).missing}
    assert not missing & {"le résumé", "les moyens humains", "un thème", "le récit"}
    assert {"le coût", "les résultats", "les établissements"} <= missing


def test_a_sheet_without_a_version_is_read_itself(member: Any) -> None:
    page = PublicAccessPageFactory(parent=member.page, live=False, staff_time="Deux heures", themes=[theme()])
    assert page.latest_revision is None
    missing = {str(criterion.label) for criterion in row(member).missing}
    assert not missing & {"les moyens humains", "un thème"}
    assert "le récit" in missing


def test_the_page_of_the_commune_has_its_own_needs(member: Any) -> None:
    (commune,) = communes_of(member)
    assert commune.state == SheetState.PUBLISHED
    assert [str(criterion.label) for criterion in commune.missing] == [
        "la présentation",
        "une photo",
        "à qui s’adresser",
    ]


def test_each_sees_her_own_only(member: Any, other_member: Any) -> None:
    InitiativePageFactory(parent=other_member.page)
    assert sheets_of(member) == []
    assert [commune.page for commune in communes_of(member)] == [member.page]
    nobody = UserFactory()
    assert (sheets_of(nobody), communes_of(nobody)) == ([], [])


# The dashboard


def test_the_dashboard_of_a_member(member: Any, other_member: Any, member_client: Client) -> None:
    InitiativePageFactory(parent=member.page, title="Le bus", confirmed_on=None)
    InitiativePageFactory(parent=other_member.page, title="Secret de Hennebont")
    content = member_client.get(HOME).content.decode()
    for words in ("Ma commune", "À mettre à jour", "Toujours en service", "Présenter une initiative"):
        assert words in content
    assert reverse("wagtailadmin_pages:add_subpage", args=[member.page.pk]) in content
    assert "Secret de Hennebont" not in content
    assert "À relire" not in content


def test_on_a_phone_each_cell_says_what_it_is(member: Any, member_client: Client) -> None:
    InitiativePageFactory(parent=member.page)
    content = member_client.get(HOME).content.decode()
    assert content.count('class="listing pile"') == 2
    for label in ("État", "Il manque", "Prochaine étape"):
        assert content.count(f'data-label="{label}"') == 2


def test_a_commune_without_a_sheet_is_invited(member_client: Client) -> None:
    assert "Dix minutes suffisent" in member_client.get(HOME).content.decode()


def test_several_communes_are_told_apart(member: Any, member_client: Client) -> None:
    second = CollectivityPageFactory(collectivity__code="22214", collectivity__name="Plouézec")
    MembershipFactory(user=member, collectivity=second.collectivity)
    InitiativePageFactory(parent=second)
    content = member_client.get(HOME).content.decode()
    assert "Mes communes" in content
    assert '<p class="row__where">Plouézec (Côtes-d&#x27;Armor)</p>' in content


def test_a_member_pays_no_query_per_sheet(member: Any, association: Any, member_client: Client) -> None:
    for size in (3, 12):
        while InitiativePage.objects.count() < size:
            page = PublicAccessPageFactory(parent=member.page, themes=[theme()])
            page.save_revision(user=member)
            submitted = submit(EducationPageFactory(parent=member.page, live=False), member)
            refuse(submitted, association, "Précisez.")
            InitiativePageFactory(parent=member.page)
        count = queries(member_client, HOME)
        if size == 3:
            few = count
    assert count == few


def test_a_long_list_leads_to_the_rest(member: Any, member_client: Client) -> None:
    for _number in range(SHEETS_SHOWN + 1):
        InitiativePageFactory(parent=member.page)
    content = member_client.get(HOME).content.decode()
    assert f"({SHEETS_SHOWN + 1})" in content
    assert "Voir toutes les pages" in content


def test_the_association_sees_what_no_commune_confirmed(member: Any, association_client: Client) -> None:
    assert "ont été confirmées depuis moins d’un an" in association_client.get(HOME).content.decode()
    InitiativePageFactory(parent=member.page, title="Jamais dite", confirmed_on=None)
    InitiativePageFactory(parent=member.page, title="Dite en 2007", confirmed_on=datetime.date(2007, 11, 24))
    InitiativePageFactory(parent=member.page, title="Dite hier", confirmed_on=timezone.localdate())
    InitiativePageFactory(parent=member.page, title="Un brouillon", confirmed_on=None, live=False)
    content = association_client.get(HOME).content.decode()
    assert content.index("Jamais dite") < content.index("Dite en 2007") < content.index("24 novembre 2007")
    assert "Dite hier" not in content
    assert "Un brouillon" not in content


def test_every_step_of_every_state_is_written() -> None:
    assert set(STEPS) == set(SheetState)
