"""Resources: a file or a link, with its licence."""

from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from home.enums import Licence, ResourceKind
from home.models.section import FoundPage
from initiatives.form_themes import ThemedPageForm
from initiatives.models import ThemedPage
from portal.models import BasePage, PageQuerySet
from portal.searchable import Facts, Kind

if TYPE_CHECKING:
    from django.http import HttpRequest


class ResourceQuerySet(PageQuerySet):
    def with_card(self) -> Self:
        return self.select_related("document")


ResourceManager = PageManager.from_queryset(ResourceQuerySet)


class ResourceIndexPage(BasePage):
    template = "home/resource_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.ResourcePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("centre de ressources")
        verbose_name_plural = _("centres de ressources")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import views  # The views need the models

        return {
            **super().get_context(request, *args, **kwargs),
            **views.resource_index_context(self, request),
        }


class ResourcePage(ThemedPage, FoundPage):
    kind = models.CharField(
        _("genre"),
        max_length=20,
        choices=ResourceKind.choices,
        default=ResourceKind.GUIDE,
    )
    document = models.ForeignKey(
        "collectivities.CustomDocument",
        verbose_name=_("fichier"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Not « url », which is the address of the page itself.
    link = models.URLField(_("ou adresse"), blank=True)
    licence = models.CharField(
        _("licence"),
        max_length=30,
        choices=Licence.choices,
        default=Licence.OPEN_LICENCE,
    )
    author = models.CharField(_("auteur"), max_length=150, blank=True)
    published_on = models.DateField(_("publié le"), null=True, blank=True)
    themes = ParentalManyToManyField("initiatives.Theme", verbose_name=_("thèmes"), related_name="+", blank=True)

    objects: ClassVar[Any] = ResourceManager()

    searched_as = Kind.RESOURCE
    found_with = ("themes",)
    base_form_class = ThemedPageForm
    template = "home/resource_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.ResourceIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("document"), FieldPanel("link")],
            heading=_("Le fichier ou son adresse"),
        ),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("licence")]),
        FieldRowPanel([FieldPanel("author"), FieldPanel("published_on")]),
        FieldPanel("body"),
        FieldPanel("themes"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *FoundPage.search_fields,
        index.SearchField("author"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("ressource")
        verbose_name_plural = _("ressources")
        constraints = (
            models.CheckConstraint(
                condition=Q(document__isnull=False) ^ ~Q(link=""),
                name="resource_file_or_link",
                violation_error_message=_("Choisissez un fichier ou écrivez une adresse, pas les deux."),
            ),
        )

    @property
    def host(self) -> str:
        """The site a link leads to, said before the click."""
        return urlsplit(self.link).hostname or ""

    def searched_context(self) -> str:
        parts = (self.get_kind_display(), self.author, *(theme.name for theme in self.themes.all()))
        return "\n".join(part for part in parts if part)

    def searched_facts(self) -> Facts:
        date = self.published_on or self.first_published_at
        return Facts(date=date, themes=[theme.pk for theme in self.themes.all()])

    @property
    def structured_data(self) -> dict[str, Any]:
        from home import structured_data  # It needs the models

        return structured_data.resource(self)
