"""Groups, their exact rights and the moderation workflow; idempotent."""

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from portal.permissions import ASSOCIATION_GROUP, MEMBERS_GROUP

MEMBER_PERMISSIONS = frozenset({"wagtailadmin.access_admin", "wagtail_localize.submit_translation"})
ASSOCIATION_PERMISSIONS = MEMBER_PERMISSIONS | frozenset({
    "portal.change_portalsettings",
    "initiatives.add_theme", "initiatives.change_theme", "initiatives.delete_theme",
    "wagtailredirects.add_redirect", "wagtailredirects.change_redirect", "wagtailredirects.delete_redirect",
    "wagtailsearchpromotions.add_searchpromotion", "wagtailsearchpromotions.change_searchpromotion",
    "wagtailsearchpromotions.delete_searchpromotion",
})  # fmt: skip
ASSOCIATION_PAGE_PERMISSIONS = frozenset(
    {"add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"}
)
ASSOCIATION_MEDIA_PERMISSIONS = frozenset({
    "add_customimage", "change_customimage", "choose_customimage",
    "add_customdocument", "change_customdocument", "choose_customdocument",
})  # fmt: skip
WORKFLOW_NAME = "Relecture par l’association"
STOCK_GROUPS = ("Moderators", "Editors")


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
    _set_up_workflow(association)
    Group.objects.filter(name__in=STOCK_GROUPS, user=None).delete()


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
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ASSOCIATION_PAGE_PERMISSIONS)
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_media(group: Group) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=ASSOCIATION_MEDIA_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _set_up_workflow(association: Group) -> None:
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    if created:
        task = GroupApprovalTask.objects.create(name=WORKFLOW_NAME)
        task.groups.add(association)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    Workflow.objects.exclude(pk=workflow.pk).filter(workflow_states=None).update(active=False)
