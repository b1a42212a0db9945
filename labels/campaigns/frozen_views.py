"""Wagtail's own screens, closed once the campaign is open."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import RevisionMixin
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView

from labels.campaigns.addresses import campaign_address
from labels.freezing import FrozenError
from labels.models import Campaign, Questionnaire, Section

READ_WITH: dict[type[Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Campaign: ((), ()),
    Questionnaire: (("campaign",), ()),
    Section: (("questionnaire__campaign",), ("questions__choices",)),
}
"""What leads to the campaign of a row, and what is below it in its form."""


def campaign_of(row: Any) -> Campaign:
    """The one that a row of a campaign belongs to."""
    if isinstance(row, Section):
        return row.questionnaire.campaign
    return row if isinstance(row, Campaign) else row.campaign


def say_frozen(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """To the campaign, with the reason."""
    if campaign.opened_at:
        said = _("La campagne %(year)s est ouverte : son contenu est figé. Ce qui doit être corrigé l’est par un "
                 "rectificatif, que tout le monde lit.")  # fmt: skip
    else:
        said = _("L’édition %(year)s est passée : son barème reste celui de l’année.")
    messages.warning(request, said % {"year": campaign.year})
    return redirect(campaign_address(campaign, "overview"))


class NotFrozenMixin:
    """For the screen of a row: who comes to one that is frozen is told so, and brought to its campaign."""

    model: type[Model]
    object: Any

    def get_object(self, queryset: Any = None) -> Any:
        """Read once in a request, with its campaign and what its form shows."""
        if getattr(self, "object", None):
            return self.object
        campaign, shown = READ_WITH[self.model]
        rows = self.model._default_manager.select_related(*campaign).prefetch_related(*shown)
        return super().get_object(rows)  # type: ignore[misc]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # What an old version says of itself is not how things are.
        campaign = campaign_of(getattr(self, "live_object", self.object))
        if campaign.is_frozen:
            if not self.user_has_permission("change"):  # type: ignore[attr-defined]
                raise PermissionDenied
            return say_frozen(request, campaign)
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        except FrozenError:
            # It was opened while this was typed.
            return say_frozen(request, campaign_of(self.model._default_manager.get(pk=self.object.pk)))
        return answer

    def get_success_url(self) -> str:
        return campaign_address(campaign_of(self.object), "overview")


class FrozenEditView(NotFrozenMixin, EditView):
    def save_instance(self) -> Any:
        """What was never edited has no version yet: the first one is what it was, to be compared with."""
        before = self.model._default_manager.get(pk=self.object.pk)
        if isinstance(before, RevisionMixin) and before.latest_revision_id is None:
            before.save_revision()
        return super().save_instance()


class FrozenDeleteView(NotFrozenMixin, DeleteView):
    pass


class BelowCreateView(CreateView):
    """Adds a row below another, which the address names: ``?of=12``."""

    parent_model: type[Model]
    parent_field: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = request.GET.get("of", "")
        self.parent = get_object_or_404(self.parent_model._default_manager.all(), pk=key if key.isdigit() else 0)
        campaign = campaign_of(self.parent)
        if campaign.is_frozen and self.user_has_permission("add"):
            return say_frozen(request, campaign)
        try:
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        except FrozenError:
            return say_frozen(request, Campaign.objects.get(pk=campaign.pk))
        return answer

    def get_initial_form_instance(self) -> Any:
        return self.model(**{self.parent_field: self.parent})

    def get_add_url(self) -> str:
        return f"{super().get_add_url()}?of={self.parent.pk}"

    def get_success_url(self) -> str:
        return campaign_address(campaign_of(self.parent), "overview")


class QuestionnaireCreateView(BelowCreateView):
    parent_model = Campaign
    parent_field = "campaign"


class SectionCreateView(BelowCreateView):
    parent_model = Questionnaire
    parent_field = "questionnaire"
