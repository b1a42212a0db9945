"""Themes: the curated taxonomy, and the pages that show one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models
from django.db.models import Q, functions
from django.http import Http404
from django.shortcuts import redirect
from django.urls import Resolver404, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page, TranslatableMixin
from wagtail.url_routing import RouteResult

from initiatives.cards import theme_address
from initiatives.enums import ThemePart
from portal.blocks.content import TEXT_FEATURES
from portal.enums import ThemeColor
from portal.icons import validate_icon
from portal.models import BasePage
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class ThemeQuerySet(models.QuerySet["Theme"]):
    def current(self) -> Self:
        """Those of the edition in force, the ones a new sheet can be given."""
        return self.filter(retired=False)

    def in_language(self, language: str | None = None) -> Self:
        return self.filter(locale__language_code=language or get_language())

    def choosable(self, locale_id: int, chosen: Iterable[int]) -> Self:
        """What a sheet of this language may be given: the themes in force, and those it already has, by key."""
        return self.filter(Q(retired=False, locale_id=locale_id) | Q(pk__in=chosen))

    def merged_slugs(self) -> "models.QuerySet[Theme, tuple[str, str]]":
        """(slug of the theme that took the place, slug of the one that was merged), each pair once."""
        merged = self.filter(merged_into__isnull=False).order_by("slug")
        return merged.values_list("merged_into__slug", "slug").distinct()

    def with_initiative_count(self) -> Self:
        """``initiative_count``: the public sheets of the theme, whatever language each is written in."""
        from initiatives.models.initiative import InitiativePage  # It needs this model

        public = InitiativePage.objects.live().public().filter(alias_of=None)
        tagged = public.filter(themes__translation_key=models.OuterRef("translation_key")).order_by()
        counted = tagged.values("themes__translation_key").annotate(total=models.Count("pk")).values("total")
        return self.annotate(initiative_count=functions.Coalesce(models.Subquery(counted), 0))


class Theme(TranslatableMixin, TagBase):
    """A theme of the taxonomy, in one language. The slug is the same in every language: it is its public address.

    The taxonomy changes over the years: ``edition`` says since which millésime a theme exists, and a theme given up is
    ``retired``, never deleted, so that older sheets stay readable. One that was ``merged_into`` another answers at its
    address with a redirect to it.

    ``TRANSLATED`` fields are written in each language, ``SHARED`` ones are the same in all: the form keeps them so.
    """

    TRANSLATED = ("name", "tagline", "description", "body")
    SHARED = ("slug", "icon", "color", "order", "edition", "retired")

    name = models.CharField(_("nom"), max_length=100)
    slug = models.SlugField(_("adresse"), max_length=100)
    tagline = models.CharField(
        _("accroche"), max_length=60, blank=True, help_text=_("Sous le nom, sur la page d’accueil.")
    )
    description = models.TextField(_("description"), max_length=300, blank=True)
    body = RichTextField(_("texte de présentation"), features=[*TEXT_FEATURES, "h3"], blank=True)
    icon = models.SlugField(_("icône"), max_length=30, default="t-neutre", validators=[validate_icon])
    color = models.CharField(_("couleur"), max_length=10, choices=ThemeColor.choices, default=ThemeColor.NEUTRAL)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    edition = models.PositiveSmallIntegerField(_("depuis l’édition"), default=1999)
    retired = models.BooleanField(
        _("abandonné"),
        default=False,
        help_text=_("Il ne se propose plus ; sa page et ses fiches restent lisibles."),
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("fusionné dans"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_themes",
    )

    free_tagging = False

    objects: ClassVar[Any] = ThemeQuerySet.as_manager()

    override_translatable_fields: ClassVar[list[Any]] = []

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ("order", "name")
        constraints = (
            models.UniqueConstraint(fields=("locale", "slug"), name="theme_slug_unique_per_locale"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(retired=True), name="merged_theme_is_retired"
            ),
        )

    def get_absolute_url(self) -> str:
        return theme_address(self.slug, get_language())

    @property
    def in_force(self) -> "Theme":
        """The theme that took the place of this one, or itself."""
        return self.merged_into or self

    def social_card(self) -> Card:
        return Card("theme", self.pk, self.name, color=self.color)


class ThemeIndexPage(BasePage):
    """``/themes/``; each theme answers below it, and its parts."""

    routed_theme: Theme | None = None

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
        theme = self.find_theme(path_components[0])
        part = "/".join(path_components[1:])
        if not theme or not self.live or part not in list(ThemePart):
            raise Http404
        self.routed_theme, self.routed_title = theme, theme.name
        return RouteResult(self, args=(theme, ThemePart(part)))

    def written_in(self) -> frozenset[str] | None:
        """A theme is only answered in the languages it is written in."""
        if self.routed_theme is None:
            return None
        rows = Theme.objects.filter(translation_key=self.routed_theme.translation_key)
        return frozenset(rows.values_list("locale__language_code", flat=True))

    def find_theme(self, slug: str) -> Theme | None:
        """The theme of this address, in this language."""
        themes = Theme.objects.filter(locale_id=self.locale_id, slug=slug)
        theme: Theme | None = themes.select_related("merged_into", "locale").first()
        return theme

    def resolve_subpage(self, path: str) -> Theme:
        """What a redirect to a theme asks before it leads there: raises ``Resolver404`` when there is none."""
        theme = self.find_theme(path.strip("/").partition("/")[0])
        if not theme:
            raise Resolver404({"path": path})
        return theme

    def serve(
        self,
        request: "HttpRequest",
        theme: Theme | None = None,
        part: ThemePart = ThemePart.SHEETS,
        *args: Any,
        **kwargs: Any,
    ) -> "HttpResponse":
        from initiatives import views  # The views need the models
        from initiatives.project.views import project  # So does this one

        if theme is None:
            return super().serve(request, *args, **kwargs)
        if theme.merged_into:
            return redirect(reverse(part.view_name, kwargs={"slug": theme.merged_into.slug}), permanent=True)
        match part:
            case ThemePart.FEED:
                return views.theme_feed(request, theme)
            case ThemePart.PROJECT:
                return project(request, self, theme)
        return views.theme_detail(request, self, theme)

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from initiatives import views  # The views need the models

        return {**super().get_context(request, *args, **kwargs), **views.theme_index_context()}
