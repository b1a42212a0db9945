"""The abstract page every page type of the portal starts from, and the one public queryset."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet as WagtailPageQuerySet

if TYPE_CHECKING:
    from django.http import HttpRequest


class PageQuerySet(WagtailPageQuerySet):
    """The words every public listing, feed, search and export starts from."""

    def in_language(self, language: str | None = None) -> Self:
        """Pages written in this language, by default the reader's. Aliases are left out."""
        return self.filter(locale__language_code=language or get_language(), alias_of=None)

    def live_public(self, language: str | None = None) -> Self:
        """**The** shared public queryset: live, neither private nor below a private page, of this language."""
        return self.live().public().in_language(language)


BasePageManager = PageManager.from_queryset(PageQuerySet)


class BasePage(Page):
    """Common behaviour of the portal's pages: a summary, a social image, one public queryset.

    The summary is what lists, search results, feeds and social networks show under the title.
    """

    summary = models.TextField(
        _("résumé"),
        max_length=300,
        blank=True,
        help_text=_("Une ou deux phrases qui disent quoi et pour qui. Affichées dans les listes et la recherche."),
    )
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image de partage"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Montrée quand la page est partagée. Sans elle, le portail en dessine une."),
    )

    objects: ClassVar[Any] = BasePageManager()

    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
                FieldPanel("show_in_menus"),
            ],
            heading=_("Référencement et partage"),
        ),
    ]

    class Meta:
        abstract = True

    @cached_property
    def meta_description(self) -> str:
        return self.search_description or self.summary

    @property
    def menu_label(self) -> str:
        """What menus call this page, unless an editor gave the link a label."""
        return str(self.title)

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs
        return context

    @cached_property
    def breadcrumbs(self) -> list[Page]:
        """The pages above this one, from the home page down, this one left out."""
        return list(self.get_ancestors().filter(depth__gte=2).defer_streamfields().specific(defer=True))
