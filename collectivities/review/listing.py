"""The list of what waits to be read, the oldest first, filtered by région and type; and its panel on the dashboard."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import TaskState

from collectivities.models import Collectivity
from collectivities.review.submissions import Submission, submissions, waiting_for
from portal.dashboard import SHOWN, WaitingPanel

NOTHING_WAITS = _("Rien n’attend de relecture.")


def columns() -> list[BaseColumn]:
    """Those of the list and of the panel."""
    return [
        TitleColumn("title", label=_("Titre"), get_url=lambda submission: submission.review_url),
        Column("commune_name", label=_("Commune")),
        Column("type_name", label=_("Type")),
        Column("kind", label=_("Nature")),
        Column("author", label=_("Proposée par")),
        Column("age", label=_("Attend depuis")),
    ]


def waiting_types(request: HttpRequest) -> QuerySet[ContentType]:
    """The types of pages this person has something to read of: the filter offers no other."""
    return ContentType.objects.filter(pk__in=waiting_for(request.user).order_by().values("revision__content_type"))


class SubmissionFilterSet(WagtailFilterSet):
    region = django_filters.ModelChoiceFilter(
        label=_("Région"), queryset=lambda request: Collectivity.objects.regions(), method="filter_region"
    )
    content_type = ContentTypeFilter(label=_("Type"), field_name="revision__content_type", queryset=waiting_types)

    class Meta:
        model = TaskState
        fields = ("region", "content_type")

    def filter_region(self, states: QuerySet[TaskState], name: str, region: Collectivity | None) -> QuerySet[TaskState]:
        """By the commune of each version that waits: they are few, and all the communes of a région are many."""
        if region is None:
            return states
        return states.filter(pk__in=[s.state.pk for s in submissions(states) if s.is_in(region)])


class SubmissionListView(BaseListingView):
    page_title = _("À relire")
    header_icon = "glasses"
    index_url_name = "moderation:index"
    index_results_url_name = "moderation:index_results"
    filterset_class = SubmissionFilterSet
    paginate_by = 50
    no_results_message = NOTHING_WAITS

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    def get_base_queryset(self) -> QuerySet[TaskState]:
        return waiting_for(self.request.user)

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(submissions(object_list))


class SubmissionsPanel(WaitingPanel):
    name = "submissions"
    heading = _("À relire")
    help_text = _("La plus ancienne d’abord. Ouvrez-la pour voir ce qui change, puis décider.")
    nothing = NOTHING_WAITS
    order = 10

    @property
    def total(self) -> int:
        return waiting_for(self.request.user).count()

    @property
    def rows(self) -> list[Submission]:
        return submissions(waiting_for(self.request.user)[:SHOWN])

    @property
    def columns(self) -> list[BaseColumn]:
        return columns()

    @property
    def all_url(self) -> str:
        return reverse("moderation:index")
