"""Mails of the moderation: the association learns what waits, every member of the commune what became of it.

Wagtail's own mails go to the person who submitted alone, within the request, without the moderator's comment in them.
"""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from collectivities.models import CollectivityPage
from collectivities.policies import memberships_over
from collectivities.review import answers
from portal.addresses import whole_address, whole_address_of
from portal.models import User
from portal.notices import notify


def tell_association(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """A page waits to be read."""
    page = instance.workflow_state.content_object
    readers = User.objects.association()
    others = readers.exclude(pk__in=[user.pk] if user else [])
    _send("mail/submitted", others, "submitted", page, user, answers.latest(instance.workflow_state))


def tell_approved(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """A page was published."""
    _send("mail/approved", _concerned(instance), "approved", instance.content_object, user, _comment(instance))


def tell_rejected(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """A page came back with something to change."""
    _send("mail/rejected", _concerned(instance), "rejected", instance.content_object, user, _comment(instance))


def _concerned(state: WorkflowState) -> QuerySet[User]:
    """Every member of the commune; and who submitted, when it is somebody else, say an editor of the association."""
    members = User.objects.filter(pk__in=memberships_over(state.content_object).order_by().values("user_id"))
    return (members | User.objects.filter(pk=state.requested_by_id)).filter(is_active=True)


def _comment(state: WorkflowState) -> str:
    task_state = state.current_task_state
    return str(task_state.specific.get_comment()) if task_state else ""


def _send(template: str, readers: QuerySet[User], kind: str, page: Page, by: User | None, comment: str = "") -> None:
    """One mail each, in the reader's language, to those who did not refuse this kind in their account."""
    wanted = readers.exclude(wagtail_userprofile__in=UserProfile.objects.filter(**{f"{kind}_notifications": False}))
    page = page.specific
    members = set(memberships_over(page).order_by().values_list("user_id", flat=True))
    context = {
        "title": page.get_latest_revision_as_object().title,
        # That of a sheet; the page of a collectivité has its name already, and an index above it.
        "commune": _("page de la collectivité") if isinstance(page, CollectivityPage) else page.get_parent().title,
        "review_url": whole_address_of("moderation:review", page.pk),
        "public_url_of_page": page.get_full_url() or "",
        "by": str(by) if by else "",
        "comment": comment,
    }
    for reader in wanted.distinct():
        editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
        edit_url = whole_address(page.writing_address if reader.pk in members else editor)
        notify(reader, template, {**context, "edit_url": edit_url})
