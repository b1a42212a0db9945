"""The home page."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.models import Orderable, Page

from home.blocks import EditorialBlock
from portal.fields import BlockField
from portal.models import BasePage
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(BasePage):
    """The root of the site in one language: poster and search, themes, what is featured, the call to join."""

    hero_title = models.CharField(_("titre de l’affiche"), max_length=60)
    hero_text = models.TextField(_("texte de l’affiche"), max_length=300, blank=True)
    search_hint = models.CharField(
        _("exemple de recherche"),
        max_length=60,
        blank=True,
        help_text=_("« wifi, cantine, Vannes… »"),
    )
    features_title = models.CharField(_("titre de la sélection"), max_length=60, blank=True)
    call_title = models.CharField(_("titre de l’invitation"), max_length=90, blank=True)
    call_text = models.TextField(_("texte de l’invitation"), max_length=400, blank=True)
    call_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page de l’invitation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = BlockField(EditorialBlock(required=False), verbose_name=_("suite de la page"), blank=True)

    served_with: ClassVar[tuple[str, ...]] = ("call_page",)

    template = "home/home_page.html"
    max_count = 3
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("hero_title"),
                FieldPanel("hero_text"),
                FieldPanel("search_hint"),
                InlinePanel("popular_searches", label=_("Recherche fréquente"), max_num=6),
            ],
            heading=_("Affiche"),
        ),
        FieldPanel("features_title"),
        InlinePanel(
            "features",
            heading=_("Sélection"),
            label=_("Fiche mise en avant"),
            max_num=7,
        ),
        MultiFieldPanel(
            [
                FieldPanel("call_title"),
                FieldPanel("call_text"),
                FieldPanel("call_page"),
            ],
            heading=_("Invitation"),
        ),
        FieldPanel("body"),
        FieldPanel("summary"),
    ]

    class Meta:
        verbose_name = _("page d’accueil")
        verbose_name_plural = _("pages d’accueil")

    @property
    def structured_data(self) -> dict[str, Any]:
        from home import structured_data  # It needs the models

        return structured_data.home(self)

    def social_card(self) -> Card:
        return Card("page", self.pk, self.hero_title)

    @cached_property
    def meta_description(self) -> str:
        """The text of the poster says what the portal is, where nothing else was written."""
        return self.search_description or self.summary or self.hero_text

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from home import views  # The views need the models

        return {
            **super().get_context(request, *args, **kwargs),
            **views.home_context(self, request),
        }


class HomeFeature(Orderable):
    """An initiative chosen for the home page. Without any, the latest ones are shown."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="features")
    initiative = models.ForeignKey(
        "initiatives.InitiativePage",
        verbose_name=_("initiative"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels: ClassVar[list[Any]] = [PageChooserPanel("initiative", "initiatives.InitiativePage")]

    def __str__(self) -> str:
        return str(self.initiative)


class PopularSearch(Orderable):
    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="popular_searches")
    label = models.CharField(_("intitulé"), max_length=40)
    query = models.CharField(_("recherche"), max_length=100)

    panels: ClassVar[list[Any]] = [FieldRowPanel([FieldPanel("label"), FieldPanel("query")])]

    def __str__(self) -> str:
        return self.label
