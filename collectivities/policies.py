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
from collectivities.permissions import (
    media_is_used,
    member_collectivity_ids,
    member_pages,
    pages_below,
    user_can_choose_media,
    user_owns_media,
)

PAGE_ACTIONS = frozenset({"add", "change"})
EXPLORING_ACTIONS = frozenset({"add", "change", "publish", "lock", "unlock", "bulk_delete"})
MEDIA_ACTIONS = frozenset({"add", "change", "choose", "delete"})


@dataclass(frozen=True, slots=True)
class StandInPermission:
    codename: str


@dataclass(frozen=True, slots=True)
class PagePermissionStandIn:
    """A permission a membership gives on a page and below it. Hashable: Wagtail puts some of them into sets."""

    page: Page
    permission: StandInPermission

    @property
    def page_id(self) -> int:
        return int(self.page.pk)


class MembershipPagePolicy(PagePermissionPolicy):
    """What groups give, and memberships: add and change on the collectivité's page, in every language, and below."""

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return []
        own = [
            PagePermissionStandIn(page, StandInPermission(self._get_permission_codename(action)))
            for page in member_pages(user)
            for action in sorted(PAGE_ACTIONS)
        ]
        return [*super().get_all_permissions_for_user(user), *own]

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Page]:
        """One condition for all places: the stock loop joins one query set per permission and is quadratic."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        actions = set(actions)
        condition = self._below_permissions(user, actions)
        if "change" in actions and "add" not in actions:
            condition |= self._below_permissions(user, {"add"}) & Q(owner=user)
        return self.model._default_manager.filter(condition)

    def explorable_instances(self, user: Any) -> QuerySet[Page]:
        """What the person may work on, and the pages above it up to the first they have in common."""
        base = self._base_queryset_for_user(user)
        if base is not None:
            return base
        root = self.explorable_root_instance(user)
        if root is None:
            return self.model._default_manager.none()
        above = {
            permission.page.path[:length]
            for permission in self.get_cached_permissions_for_user(user)
            for length in range(len(root.path), len(permission.page.path), Page.steplen)
        }
        return self.model._default_manager.filter(
            self._below_permissions(user, set(EXPLORING_ACTIONS)) | Q(path__in=above)
        )

    def _below_permissions(self, user: Any, actions: set[str]) -> Q:
        codenames = self._get_permission_codenames(actions)
        return pages_below(
            permission.page.path
            for permission in self.get_cached_permissions_for_user(user)
            if permission.permission.codename in codenames
        )

    def users_with_any_permission(self, actions: Any, include_superusers: bool = True) -> QuerySet[Any]:
        users = super().users_with_any_permission(actions, include_superusers)
        return _with_members(users, actions, Membership.objects.all())

    def users_with_any_permission_for_instance(
        self, actions: Any, instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        users = super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        return _with_members(users, actions, memberships_over(instance))


def memberships_over(page: Page) -> QuerySet[Membership]:
    """The memberships that give rights on a page: those of the collectivité whose page it is or is below."""
    paths = [page.path[:length] for length in range(Page.steplen, len(page.path) + 1, Page.steplen)]
    keys = Page.objects.filter(path__in=paths).order_by().values("translation_key")
    above = CollectivityPage.objects.filter(translation_key__in=keys).order_by()
    memberships: QuerySet[Membership] = Membership.objects.filter(collectivity__in=above.values("collectivity_id"))
    return memberships


def _with_members(users: QuerySet[Any], actions: Any, memberships: QuerySet[Membership]) -> QuerySet[Any]:
    if not PAGE_ACTIONS & set(actions):
        return users
    condition = Q(pk__in=users.order_by().values("pk")) | Q(pk__in=memberships.order_by().values("user_id"))
    return get_user_model()._default_manager.filter(condition, is_active=True)


class MembershipMediaPolicy(CollectionOwnershipPermissionPolicy):
    """Groups' permissions, and those of memberships.

    A member chooses his commune's files and those the association shares, changes his commune's only, and deletes those
    of them that nothing uses. All files stand in the root collection: collections say nothing of a member's rights.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(super().user_has_permission(user, action)) or self._member_may(user, {action})

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        if not self._member_may(user, set(actions)):
            return False
        return (
            ("choose" in actions and user_can_choose_media(user, instance))
            or ("change" in actions and user_owns_media(user, instance))
            or ("delete" in actions and user_owns_media(user, instance) and not media_is_used(instance))
        )

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Any]:
        instances = super().instances_user_has_any_permission_for(user, actions)
        if user.is_superuser or not self._member_may(user, set(actions)):
            return instances
        own = self.model._default_manager.filter(collectivity_id__in=member_collectivity_ids(user))
        shared = self.model._default_manager.filter(collectivity_id=None)
        return instances | own | shared if "choose" in actions else instances | own

    def collections_user_has_any_permission_for(self, user: Any, actions: Any) -> QuerySet[Collection]:
        collections = super().collections_user_has_any_permission_for(user, actions)
        if user.is_superuser or not self._member_may(user, set(actions)):
            return collections
        return collections | Collection.objects.filter(depth=1)

    @staticmethod
    def _member_may(user: Any, actions: set[str]) -> bool:
        return bool(MEDIA_ACTIONS & actions) and bool(member_collectivity_ids(user))
