"""Groups, their exact rights and the moderation workflow; idempotent."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from collectivities.models import Membership
from portal.permissions import ASSOCIATION_GROUP, MEMBERS_GROUP

MEMBER_PERMISSIONS = frozenset({"wagtailadmin.access_admin", "wagtail_localize.submit_translation"})
# A theme given up is retired, so nobody deletes one. Accounts, groups, sites, languages, collections and access tokens
# stay with the technical team: who manages accounts can make himself a superuser.
ASSOCIATION_PERMISSIONS = MEMBER_PERMISSIONS | frozenset({
    "portal.change_portalsettings",
    "collectivities.view_membership", "collectivities.add_membership", "collectivities.change_membership",
    "collectivities.delete_membership",
    "collectivities.view_registration", "collectivities.change_registration",
    "initiatives.add_theme", "initiatives.change_theme",
    "labels.view_dossier", "labels.change_dossier",
    "initiatives.view_correction", "initiatives.change_correction",
    "labels.view_juror", "labels.add_juror", "labels.change_juror",
    "labels.add_campaign", "labels.change_campaign", "labels.delete_campaign",
    "labels.add_questionnaire", "labels.change_questionnaire", "labels.delete_questionnaire",
    "labels.add_section", "labels.change_section", "labels.delete_section",
    "labels.change_labelkit",
    "labels.view_withdrawal", "labels.add_withdrawal", "labels.delete_withdrawal",
    "labels.view_award", "labels.change_award",
    "labels.view_appeal", "labels.change_appeal", "labels.view_processfeedback",
    "search.add_synonyms", "search.change_synonyms", "search.delete_synonyms",
    "wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect",
    "wagtailsearchpromotions.add_searchpromotion", "wagtailsearchpromotions.change_searchpromotion",
    "wagtailsearchpromotions.delete_searchpromotion",
})  # fmt: skip
ASSOCIATION_PAGE_PERMISSIONS = frozenset({
    "wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page", "wagtailcore.bulk_delete_page",
    "wagtailcore.lock_page", "wagtailcore.unlock_page",
})  # fmt: skip
ASSOCIATION_MEDIA_PERMISSIONS = frozenset({
    "collectivities.add_customimage", "collectivities.change_customimage", "collectivities.choose_customimage",
    "collectivities.add_customdocument", "collectivities.change_customdocument",
    "collectivities.choose_customdocument",
})  # fmt: skip
WORKFLOW_NAME = "Relecture par l’association"
STOCK_GROUPS = ("Moderators", "Editors")
STOCK_WORKFLOW = "Moderators approval"


def set_up_rights() -> None:
    """Give each group exactly its rights, and every page one workflow: the association reads before publication.

    Members' rights on pages and files come from ``Membership``, not from here.
    """
    association, _created = Group.objects.get_or_create(name=ASSOCIATION_GROUP)
    members, _created = Group.objects.get_or_create(name=MEMBERS_GROUP)
    association.permissions.set(_permissions(ASSOCIATION_PERMISSIONS))
    members.permissions.set(_permissions(MEMBER_PERMISSIONS))
    _give_pages(association)
    _give_media(association)
    _take_tree_rights(members)
    _set_up_workflow(association)
    sync_members_group()
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()


def sync_members_group() -> None:
    """Put into the members' group those who hold a membership, and nobody else: rows made in bulk send no signal."""
    group = Group.objects.get(name=MEMBERS_GROUP)
    holders = _users().filter(pk__in=Membership.objects.order_by().values("user_id"))
    group.user_set.remove(*_users().filter(groups=group).exclude(pk__in=holders.values("pk")))
    group.user_set.add(*holders.exclude(groups=group))


def _users() -> QuerySet[Any]:
    return get_user_model()._default_manager.all()


def _permissions(names: frozenset[str]) -> list[Permission]:
    condition = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(condition).select_related("content_type"))
    missing = names - {f"{permission.content_type.app_label}.{permission.codename}" for permission in found}
    if missing:
        raise LookupError(f"Unknown permissions: {', '.join(sorted(missing))}")
    return found


def _give_pages(group: Group) -> None:
    root, wanted = Page.get_first_root_node(), _permissions(ASSOCIATION_PAGE_PERMISSIONS)
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()


def _give_media(group: Group) -> None:
    root, wanted = Collection.get_first_root_node(), _permissions(ASSOCIATION_MEDIA_PERMISSIONS)
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=wanted).delete()


def _take_tree_rights(group: Group) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()


def _set_up_workflow(association: Group) -> None:
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = GroupApprovalTask.objects.create(name=WORKFLOW_NAME)
        task.groups.add(association)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    # The one that Wagtail's own migration makes, when it never served.
    Workflow.objects.filter(name=STOCK_WORKFLOW, workflow_states=None).delete()
    Task.objects.filter(name=STOCK_WORKFLOW, task_states=None, workflow_tasks=None).delete()
