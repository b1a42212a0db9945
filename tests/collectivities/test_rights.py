"""Each group's exact rights: all present, nothing left over. And one workflow for every page."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
)

from collectivities.models import Membership
from collectivities.rights import WORKFLOW_NAME, set_up_rights, sync_members_group
from portal.permissions import ASSOCIATION_GROUP, MEMBERS_GROUP
from tests.factories import CollectivityFactory, InitiativePageFactory, UserFactory

pytestmark = pytest.mark.django_db


def names(group: Group) -> set[str]:
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def page_names(group: Group) -> set[tuple[int, str]]:
    return set(GroupPagePermission.objects.filter(group=group).values_list("page__depth", "permission__codename"))


def media_names(group: Group) -> set[tuple[int, str]]:
    rows = GroupCollectionPermission.objects.filter(group=group)
    return set(rows.values_list("collection__depth", "permission__codename"))


def test_the_members_group_opens_the_door_and_nothing_behind_it() -> None:
    group = Group.objects.get(name=MEMBERS_GROUP)
    assert names(group) == {"wagtailadmin.access_admin", "wagtail_localize.submit_translation"}
    assert page_names(group) == set()
    assert media_names(group) == set()


def test_the_associations_exact_rights() -> None:
    group = Group.objects.get(name=ASSOCIATION_GROUP)
    assert names(group) == {
        "wagtailadmin.access_admin", "wagtail_localize.submit_translation", "portal.change_portalsettings",
        "collectivities.view_membership", "collectivities.add_membership", "collectivities.change_membership",
        "collectivities.delete_membership",
        "collectivities.view_registration", "collectivities.change_registration",
        "initiatives.view_correction", "initiatives.change_correction",
        "labels.view_juror", "labels.add_juror", "labels.change_juror",
        "labels.view_appeal", "labels.change_appeal", "labels.view_processfeedback",
        "labels.view_award", "labels.change_award", "labels.view_dossier", "labels.change_dossier",
        "initiatives.add_theme", "initiatives.change_theme",
        "labels.add_campaign", "labels.change_campaign", "labels.delete_campaign",
        "labels.add_questionnaire", "labels.change_questionnaire", "labels.delete_questionnaire",
        "labels.add_section", "labels.change_section", "labels.delete_section",
        "labels.change_labelkit",
        "labels.view_withdrawal", "labels.add_withdrawal", "labels.delete_withdrawal",
        "search.add_synonyms", "search.change_synonyms", "search.delete_synonyms",
        "wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect",
        "wagtailsearchpromotions.add_searchpromotion", "wagtailsearchpromotions.change_searchpromotion",
        "wagtailsearchpromotions.delete_searchpromotion",
    }  # fmt: skip
    actions = ("add", "change", "publish", "bulk_delete", "lock", "unlock")
    assert page_names(group) == {(1, f"{action}_page") for action in actions}
    files = ("customimage", "customdocument")
    assert media_names(group) == {(1, f"{action}_{file}") for action in ("add", "change", "choose") for file in files}


def test_there_is_no_third_group() -> None:
    assert set(Group.objects.values_list("name", flat=True)) == {ASSOCIATION_GROUP, MEMBERS_GROUP}


@pytest.mark.parametrize("name", [ASSOCIATION_GROUP, MEMBERS_GROUP])
def test_a_right_given_by_hand_is_taken_back(name: str) -> None:
    group = Group.objects.get(name=name)
    before = names(group), page_names(group), media_names(group)
    content_type = ContentType.objects.get(app_label="portal", model="user")
    group.permissions.add(Permission.objects.get(content_type=content_type, codename="change_user"))
    GroupPagePermission.objects.create(
        group=group, page=Page.objects.get(depth=2, slug="accueil"), permission_type="add"
    )
    set_up_rights()
    assert (names(group), page_names(group), media_names(group)) == before


def test_every_page_has_the_one_workflow(member: Any) -> None:
    workflow = Workflow.objects.get()
    task = GroupApprovalTask.objects.get()
    assert workflow.name == task.name == WORKFLOW_NAME
    assert [group.name for group in task.groups.all()] == [ASSOCIATION_GROUP]
    assert [row.page.depth for row in WorkflowPage.objects.all()] == [1]
    for home in Page.objects.filter(depth=2):
        assert home.get_workflow() == workflow
    assert InitiativePageFactory(parent=member.page).get_workflow() == workflow


def test_setting_up_twice_changes_nothing() -> None:
    def counts() -> list[int]:
        models: list[Any] = [Group, GroupPagePermission, GroupCollectionPermission, Workflow, Task, WorkflowPage]
        return [model.objects.count() for model in models]

    before = counts()
    set_up_rights()
    assert counts() == before


def test_memberships_made_in_bulk_open_the_door_too() -> None:
    commune, coming, leaving = CollectivityFactory(), UserFactory(), UserFactory()
    Membership.objects.bulk_create([Membership(user=coming, collectivity=commune)])
    leaving.groups.add(Group.objects.get(name=MEMBERS_GROUP))
    sync_members_group()
    assert coming.groups.filter(name=MEMBERS_GROUP).exists()
    assert not leaving.groups.exists()


class TestModeration:
    def test_the_association_publishes_what_a_member_submits(self, member: Any, association: Any) -> None:
        page = InitiativePageFactory(parent=member.page, live=False)
        page.save_revision(user=member)
        page.get_workflow().start(page, member)
        state = page.current_workflow_task_state
        assert not page.permissions_for_user(member).can_publish()
        assert state.task.specific.get_actions(page, member) == []
        state.task.specific.on_action(state, association, "approve")
        page.refresh_from_db()
        assert page.live

    def test_a_live_page_stays_as_it_is_while_it_is_read(self, member: Any, association: Any) -> None:
        page = InitiativePageFactory(parent=member.page, title="Publiée")
        page.title = "Modifiée"
        page.save_revision(user=member)
        page.get_workflow().start(page, member)
        assert Page.objects.get(pk=page.pk).title == "Publiée"
        state = page.current_workflow_task_state
        state.task.specific.on_action(state, association, "reject", comment="Précisez le coût.")
        page = page.specific_class.objects.get(pk=page.pk)
        assert page.title == "Publiée"
        assert page.permissions_for_user(member).can_edit()

    def test_its_author_waits_for_the_reading(self, member: Any, member_client: Any) -> None:
        page = InitiativePageFactory(parent=member.page, live=False)
        page.save_revision(user=member)
        page.get_workflow().start(page, member)
        assert page.get_lock().for_user(member)
