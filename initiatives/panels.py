"""Panels of the editor's form."""

from typing import Any, ClassVar

from wagtail.admin.panels import InlinePanel, Panel

from collectivities.forms import MemberRowForm
from initiatives.asking import asked
from initiatives.completeness import completeness
from initiatives.forms import OpeningPeriodFormSet, RowsFormSet


class CompletenessPanel(Panel):
    """What the association wants changed, how complete the saved sheet is, and what would help a reader next."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "initiatives/panels/completeness.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["completeness"] = completeness(self.instance)
            context["asked"] = asked(self.instance.current_workflow_state) if self.instance.pk else ""
            return context


class RowsPanel(InlinePanel):
    """Rows of a sheet, of which those with nothing in them are dropped."""

    formset: ClassVar[type[RowsFormSet]] = RowsFormSet

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset
        return options


class OpeningHoursPanel(RowsPanel):
    """The spans of the week, which may not overlap."""

    formset = OpeningPeriodFormSet


class OwnDocumentsPanel(RowsPanel):
    """Files of the sheet: those of the commune and those the association shares, checked row by row."""

    def get_form_options(self) -> dict[str, Any]:
        options = super().get_form_options()
        options["formsets"][self.relation_name] |= {"form": MemberRowForm, "inherit_kwargs": ["for_user"]}
        return options
