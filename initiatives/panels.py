"""Panels of the editor's form."""

from typing import Any

from wagtail.admin.panels import InlinePanel, Panel
from wagtail.models import Page, WorkflowState

from collectivities.forms import MemberRowForm
from initiatives.completeness import completeness
from initiatives.forms import OpeningPeriodFormSet


class CompletenessPanel(Panel):
    """What the association wants changed, how complete the saved sheet is, and what would help a reader next."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "initiatives/panels/completeness.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["completeness"] = completeness(self.instance)
            context["asked"] = asked(self.instance)
            return context


class OpeningHoursPanel(InlinePanel):
    """The spans of the week, which may not overlap."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = OpeningPeriodFormSet
        return options


class OwnDocumentsPanel(InlinePanel):
    """Files of the sheet: those of the commune and those the association shares, checked row by row."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": MemberRowForm, "inherit_kwargs": ["for_user"]}
        return options


def asked(page: Page) -> str:
    """What the association wants changed, in its words, until the page is submitted again."""
    review = page.current_workflow_state if page.pk else None
    if not review or review.status != WorkflowState.STATUS_NEEDS_CHANGES or not review.current_task_state:
        return ""
    return str(review.current_task_state.comment)
