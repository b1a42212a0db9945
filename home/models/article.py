"""News: dated articles, their listing with an archive by year, their feeds."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageManager
from wagtail.search import index

from home.models.section import FoundPage
from initiatives.form_themes import ThemedPageForm
from initiatives.models import Theme, ThemedPage
from portal.models import BasePage, PageQuerySet
from portal.searchable import Facts, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ArticleQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        """Everything a listing shows, in a constant number of queries."""
        return self.select_related("image").prefetch_related(
            models.Prefetch("themes", queryset=Theme.objects.order_by("order"))
        )


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


class ArticleIndexPage(RoutablePageMixin, BasePage):
    template = "home/article_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ArticlePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("index des actualités")
        verbose_name_plural = _("index des actualités")

    @path("")
    def latest(self, request: "HttpRequest") -> "HttpResponse":
        return self.listing(request)

    @path("annee/<int:year>/")
    def archive(self, request: "HttpRequest", year: int) -> "HttpResponse":
        return self.listing(request, year)

    @path("flux/")
    def feed(self, request: "HttpRequest") -> "HttpResponse":
        from home.feeds import article_feed  # The feed needs the models

        return article_feed(request, self)

    def get_route_paths(self) -> list[str]:
        """Those who follow the feed keep it when the page moves."""
        return ["/", "/flux/"]

    def listing(self, request: "HttpRequest", year: int | None = None) -> "HttpResponse":
        from home import views  # The views need the models

        return self.render(request, context_overrides=views.article_index_context(self, request, year))


class ArticlePage(ThemedPage, FoundPage):
    date = models.DateField(_("date"), default=timezone.localdate)
    image = models.ForeignKey(
        "collectivities.CustomImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(_("description de l’image"), max_length=250, blank=True)
    themes = ParentalManyToManyField(Theme, verbose_name=_("thèmes"), related_name="+", blank=True)

    objects: ClassVar[Any] = ArticleManager()

    searched_as = Kind.ARTICLE
    found_with = ("themes",)
    served_with: ClassVar[tuple[str, ...]] = ("image",)
    base_form_class = ThemedPageForm
    template = "home/article_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.ArticleIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        FieldPanel("body"),
        FieldPanel("themes"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *FoundPage.search_fields,
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")
        indexes = (models.Index(fields=("-date",), name="article_latest_first"),)

    @property
    def main_theme(self) -> Theme | None:
        """The first of its themes: its tiles stand in for a photograph."""
        return next(iter(self.themes.all()), None)

    @property
    def structured_data(self) -> dict[str, Any]:
        from home import structured_data  # It needs the models

        return structured_data.article(self)

    def searched_context(self) -> str:
        return "\n".join(theme.name for theme in self.themes.all())

    def searched_facts(self) -> Facts:
        return Facts(date=self.date, themes=[theme.pk for theme in self.themes.all()])
