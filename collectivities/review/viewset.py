"""« À relire » in the admin's menu, for the association and the technical team."""

from typing import Any

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from collectivities.review.listing import SubmissionListView
from collectivities.review.views import ReviewView


class ReviewViewSet(ViewSet):
    name = "moderation"
    url_prefix = "moderation"
    icon = "glasses"
    menu_label = _("À relire")
    menu_order = 90
    add_to_admin_menu = True

    @cached_property
    def menu_url(self) -> str:
        return reverse("moderation:index")

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", SubmissionListView.as_view(), name="index"),
            path("liste/", SubmissionListView.as_view(results_only=True), name="index_results"),
            path("<int:page_id>/", ReviewView.as_view(), name="review"),
        ]
