"""Where each page of a commune is, what it lacks and what to do next: what a member sees on arriving."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, QuerySet, Value, When, Window
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from collectivities.models import Collectivity, CollectivityPage
from collectivities.permissions import member_collectivity_ids
from initiatives.asking import asked, is_asked
from initiatives.completeness import RELATED, Criterion, missing_from_commune, missing_from_sheet
from initiatives.enums import SheetState, Stage
from initiatives.freshness import freshness
from initiatives.models import InitiativePage
from portal.permissions import Person

COMMUNES_SHOWN = 10
SHEETS_SHOWN = 25
NAMED = 3
"""How many of the missing things are named: a longer list is read by nobody."""

STEPS: dict[SheetState, str | Promise] = {
    SheetState.DRAFT: _("Compléter, puis soumettre à l’association."),
    SheetState.REVIEW: _("L’association la relit. Sa réponse arrive par courriel."),
    SheetState.PUBLISHED: _("Rien à faire."),
    SheetState.STALE: _("Toujours en service ? Confirmez-le, ou mettez la fiche à jour."),
    SheetState.ARCHIVED: _("Elle n’est plus en ligne. L’association peut la remettre."),
}
STEP_ASKED = _("Reprendre ce que l’association demande, puis soumettre de nouveau.")
STEP_COMPLETE = _("Compléter quand vous pourrez : les autres communes cherchent ce qui manque.")
STEP_CHANGED = _("Soumettre vos modifications : le public ne les voit pas encore.")
NOT_MISSED = {SheetState.REVIEW, SheetState.ARCHIVED}
"""While it is read or no longer shown, nothing is asked of the commune."""


@dataclass(frozen=True, slots=True)
class Row:
    """A page, its state and its next step. ``asked`` is what the association wants changed, in its words."""

    page: Page
    commune: str
    state: SheetState
    step: str | Promise
    asked: str
    missing: tuple[Criterion, ...]

    @property
    def is_sheet(self) -> bool:
        return isinstance(self.page, InitiativePage)

    @property
    def named(self) -> tuple[Criterion, ...]:
        return self.missing[:NAMED]

    @property
    def can_confirm(self) -> bool:
        return self.state == SheetState.STALE


def own_rows(user: Person, collectivity: Collectivity | None = None) -> list[Row]:
    """The pages of the person's communes themselves, then their sheets, the most urgent first; or those of this one."""
    communes = CollectivityPage.objects.filter(collectivity__in=_keys(user, collectivity), alias_of=None)
    ordered = communes.order_by("collectivity__sort_name", "pk")[:COMMUNES_SHOWN]
    sheets = sheets_of(user, collectivity)[:SHEETS_SHOWN]
    read = ("collectivity__departement", "latest_revision")
    return _rows([*ordered.select_related(*read), *sheets.select_related(*read)])


def sheets_of(user: Person, collectivity: Collectivity | None = None) -> QuerySet[InitiativePage]:
    """What the association asks to change first, then what is to confirm, then drafts, then the rest. ``all_told`` is
    how many there are, on each: a page that shows some of them counts them in the same query.
    """
    asked = _reviews().filter(status=WorkflowState.STATUS_NEEDS_CHANGES, object_id=Cast(OuterRef("pk"), CharField()))
    # Of this person's alone: a database would look for those of the whole portal first.
    due = InitiativePage.objects.to_confirm().filter(collectivity__in=_keys(user, collectivity)).order_by().values("pk")
    urgency = Case(When(Exists(asked), then=0), When(pk__in=due, then=1), When(live=False, then=2), default=Value(3))
    sheets: QuerySet[InitiativePage] = InitiativePage.objects.of_members(user).annotate(
        urgency=urgency, all_told=Window(Count("pk")), **{f"has_{name}": _has(name) for name in RELATED}
    )
    if collectivity:
        sheets = sheets.filter(collectivity=collectivity)
    return sheets.order_by("urgency", F("latest_revision_created_at").desc(nulls_last=True), "pk")


def _has(name: str) -> Exists:
    through = InitiativePage._meta.get_field(name).remote_field.through
    return Exists(through.objects.filter(initiativepage=OuterRef("pk")))


def _keys(user: Person, collectivity: Collectivity | None) -> frozenset[int]:
    keys = member_collectivity_ids(user)
    return keys & {collectivity.pk} if collectivity else keys


def state_of(page: Page, review: WorkflowState | None) -> SheetState:
    """Where a page is in its life; ``review`` is the round of reading that goes on, if any."""
    if review and review.status == WorkflowState.STATUS_IN_PROGRESS:
        return SheetState.REVIEW
    if not page.live:
        return SheetState.ARCHIVED if page.first_published_at else SheetState.DRAFT
    is_running = isinstance(page, InitiativePage) and page.stage != Stage.STOPPED
    return SheetState.STALE if is_running and not freshness(page.confirmed_on).is_fresh else SheetState.PUBLISHED


def _rows(pages: list[InitiativePage | CollectivityPage]) -> list[Row]:
    reviews = {review.object_id: review for review in _reviews(pages).select_related("current_task_state")}
    return [_row(page, reviews.get(str(page.pk))) for page in pages]


def _row(page: InitiativePage | CollectivityPage, review: WorkflowState | None) -> Row:
    state = state_of(page, review)
    find = missing_from_sheet if isinstance(page, InitiativePage) else missing_from_commune
    missing = () if state in NOT_MISSED else find(page)
    step = STEP_ASKED if is_asked(review) else _step(page, state, bool(missing))
    return Row(page, page.collectivity.full_name, state, step, asked(review), missing)


def _step(page: Page, state: SheetState, lacks: bool) -> str | Promise:
    if page.live and page.has_unpublished_changes and state != SheetState.REVIEW:
        return STEP_CHANGED
    return STEP_COMPLETE if lacks and state == SheetState.PUBLISHED else STEPS[state]


def _reviews(pages: Iterable[Page] | None = None) -> QuerySet[WorkflowState]:
    """The rounds of reading that go on, of these pages or of all."""
    reviews = WorkflowState.objects.active().filter(base_content_type=ContentType.objects.get_for_model(Page))
    return reviews if pages is None else reviews.filter(object_id__in=[str(page.pk) for page in pages])


def being_read(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those of these pages that were sent to the association and wait for its answer."""
    going_on = _reviews().filter(status=WorkflowState.STATUS_IN_PROGRESS)
    return pages.filter(Exists(going_on.filter(object_id=Cast(OuterRef("pk"), CharField()))))


def states_of(pages: Iterable[Page]) -> dict[int, SheetState]:
    """Where each is in its life, by its key, as many queries whether there is one or a hundred."""
    rows = list(pages)
    reviews = {review.object_id: review for review in _reviews(rows)}
    return {page.pk: state_of(page, reviews.get(str(page.pk))) for page in rows}
