"""What a commune answers to what the association asked, kept in the history of the page beside what was asked."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Page, PageLogEntry, WorkflowState

ACTION = "moderation.answer"


def record(page: Page, user: Any, text: str) -> None:
    log(page, ACTION, user=user, data={"comment": text})


def given(state: WorkflowState) -> QuerySet[PageLogEntry]:
    """Those of this round of reading, the first first."""
    entries: QuerySet[PageLogEntry] = PageLogEntry.objects.filter(
        page=state.object_id, action=ACTION, timestamp__gte=state.created_at
    )
    return entries.select_related("user").order_by("timestamp", "pk")


def latest(state: WorkflowState) -> str:
    """What was answered last, unless something was asked since."""
    found = given(state).last()
    asked = state.task_states.exclude(finished_at=None).order_by("finished_at").last()
    return str(found.data["comment"]) if found and (not asked or asked.finished_at < found.timestamp) else ""


def register_answer(actions: Any) -> None:
    """For Wagtail's hook: what the history says."""

    @actions.register_action(ACTION)
    class AnswerFormatter(LogFormatter):
        label = gettext_lazy("Répondre à l’association")
        message = gettext_lazy("Réponse de la commune")

        def format_comment(self, log_entry: PageLogEntry) -> str:
            return str(log_entry.data["comment"])
