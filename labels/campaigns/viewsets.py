"""« Label » in the admin's menu: campaigns, and the forms of what they ask."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from labels.admin_menu import LABEL_MENU
from labels.campaigns.frozen_views import (
    FrozenDeleteView,
    FrozenEditView,
    QuestionnaireCreateView,
    SectionCreateView,
)
from labels.campaigns.panels import CAMPAIGN, QUESTIONNAIRE, SECTION
from labels.campaigns.views import (
    CampaignIndexView,
    DuplicateView,
    ErratumView,
    MoveView,
    NewCampaignView,
    OpenView,
    OverviewView,
    PreviewView,
    WithdrawView,
)
from labels.models import Campaign, Questionnaire, Section


class ContentViewSet(SnippetViewSet):
    """What is frozen with a campaign."""

    copy_view_enabled = False
    add_to_reference_index = False
    list_export = ()
    search_backend_name = None
    edit_view_class = FrozenEditView
    delete_view_class = FrozenDeleteView


class CampaignViewSet(ContentViewSet):
    model = Campaign
    icon = "calendar-alt"
    menu_label = _("Campagnes du label")
    menu_order = 10
    menu_hook = LABEL_MENU
    index_view_class = CampaignIndexView
    edit_handler = CAMPAIGN

    def get_urlpatterns(self) -> list[Any]:
        # A campaign is never begun from an empty form.
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "add"]
        return [
            *kept,
            path("add/", NewCampaignView.as_view(), name="add"),
            path("<int:pk>/", OverviewView.as_view(), name="overview"),
            path("<int:pk>/apercu/", PreviewView.as_view(), name="preview"),
            path("<int:pk>/dupliquer/", DuplicateView.as_view(), name="duplicate"),
            path("<int:pk>/ouvrir/", OpenView.as_view(), name="open"),
            path("<int:pk>/retirer/", WithdrawView.as_view(), name="withdraw"),
            path("<int:pk>/reporter/", MoveView.as_view(), name="move"),
            path("<int:pk>/rectifier/", ErratumView.as_view(), name="correct"),
        ]


class QuestionnaireViewSet(ContentViewSet):
    model = Questionnaire
    icon = "list-ul"
    add_view_class = QuestionnaireCreateView
    edit_handler = QUESTIONNAIRE


class SectionViewSet(ContentViewSet):
    model = Section
    icon = "list-ul"
    add_view_class = SectionCreateView
    edit_handler = SECTION
