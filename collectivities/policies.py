"""Who may do what in Wagtail's admin, derived from memberships: no group and no collection per commune.

Wagtail's registry asks these policies. The seam is ``get_all_permissions_for_user``: what it returns is only read for
``page``, ``page_id`` and ``permission.codename``, so a membership is given as stand-ins.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import Collection, Page
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from collectivities.models import CollectivityPage, Membership
from collectivities.permissions import member_collectivity_ids, member_pages

PAGE_CODENAMES = ("add_page", "change_page")


@dataclass(frozen=True, slots=True)
class StandInPermission:
    codename: str


@dataclass(frozen=True, slots=True)
class PagePermissionStandIn:
    """A permission a membership gives on a page and below it."""

    page: Page
    permission: StandInPermission

    @property
    def page_id(self) -> int:
        return int(self.page.pk)


class MembershipPagePolicy(PagePermissionPolicy):
    """Groups' permissions, and those of memberships: add and change on the page of the collectivité, in every language, and below."""

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        own = [
            PagePermissionStandIn(page, StandInPermission(codename))
            for page in member_pages(user)
            for codename in PAGE_CODENAMES
        ]
        return [*super().get_all_permissions_for_user(user), *own]

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Page]:
        """One condition per distinct page: the stock loop makes one query set per permission and is quadratic."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        return self.model._default_manager.filter(self._condition(user, set(actions)))

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        actions = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}
        root = self.explorable_root_instance(user)
        if root is None:
            return self.model._default_manager.none()
        above = {
            permission.page.path[:length]
            for permission in self.get_cached_permissions_for_user(user)
            for length in range(len(root.path), len(permission.page.path), Page.steplen)
        }
        return self.model._default_manager.filter(self._condition(user, actions) | Q(path__in=above))

    def _condition(self, user: Any, actions: set[str]) -> Q:
        codenames = self._get_permission_codenames(actions)
        condition = Q(pk__in=[])
        for path in {
            p.page.path for p in self.get_cached_permissions_for_user(user) if p.permission.codename in codenames
        }:
            condition |= Q(path__startswith=path)
        return condition

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> QuerySet[Any]:
        users = super().users_with_any_permission(actions, include_superusers)
        return self._with_members(users, actions, Membership.objects.all())

    def users_with_any_permission_for_instance(
        self, actions: Any, instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        users = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        above = CollectivityPage.objects.filter(path__in=_paths_above(instance)).order_by()
        return self._with_members(
            users, actions, Membership.objects.filter(collectivity__in=above.values("collectivity_id"))
        )

    @staticmethod
    def _with_members(users: QuerySet[Any], actions: Any, memberships: QuerySet[Membership]) -> QuerySet[Any]:
        if not {"add", "change"} & set(actions):
            return users
        condition = Q(pk__in=users.order_by().values("pk")) | Q(pk__in=memberships.order_by().values("user_id"))
        return get_user_model()._default_manager.filter(condition, is_active=True)


def _paths_above(page: Page) -> list[str]:
    return [page.path[:length] for length in range(Page.steplen, len(page.path) + 1, Page.steplen)]


class MembershipMediaPolicy(CollectionOwnershipPermissionPolicy):
    """A member chooses his commune's files and those the association shares, and changes his commune's only.

    All files stand in the root collection: collections say nothing of rights here.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return super().user_has_permission(user, action) or self._is_member_action(user, {action})

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if super().user_has_any_permission_for_instance(
            user, set(actions) - {"add"}, instance
        ) and not _is_plain_member(user):
            return True
        own = instance.collectivity_id in member_collectivity_ids(user)
        return (own and self._is_member_action(user, set(actions))) or (
            instance.collectivity_id is None and "choose" in actions and self._is_member_action(user, {"choose"})
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        keys = member_collectivity_ids(user)
        if not keys or not _is_plain_member(user):
            return super().instances_user_has_any_permission_for(user, actions)
        condition = Q(collectivity_id__in=keys)
        if "choose" in actions:
            condition |= Q(collectivity_id=None)
        return self.model._default_manager.filter(condition)

    def collections_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Collection]:
        collections = super().collections_user_has_any_permission_for(user, actions)
        if self._is_member_action(user, set(actions)):
            return collections | Collection.objects.filter(depth=1)
        return collections

    @staticmethod
    def _is_member_action(user: Any, actions: set[str]) -> bool:
        return bool({"add", "change", "choose"} & actions) and bool(member_collectivity_ids(user))


def _is_plain_member(user: Any) -> bool:
    """A member who holds nothing else: the association's own rights come from its group."""
    return not user.is_superuser and not user.groups.filter(collection_permissions__isnull=False).exists()
