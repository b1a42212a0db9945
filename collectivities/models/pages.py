"""The page of a registered collectivité, and the index that also answers for the unregistered ones."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import RichTextField
from wagtail.locks import BaseLock, WorkflowLock
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from collectivities.enums import CollectivityKind
from collectivities.forms import MemberPageForm
from collectivities.locks import ReadingLock
from collectivities.models.collectivity import Collectivity
from collectivities.page_permissions import MemberPagePermissionTester
from collectivities.parts import plate_of
from portal.blocks.content import TEXT_FEATURES
from portal.models import BasePage
from portal.page_views.marking import mark
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CODE_SLUG = re.compile(r"^(?P<code>[0-9][0-9ab][0-9]{0,7}|[0-9]{1,9})(?:-.*)?$", re.IGNORECASE)

LONGEST_INTRODUCTION = 3_000


def has_redirect(request: "HttpRequest") -> bool:
    """Whether somebody, or a move, left a redirect at this very address."""
    path = Redirect.normalise_path(request.path)
    return bool(Redirect.get_for_site(Site.find_for_request(request)).filter(old_path=path).exists())


class MemberPage(BasePage):
    """A page members of a commune write: they submit it, the association publishes it."""

    base_form_class = MemberPageForm

    class Meta:
        abstract = True

    def get_admin_display_title(self) -> str:
        """The published title as long as there is one: choosers show it to other communes, the draft is not theirs."""
        return str(self.title) if self.live else str(super().get_admin_display_title())

    def permissions_for_user(self, user: Any) -> MemberPagePermissionTester:
        return MemberPagePermissionTester(user, self)

    def get_lock(self) -> BaseLock | None:
        lock: BaseLock | None = super().get_lock()
        return ReadingLock(self, lock.task) if isinstance(lock, WorkflowLock) else lock


class CollectivityIndexPage(BasePage):
    """``/communes/``, ``/intercommunalites/``, ``/departements/``, ``/regions/``: one index per kind and language.

    Every collectivité of the kind has an address below it. A registered one has a page there; the others are served
    by this page. A wrong or missing name after the code redirects to the right one.
    """

    kind = models.CharField(
        _("genre"), max_length=20, choices=CollectivityKind.choices, default=CollectivityKind.COMMUNE
    )

    template = "collectivities/collectivity_index_page.html"
    max_count_per_parent = 4
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["collectivities.CollectivityPage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary"), FieldPanel("kind")]
    localize_default_translation_mode = "simple"

    class Meta:
        verbose_name = _("index de collectivités")
        verbose_name_plural = _("index de collectivités")

    def route(self, request: "HttpRequest", path_components: list[str]) -> RouteResult:
        try:
            return super().route(request, path_components)
        except Http404:
            collectivity = self.find_collectivity(path_components[0]) if path_components else None
            right = collectivity and path_components[0] == collectivity.page_slug
            if not collectivity or not self.live or (right and path_components[1:]):
                raise
            return RouteResult(self, args=(collectivity, path_components))

    def serve(
        self,
        request: "HttpRequest",
        collectivity: Collectivity | None = None,
        path_components: list[str] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> "HttpResponse":
        from collectivities import views  # The views need the models

        if collectivity is None:
            return views.collectivity_list(request, self)
        below = (path_components or [])[1:]
        if path_components != [collectivity.page_slug]:
            if below and has_redirect(request):
                # A sheet that was moved or renamed has a redirect of its own, which a 404 lets answer.
                raise Http404
            right_address = "/".join([collectivity.page_slug, *below])
            query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
            return redirect(f"{self.get_url(request)}{right_address}/{query}", permanent=True)
        return views.collectivity_card(request, self, collectivity)

    def find_collectivity(self, component: str) -> Collectivity | None:
        match = CODE_SLUG.match(component)
        if not match:
            return None
        collectivities = Collectivity.objects.select_related("departement", "region", "intercommunality")
        found: Collectivity | None = collectivities.of_code(self.kind, match["code"].upper())
        return found


class CollectivityPage(MemberPage):
    """The page of a registered collectivité, in one language. Its initiatives are its children."""

    collectivity = models.ForeignKey(
        Collectivity, verbose_name=_("collectivité"), on_delete=models.PROTECT, related_name="pages", editable=False
    )
    introduction = RichTextField(
        _("présentation"),
        features=TEXT_FEATURES,
        max_length=LONGEST_INTRODUCTION,
        blank=True,
        help_text=_("Ce que la commune fait d’Internet, en quelques phrases."),
    )
    image = models.ForeignKey(
        "collectivities.CustomImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("site de la commune"), blank=True)
    contact_role = models.CharField(
        _("à qui s’adresser"),
        max_length=120,
        blank=True,
        help_text=_("Un service ou une fonction, jamais un nom ni une adresse : « Direction de la médiathèque »."),
    )
    joined_on = models.DateField(_("inscrite depuis le"), null=True, blank=True, editable=False)

    template = "collectivities/collectivity_page.html"
    # Registering makes it, from the reference data: see ``collectivities.registration``.
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["collectivities.CollectivityIndexPage"]
    subpage_types: ClassVar[list[str]] = [
        "initiatives.InitiativePage",
        "initiatives.PublicAccessPage",
        "initiatives.EAdministrationPage",
        "initiatives.EducationPage",
    ]
    content_panels: ClassVar[list[Any]] = [
        HelpPanel(
            content=_(
                "Le nom, la population et la carte viennent des références officielles : ils ne se modifient pas ici."
            )
        ),
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("image"),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("contact_role")], heading=_("Pour joindre la commune")),
    ]
    # The address says which collectivité it is: nobody types it.
    promote_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("social_image")],
            heading=_("Référencement et partage"),
        )
    ]
    served_with: ClassVar[tuple[str, ...]] = (
        "collectivity__departement",
        "collectivity__intercommunality",
        "collectivity__region",
        "image",
    )
    localize_default_translation_mode = "simple"

    class Meta:
        verbose_name = _("page d’une collectivité")
        verbose_name_plural = _("pages des collectivités")

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Name and address are the reference's, whatever a draft says that was written before they changed.
        self.title = self.draft_title = self.collectivity.name
        self.slug = self.collectivity.page_slug
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> "CollectivityPage":
        """A draft as it stands today: which collectivité it is about is not a matter of revisions."""
        current = {"collectivity": self.collectivity_id, "title": self.title, "slug": self.slug}
        page: CollectivityPage = super().with_content_json({**content, **current})
        return page

    def untranslated_url(self) -> str:
        return self.collectivity.get_absolute_url()

    def social_card(self) -> Card:
        above, plate = self.collectivity.departement or self.collectivity.region, plate_of(self.collectivity)
        card = Card("page", self.pk, str(self.title), kicker=above.name if above else "", is_place=True)
        return replace(card, plate=plate.text, arobases=plate.arobases) if plate else card

    def serve(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> "HttpResponse":
        """An alias, made to hold the translation of an initiative, has nothing to say in its language."""
        from collectivities import views  # The views need the models

        if self.alias_of_id:
            return mark(views.collectivity_card(request, self.get_parent().specific, self.collectivity), self)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from collectivities import views  # The views need the models

        return {**super().get_context(request, *args, **kwargs), **views.collectivity_context(request, self)}
