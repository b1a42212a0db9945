"""What waits to be read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from wagtail.coreutils import get_content_type_label
from wagtail.models import Page, TaskState

from collectivities.models import Collectivity, CollectivityPage


@dataclass(frozen=True, slots=True)
class Submission:
    """A version of a page that somebody submitted. ``commune`` is None for a page of the association."""

    state: TaskState
    page: Page
    commune: CollectivityPage | None

    @property
    def title(self) -> str:
        return str(self.state.revision.object_str or self.page.title)

    @property
    def commune_name(self) -> str:
        return self.commune.collectivity.full_name if self.commune else _("L’association")

    def is_in(self, region: Collectivity) -> bool:
        return bool(self.commune and self.commune.collectivity.region_id == region.pk)

    @property
    def type_name(self) -> str:
        return str(get_content_type_label(self.state.revision.content_type))

    @property
    def kind(self) -> str:
        return _("Modification") if self.page.live else _("Nouvelle page")

    @property
    def author(self) -> Any:
        return self.state.workflow_state.requested_by or ""

    @property
    def age(self) -> str:
        """« 3 jours », « 2 heures »."""
        return timesince(self.state.started_at, depth=1)

    @property
    def review_url(self) -> str:
        return reverse("moderation:review", args=[self.page.pk])


def waiting_for(user: Any) -> QuerySet[TaskState]:
    """The versions of pages this person may approve, the oldest first."""
    states: QuerySet[TaskState] = TaskState.objects.reviewable_by(user)
    of_pages = states.filter(revision__base_content_type=ContentType.objects.get_for_model(Page))
    return of_pages.select_related("revision__content_type", "workflow_state__requested_by").order_by(
        "started_at", "pk"
    )


def submissions(states: Iterable[TaskState]) -> list[Submission]:
    """The pages and communes of these versions, in two queries however many there are."""
    states = list(states)
    pages = Page.objects.in_bulk([int(state.revision.object_id) for state in states])
    communes = communes_above(pages.values())
    found = ((state, pages.get(int(state.revision.object_id))) for state in states)
    return [Submission(state, page, communes.get(page.pk)) for state, page in found if page]


def submission_of(page: Page, state: TaskState) -> Submission:
    """The submission of one page."""
    return Submission(state, page, communes_above([page]).get(page.pk))


def communes_above(pages: Iterable[Page]) -> dict[int, CollectivityPage]:
    """For each page, by key, the page of the commune it is or is below; pages of the association are left out."""
    places = {page.pk: _places(page.path) for page in pages}
    candidates = CollectivityPage.objects.filter(path__in={path for paths in places.values() for path in paths})
    by_path = {commune.path: commune for commune in candidates.select_related("collectivity__departement")}
    above = {key: next((by_path[path] for path in paths if path in by_path), None) for key, paths in places.items()}
    return {key: commune for key, commune in above.items() if commune}


def _places(path: str) -> list[str]:
    """A place of the tree and all those above it."""
    return [path[:length] for length in range(Page.steplen, len(path) + 1, Page.steplen)]
