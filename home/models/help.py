"""The answers to what members ask most often."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import HelpBlock
from portal.fields import BlockField
from portal.models import BasePage


class HelpPage(BasePage):
    """Read by everybody here, and by members in the space of their collectivité, with a button beside each answer."""

    questions = BlockField(HelpBlock(), verbose_name=_("questions et réponses"), blank=True)

    template = "home/help_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("questions")]
    search_fields: ClassVar[list[Any]] = [*BasePage.search_fields, index.SearchField("questions")]

    class Meta:
        verbose_name = _("page d’aide")
        verbose_name_plural = _("pages d’aide")
