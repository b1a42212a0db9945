"""The abstract page every page type of the portal starts from, and the one public queryset."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet as WagtailPageQuerySet
from wagtail.url_routing import RouteResult

from portal.page_views.marking import mark
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class IsPublic(models.Func):
    """Whether a page of this path is neither private nor below a private page: the two tables in one condition.

    Written as SQL: composed anew for each query, the same condition costs a listing as much as a query more. The path
    of what is private is asked for inside: SQLite would read every page to join these few.
    """

    template = """NOT EXISTS (
        SELECT 1 FROM wagtailcore_pageviewrestriction restriction
        WHERE %(expressions)s LIKE (
            SELECT closed.path || '%%%%' FROM wagtailcore_page closed WHERE closed.id = restriction.page_id
        )
    )"""
    arity = 1
    output_field = models.BooleanField()


class PageQuerySet(WagtailPageQuerySet):
    """The words every public listing, feed, search and export starts from."""

    def in_language(self, language: str | None = None) -> Self:
        """Pages written in this language, by default the reader's. Aliases are left out."""
        return self.filter(locale__language_code=language or get_language(), alias_of=None)

    def public(self) -> Self:
        """As Wagtail's, within the query: without a question of its own about which pages are private."""
        return self.filter(IsPublic("path"))

    def live_public(self, language: str | None = None) -> Self:
        """**The** shared public queryset: live, neither private nor below a private page, of this language."""
        return self.live().public().in_language(language)

    def live_public_or_french(self, language: str | None = None) -> Self:
        """The same or, where this language has none, those in French."""
        translated = self.live_public(language)
        is_french = (language or get_language()) == settings.LANGUAGE_CODE
        return translated if is_french or translated.exists() else self.live_public(settings.LANGUAGE_CODE)

    def public_in_every_language(self) -> Self:
        """The same where the language does not matter; copies that translate nothing are left out."""
        return self.live().public().filter(alias_of=None)

    def with_card(self) -> Self:
        """Everything a listing shows of pages of this type, in a constant number of queries."""
        return self

    def as_hits(self) -> Self:
        """Those anyone may read now, with what the search shows of them."""
        return self.live().public().with_card()


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

    search_auto_update = False
    """The search listens to pages itself (``search.signal_handlers``): a draft that is saved changes no index."""
    preview_sizes: ClassVar[list[dict[str, Any]]] = [
        {"name": "phone", "icon": "mobile-alt", "device_width": 360, "label": _("Aperçu sur un téléphone")},
        {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Aperçu sur une tablette")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("Aperçu sur un ordinateur")},
    ]
    """The widths the editor is offered beside the form, in pixels: those the pages are drawn for."""
    served_with: ClassVar[tuple[str, ...]] = ()
    """What the template follows from the page: read together with it when it is served."""
    routed_ancestors: list[Page] | None = None
    """The pages above, from the home page down, when the page was found by its address (``portal.routing``)."""
    routed_title = ""
    """The name of what this page answers with, when that is something below it which is no page, such as a theme."""
    routed_as_public = False
    """Whether the page was seen to be public when it was found."""

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

    def written_in(self) -> frozenset[str] | None:
        """The languages of what this page answers with, when they are not those the page itself is translated into."""
        return None

    def untranslated_url(self) -> str:
        """What is known of the page's subject in the active language, where the page itself is not translated."""
        return ""

    @property
    def menu_label(self) -> str:
        """What menus call this page, unless an editor gave the link a label."""
        return str(self.title)

    @property
    def writing_address(self) -> str:
        """Where those whose page it is write it."""
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    @property
    def author_name(self) -> str:
        """Who speaks in the page, where it is not the portal: feeds say it."""
        return ""

    def get_url_parts(self, *args: Any, **kwargs: Any) -> tuple[int, str, str] | None:
        """As Wagtail's, but a whole address begins with ``PUBLIC_URL``: the portal has one site, under one address."""
        parts = super().get_url_parts(*args, **kwargs)
        return (parts[0], settings.PUBLIC_URL, parts[2]) if parts else None

    @property
    def structured_data(self) -> dict[str, Any] | None:
        """What search engines read of the page (schema.org), beside its title and its place in the site."""
        return None

    def social_card(self) -> Card:
        """What is written on the image drawn for the page, where it has none of its own."""
        return Card("page", self.pk, str(self.title))

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.breadcrumbs
        return context

    @cached_property
    def breadcrumbs(self) -> list[Page]:
        """The pages above this one, from the home page down, this one left out."""
        if self.routed_ancestors is not None:
            return self.routed_ancestors
        return list(self.get_ancestors().filter(depth__gte=2).defer_streamfields().specific(defer=True))

    def route(self, request: "HttpRequest", path_components: list[str]) -> RouteResult:
        if path_components and self.routed_ancestors is not None:
            # The whole address was looked up before: no page below this one answers it.
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> "HttpResponse":
        """As Wagtail's; the answer says which page it shows, so that it is counted."""
        return mark(super().serve(request, *args, **kwargs), self)

    def get_view_restrictions(self) -> Any:
        """As Wagtail's, in one query when the pages above are known and none is the alias of another."""
        chain = [*(self.routed_ancestors or ()), self]
        if self.routed_ancestors is None or any(page.alias_of_id for page in chain):
            return super().get_view_restrictions()
        if self.routed_as_public:
            return PageViewRestriction.objects.none()
        return PageViewRestriction.objects.filter(page_id__in=[page.pk for page in chain])
