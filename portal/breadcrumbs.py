"""Breadcrumbs of the admin's own pages."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class BelowListMixin(WagtailAdminTemplateMixin):
    """For the page of one thing, whose subtitle names it: the breadcrumbs lead back to the list."""

    list_url_name: str
    list_title: str | Promise

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.list_url_name), "label": self.list_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]
