"""What the association wants changed on a page, in its words."""

from wagtail.models import WorkflowState


def is_asked(review: WorkflowState | None) -> bool:
    """Whether the round of reading that goes on waits for the commune."""
    return review is not None and review.status == WorkflowState.STATUS_NEEDS_CHANGES


def asked(review: WorkflowState | None) -> str:
    """The message of who asked, until the page is submitted again; empty when nothing is asked."""
    if review is None or not is_asked(review) or not review.current_task_state:
        return ""
    return str(review.current_task_state.comment)
