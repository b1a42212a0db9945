"""What the association changes on every page without a developer: menus, footer, banner, contact address."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable

from portal.addresses import ADDRESS
from portal.enums import BannerLevel, MenuPlace


@register_setting(icon="cog")
class PortalSettings(BaseSiteSetting, ClusterableModel):
    """One row per site. Texts exist in the three languages; an empty one falls back to French."""

    contact_email = models.EmailField(
        _("adresse de contact"), blank=True, help_text=_("Reçoit les messages du formulaire de contact.")
    )
    footer_fr = models.CharField(_("phrase du pied de page (français)"), max_length=200, blank=True)
    footer_en = models.CharField(_("phrase du pied de page (anglais)"), max_length=200, blank=True)
    footer_br = models.CharField(_("phrase du pied de page (breton)"), max_length=200, blank=True)
    banner_level = models.CharField(
        _("genre de bandeau"), max_length=10, choices=BannerLevel.choices, default=BannerLevel.INFO
    )
    banner_fr = models.CharField(
        _("bandeau (français)"), max_length=300, blank=True, help_text=_("Vide : aucun bandeau.")
    )
    banner_en = models.CharField(_("bandeau (anglais)"), max_length=300, blank=True)
    banner_br = models.CharField(_("bandeau (breton)"), max_length=300, blank=True)
    banner_until = models.DateTimeField(_("afficher le bandeau jusqu’au"), null=True, blank=True)
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name=_("image de partage par défaut"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    InlinePanel(
                        "menu_links",
                        heading=_("Menus"),
                        label=_("Lien"),
                        help_text=_("L’ordre est celui de l’affichage."),
                    ),
                ],
                heading=_("Menus"),
            ),
            ObjectList(
                [
                    FieldPanel("contact_email"),
                    FieldPanel("social_image"),
                    MultiFieldPanel(
                        [FieldPanel("footer_fr"), FieldPanel("footer_en"), FieldPanel("footer_br")],
                        heading=_("Pied de page"),
                    ),
                ],
                heading=_("Contact et pied de page"),
            ),
            ObjectList(
                [
                    FieldPanel("banner_level"),
                    FieldPanel("banner_fr"),
                    FieldPanel("banner_en"),
                    FieldPanel("banner_br"),
                    FieldPanel("banner_until"),
                ],
                heading=_("Bandeau d’alerte"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("réglages du portail")
        verbose_name_plural = _("réglages du portail")

    def translated(self, field: str) -> tuple[str, str]:
        """The text of ``footer`` or ``banner`` and the language it is written in."""
        language = get_language() or settings.LANGUAGE_CODE
        text = getattr(self, f"{field}_{language}", "")
        return (text, language) if text else (getattr(self, f"{field}_fr"), "fr")


class MenuLink(Orderable):
    """A link of the header or of a column of the footer, to a page of the portal or to an address."""

    portal_settings = ParentalKey(PortalSettings, on_delete=models.CASCADE, related_name="menu_links")
    place = models.CharField(_("emplacement"), max_length=20, choices=MenuPlace.choices, default=MenuPlace.HEADER)
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    url = models.CharField(
        _("ou adresse"), max_length=500, blank=True, help_text=_("Par exemple /recherche/ ou https://…")
    )
    label_fr = models.CharField(
        _("intitulé (français)"), max_length=60, blank=True, help_text=_("Vide : le titre de la page.")
    )
    label_en = models.CharField(_("intitulé (anglais)"), max_length=60, blank=True)
    label_br = models.CharField(_("intitulé (breton)"), max_length=60, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("place"),
        PageChooserPanel("page"),
        FieldPanel("url"),
        FieldPanel("label_fr"),
        FieldPanel("label_en"),
        FieldPanel("label_br"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("lien de menu")
        verbose_name_plural = _("liens de menu")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(page__isnull=False) ^ ~models.Q(url=""),
                name="menu_link_page_or_url",
                violation_error_message=_("Choisissez une page ou écrivez une adresse, pas les deux."),
            ),
        )

    def __str__(self) -> str:
        return self.label_fr or self.url or str(self.page)

    def clean(self) -> None:
        """An address is a path of this site or a whole one; it needs a label, which a page brings with it."""
        super().clean()
        if self.url and not ADDRESS.match(self.url):
            raise ValidationError(
                {"url": _("Écrivez un chemin de ce site, comme /recherche/, ou une adresse en https.")}
            )
        if self.url and not self.label_fr:
            raise ValidationError({"label_fr": _("Écrivez l’intitulé : une adresse n’a pas de titre.")})
