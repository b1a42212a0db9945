"""Themes: the curated taxonomy, and the pages that show one."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import functions
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, TranslatableMixin
from wagtail.url_routing import RouteResult

from portal.blocks.content import TEXT_FEATURES
from portal.enums import ThemeColor
from portal.models import BasePage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ThemeQuerySet(models.QuerySet["Theme"]):
    def current(self) -> Self:
        """Those of the edition in force, the ones a new sheet can be given."""
        return self.filter(retired=False)

    def in_language(self, language: str | None = None) -> Self:
        return self.filter(locale__language_code=language or get_language())

    def with_initiative_count(self) -> Self:
        """``initiative_count``: the public sheets of the theme, whatever language each is written in."""
        from initiatives.models.initiative import InitiativePage

        public = InitiativePage.objects.live().public().filter(alias_of=None)
        tagged = public.filter(themes__translation_key=models.OuterRef("translation_key")).order_by()
        counted = tagged.values("themes__translation_key").annotate(total=models.Count("pk")).values("total")
        return self.annotate(initiative_count=functions.Coalesce(models.Subquery(counted), 0))


class Theme(TranslatableMixin, TagBase):
    """A theme of the taxonomy, in one language. The slug is the same in every language: it is its public address.

    The taxonomy changes over the years: ``edition`` says since which millésime a theme exists, and a theme given up is
    ``retired``, never deleted, so that older sheets stay readable.
    """

    name = models.CharField(_("nom"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=100)
    tagline = models.CharField(
        _("accroche"), max_length=60, blank=True, help_text=_("Sous le nom, sur la page d’accueil.")
    )
    description = models.TextField(_("description"), max_length=300, blank=True)
    body = RichTextField(_("texte de présentation"), features=[*TEXT_FEATURES, "h3"], blank=True)
    icon = models.SlugField(
        _("icône"), max_length=30, default="t-neutre", help_text=_("Un nom du jeu d’icônes, par exemple « t-acces ».")
    )
    color = models.CharField(_("couleur"), max_length=10, choices=ThemeColor.choices, default=ThemeColor.NEUTRAL)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    edition = models.PositiveSmallIntegerField(_("depuis l’édition"), default=1999)
    retired = models.BooleanField(_("abandonné"), default=False)

    free_tagging = False

    objects: ClassVar[Any] = ThemeQuerySet.as_manager()

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("description"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("icon"), FieldPanel("color"), FieldPanel("order")], heading=_("Apparence")),
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("edition"), FieldPanel("retired")], heading=_("Taxonomie")),
    ]
    override_translatable_fields: ClassVar[list[Any]] = []

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ("order", "name")
        constraints = (models.UniqueConstraint(fields=("locale", "slug"), name="theme_slug_unique_per_locale"),)

    def get_absolute_url(self) -> str:
        return reverse("theme", kwargs={"slug": self.slug})


class ThemeIndexPage(BasePage):
    """``/themes/``; each theme answers below it, and its feed."""

    template = "initiatives/theme_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("index des thèmes")
        verbose_name_plural = _("index des thèmes")

    def route(self, request: "HttpRequest", path_components: list[str]) -> RouteResult:
        if not path_components:
            return super().route(request, path_components)
        theme = Theme.objects.filter(locale_id=self.locale_id, slug=path_components[0]).first()
        feed = path_components[1:] == ["flux"]
        if not theme or not self.live or (len(path_components) > 1 and not feed):
            raise Http404
        return RouteResult(self, args=(theme, feed))

    def serve(
        self, request: "HttpRequest", theme: Theme | None = None, feed: bool = False, *args: Any, **kwargs: Any
    ) -> "HttpResponse":
        from initiatives import views  # The views need the models

        if theme is None:
            return super().serve(request, *args, **kwargs)
        return views.theme_feed(request, theme) if feed else views.theme_detail(request, self, theme)

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from initiatives import views  # The views need the models

        return {**super().get_context(request, *args, **kwargs), **views.theme_index_context()}
