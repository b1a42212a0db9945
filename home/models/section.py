"""Sections, which introduce the pages below them, and free pages."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import EditorialBlock
from portal.fields import BlockField
from portal.models import BasePage
from portal.searchable import Searchable, joined

if TYPE_CHECKING:
    from django.http import HttpRequest


class TextPage(BasePage):
    """A title, a summary and blocks."""

    body = BlockField(EditorialBlock(), verbose_name=_("contenu"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True


class FoundPage(Searchable, TextPage):
    """A page that the search of the public site finds. ``found_with`` is what it reads besides the page itself."""

    found_with: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def get_indexed_objects(cls) -> Any:
        """As Wagtail's, with all that the search reads of them in a constant number of queries."""
        return super().get_indexed_objects().select_related("locale").prefetch_related(*cls.found_with)

    def searched_text(self) -> str:
        return joined(str(text) for text in self._meta.get_field("body").get_searchable_content(self.body))


class SectionPage(TextPage):
    template = "home/section_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["home.SectionPage", "home.FreePage"]

    class Meta:
        verbose_name = _("rubrique")
        verbose_name_plural = _("rubriques")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().public().specific()
        return context


class FreePage(TextPage):
    template = "home/free_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("page libre")
        verbose_name_plural = _("pages libres")
