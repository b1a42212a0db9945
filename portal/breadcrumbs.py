"""Breadcrumbs of the admin's own pages."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


class BelowListMixin(WagtailAdminTemplateMixin):
    """For the page of one thing, whose subtitle names it: the breadcrumbs lead back to the list. ``has_its_title`` is
    for a page whose subtitle does not say what it is: its title stands there too.
    """

    list_url_name: str
    list_title: str | Promise
    has_its_title = False

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.list_url_name), "label": self.list_title},
            self._own_item(),
        ]

    def _own_item(self) -> dict[str, Any]:
        subtitle = self.get_page_subtitle()
        if self.has_its_title:
            return {"url": "", "label": self.page_title, "sublabel": subtitle}
        return {"url": "", "label": subtitle}


class TitleAloneMixin(WagtailAdminTemplateMixin):
    """For the page that adds one more, whose title says all: Wagtail would repeat what is added beside it."""

    def get_page_subtitle(self) -> str:
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        *before, _own = super().get_breadcrumbs_items()
        return [*before, {"url": "", "label": self.page_title}]
