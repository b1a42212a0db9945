"""Reading one submission: what changed, then the decision, taken by Wagtail's workflow so that the mails leave."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page, TaskState

from collectivities.review import answers
from collectivities.review.changes import changes, whole_text
from collectivities.review.forms import Decision, DecisionForm
from collectivities.review.submissions import submission_of
from portal.breadcrumbs import BelowListMixin
from portal.image_texts import fields_without_text


class ReviewView(BelowListMixin, TemplateView):
    page_title = list_title = gettext_lazy("À relire")
    list_url_name = "moderation:index"
    header_icon = "glasses"
    template_name = "collectivities/review/review.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        state = self.page.current_workflow_task_state
        if state is None:
            messages.warning(request, _("« %(title)s » n’attend plus de relecture.") % {"title": self.page.title})
            return redirect("moderation:index")
        self.state = state
        if not self.task.get_actions(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = DecisionForm(self.state, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        decision = Decision(form.cleaned_data["decision"])
        self.task.on_action(self.state, request.user, decision.value, comment=form.cleaned_data["comment"])
        messages.success(request, self._done(decision))
        return redirect("moderation:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", DecisionForm(self.state))
        found, unchanged = self._changes()
        return {
            **super().get_context_data(**kwargs),
            "submission": self.submission,
            "changes": found,
            "unchanged": unchanged,
            "without_text": fields_without_text(self.state.revision.as_object()),
            "earlier_requests": self._earlier_requests(),
            "answers": answers.given(self.state.workflow_state),
            "decisions": Decision,
            "preview_url": reverse("wagtailadmin_pages:workflow_preview", args=[self.page.pk, self.task.pk]),
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
        }

    def get_page_subtitle(self) -> str:
        return self.submission.title

    @cached_property
    def task(self) -> Any:
        return self.state.task.specific

    @cached_property
    def submission(self) -> Any:
        return submission_of(self.page, self.state)

    def _changes(self) -> tuple[list[Any], int]:
        submitted = self.state.revision.as_object()
        if self.page.live:
            return changes(self.request, self.page, submitted)
        return whole_text(self.request, submitted), 0

    def _earlier_requests(self) -> Any:
        """What was asked before, in the same round: the reader looks whether it was done."""
        rejected = self.state.workflow_state.task_states.filter(status=TaskState.STATUS_REJECTED)
        return rejected.exclude(comment="").select_related("finished_by").order_by("finished_at")

    def _done(self, decision: Decision) -> str:
        said = {
            Decision.APPROVE: _("« %(title)s » est en ligne. Ses auteurs en sont prévenus par courriel."),
            Decision.REJECT: _("« %(title)s » est rendue à ses auteurs, avec votre message, par courriel."),
        }
        return said[decision] % {"title": self.submission.title}
