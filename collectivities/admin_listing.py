"""Wagtail's page views, with what they forget.

Its filters « owner » and « edited by » list every person who ever touched a page: the names leak to every member, and
with 35,000 communes the page takes eight seconds. Its moderation views fetch a task by its number without asking
whether it is a task of the page they stand at. Its filter « has child pages » fails as soon as one also searches.
"""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.pages.workflow import CollectWorkflowActionDataView, WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, TaskState

from collectivities.permissions import user_is_only_member


class SlimPageFilterSet(PageFilterSet):
    owner = None
    edited_by = None
    has_child_pages = None


class SlimGenericPageFilterSet(GenericPageFilterSet):
    owner = None
    edited_by = None
    has_child_pages = None


class SlimContentTypeUseView(ContentTypeUseView):
    @property
    def filterset_class(self) -> type[PageFilterSet]:
        return SlimPageFilterSet

    @filterset_class.setter
    def filterset_class(self, value: type[PageFilterSet]) -> None:
        """The viewset gives every listing its own; this one keeps the filters of a single type of pages."""


class OwnTaskMixin:
    """A task is only acted upon at the address of its own page."""

    object: Page
    task_state_id: int

    def get_task_state(self) -> TaskState:
        own = TaskState.objects.filter(workflow_state__object_id=str(self.object.pk))
        return get_object_or_404(own, pk=self.task_state_id).specific


class OwnTaskActionView(OwnTaskMixin, WorkflowActionView):
    pass


class OwnTaskDataView(OwnTaskMixin, CollectWorkflowActionDataView):
    pass


class PortalIndexView(ExplorableIndexView):
    @cached_property
    def explorable_columns(self) -> list[BaseColumn]:
        """Without the boxes that tick several pages, for members: every action on several is refused to them."""
        columns: list[BaseColumn] = super().explorable_columns
        is_member = user_is_only_member(self.request.user)
        return [column for column in columns if not (is_member and column.name == "bulk_actions")]


class PortalPageViewSet(PageViewSet):
    model = Page
    index_view_class = PortalIndexView
    filterset_class = SlimGenericPageFilterSet
    content_type_use_view_class = SlimContentTypeUseView
    workflow_action_view_class = OwnTaskActionView
    collect_workflow_action_data_view_class = OwnTaskDataView
    parent_models = (Page,)
