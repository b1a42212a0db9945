"""Regional programmes: who accompanies the communes of a région, and how to reach it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from collectivities.enums import CollectivityKind
from collectivities.models.collectivity import Collectivity
from portal.blocks import ContentBlock
from portal.fields import BlockField
from portal.models import BasePage
from portal.social.cards import Card

if TYPE_CHECKING:
    from django.http import HttpRequest

TELEPHONE = RegexValidator(r"^\+?[0-9][0-9 .]{5,18}$", _("Écrivez le numéro en chiffres : « 02 61 91 04 54 »."))


class ProgrammeIndexPage(BasePage):
    """``/programmes/``: those of every région."""

    template = "collectivities/programme_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["collectivities.RegionalProgrammePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = _("index des programmes régionaux")
        verbose_name_plural = _("index des programmes régionaux")

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from collectivities import programmes  # It needs the models

        return {**super().get_context(request, *args, **kwargs), "programmes": programmes.programmes()}


class ProgrammeForm(WagtailAdminPageForm):
    """Who publishes is told of the programme that a région has already. A draft may wait beside it, and what is
    scheduled is published: the pages of communes name the older one.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        others = RegionalProgrammePage.objects.live().filter(
            region=cleaned.get("region"), locale=self.instance.locale_id
        )
        if "action-publish" in self.data and others.exclude(pk=self.instance.pk).exists():
            self.add_error("region", _("Cette région a déjà un programme en ligne : modifiez-le."))
        return cleaned


class RegionalProgrammePage(BasePage):
    """What a partner does for the communes of a région. The association writes it; a région has one in each language.

    How to reach the partner is public: an address and a number of the organisation, never of a person.
    """

    region = models.ForeignKey(
        Collectivity,
        verbose_name=_("région"),
        on_delete=models.PROTECT,
        limit_choices_to={"kind": CollectivityKind.REGION},
        related_name="+",
    )
    partner = models.CharField(_("partenaire"), max_length=100, help_text=_("Le nom de l’organisme."))
    body = BlockField(ContentBlock(), verbose_name=_("contenu"), blank=True)
    image = models.ForeignKey(
        "collectivities.CustomImage",
        verbose_name=_("photo ou logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Recadrée en 8 sur 5 : laissez de la place autour d’un logo."),
    )
    website = models.URLField(_("site du partenaire"), blank=True)
    email = models.EmailField(
        _("adresse électronique"),
        blank=True,
        help_text=_("Publique : celle d’un service, « contact@… », jamais celle d’une personne."),
    )
    telephone = models.CharField(
        _("téléphone"), max_length=20, blank=True, validators=[TELEPHONE], help_text=_("Public : celui de l’accueil.")
    )

    base_form_class = ProgrammeForm
    template = "collectivities/programme_page.html"
    served_with: ClassVar[tuple[str, ...]] = ("region", "image")
    parent_page_types: ClassVar[list[str]] = ["collectivities.ProgrammeIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("region"), FieldPanel("partner"), FieldPanel("image")], heading=_("Qui, et où")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("website"), FieldPanel("email"), FieldPanel("telephone")], heading=_("Pour le joindre")
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("partner"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("programme régional")
        verbose_name_plural = _("programmes régionaux")
        constraints = (
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(telephone=""),
                name="programme_can_be_reached",
                violation_error_message=_("Donnez une adresse électronique ou un téléphone : c’est pour le joindre."),
            ),
        )

    @property
    def telephone_link(self) -> str:
        return "tel:" + "".join(sign for sign in self.telephone if sign not in " .")

    @property
    def structured_data(self) -> dict[str, Any]:
        from collectivities import structured_data  # It needs the models

        return structured_data.programme(self)

    def social_card(self) -> Card:
        return Card("page", self.pk, str(self.title), kicker=self.region.name)

    def get_context(self, request: "HttpRequest", *args: Any, **kwargs: Any) -> dict[str, Any]:
        from collectivities import programmes  # It needs the models

        return {**super().get_context(request, *args, **kwargs), **programmes.programme_context(self)}
